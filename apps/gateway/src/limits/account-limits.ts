import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AppError, SERVICE_CONFIG } from '@raptor/platform';
import type { GatewayConfig } from '../gateway.config';
import { CacheRedis } from './cache-redis';
import { SharedCounter } from './shared-counter';

const AN_HOUR_MS = 3_600_000;

/** How often one account may be tried, and how many mails one address gets: from wherever, by whomever. */
@Injectable()
export class AccountLimits {
  private readonly signIns: SharedCounter;
  private readonly mails: SharedCounter;

  constructor(@Inject(SERVICE_CONFIG) { login, mail }: GatewayConfig, redis: CacheRedis) {
    this.signIns = new SharedCounter(redis, 'account', login.attemptsPerAccount, login.windowMs);
    this.mails = new SharedCounter(redis, 'mail', mail.perAddressAndHour, AN_HOUR_MS);
  }

  /** @throws AppError RATE_LIMITED with the seconds to wait. */
  async countSignIn(email: string): Promise<void> {
    const { isOver, secondsToReset } = await this.signIns.count(accountKey(email));
    if (!isOver) return;
    throw new AppError('RATE_LIMITED', `Too many sign-ins, try again in ${secondsToReset} s`, {
      retryAfterSeconds: secondsToReset,
    });
  }

  /** Takes the count of an attempt back: it failed for a reason that was ours, and nothing was guessed. */
  giveSignInBack(email: string): Promise<void> {
    return this.signIns.giveBack(accountKey(email));
  }

  /** A person who got in has proved to be no guesser. */
  forgetSignIns(email: string): Promise<void> {
    return this.signIns.forget(accountKey(email));
  }

  /** @returns false when the address has had enough. */
  async countMail(email: string): Promise<boolean> {
    return !(await this.mails.count(accountKey(email))).isOver;
  }

  /** Takes the count of a mail back that was not sent. */
  giveMailBack(email: string): Promise<void> {
    return this.mails.giveBack(accountKey(email));
  }
}

/** Addresses are personal data: Redis holds a hash. */
const accountKey = (email: string): string => createHash('sha256').update(email).digest('base64url');
