import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppError, SecretBox } from '@raptor/platform';
import { CacheRedis } from '../limits/cache-redis';
import { KnownKeys } from './known-keys';
import type { Principal } from './principal';
import { Standings } from './standings';

/** How long a ticket waits for its socket. */
export const TICKET_SECONDS = 30;

const TICKET = /^wt\.[\w-]{43}$/;

/**
 * One-time tickets for the socket, since browsers cannot send a header with it: what stands in an address ends up in logs, and this is good for nothing
 * by then. Any replica redeems what any other has issued, and only one does. What Redis holds is sealed: who can write to Redis can make no ticket.
 */
@Injectable()
export class LiveTickets {
  constructor(
    private readonly redis: CacheRedis,
    private readonly box: SecretBox,
    private readonly standings: Standings,
    private readonly keys: KnownKeys,
  ) {}

  /** @throws AppError SERVICE_UNAVAILABLE */
  async issue(principal: Principal): Promise<string> {
    const ticket = `wt.${randomBytes(32).toString('base64url')}`;
    const key = this.keyOf(ticket);
    const sealed = this.box.seal(placeOf(key), JSON.stringify(principal));
    await this.redis.client.set(key, sealed, 'EX', TICKET_SECONDS).catch(ticketsAway);
    return ticket;
  }

  /**
   * Whose the ticket is; undefined when there is no such ticket (any more), or they are not what they were when they got it.
   * @throws AppError SERVICE_UNAVAILABLE
   */
  async redeem(ticket: string): Promise<Principal | undefined> {
    if (!TICKET.test(ticket)) return undefined;
    const key = this.keyOf(ticket);
    const sealed = await this.redis.client.getdel(key).catch(ticketsAway);
    if (sealed === null) return undefined;
    const principal = this.open(key, sealed);
    return principal && (await this.isUnchanged(principal)) ? principal : undefined;
  }

  /** Whether somebody may still do what they could when they came: false within seconds after that has changed. */
  isUnchanged(principal: Principal): Promise<boolean> {
    return principal.type === 'user' ? this.standings.isUnchanged(principal) : this.keys.isUnchanged(principal);
  }

  private open(key: string, sealed: string): Principal | undefined {
    try {
      return JSON.parse(this.box.open(placeOf(key), sealed)) as Principal;
    } catch {
      return undefined;
    }
  }

  private keyOf(ticket: string): string {
    return this.redis.key('ticket', createHash('sha256').update(ticket).digest('base64url'));
  }
}

const placeOf = (key: string) => ({ workspaceId: 'any', purpose: `live ticket ${key}` });

function ticketsAway(cause: unknown): never {
  throw new AppError('SERVICE_UNAVAILABLE', 'Tickets are not available', { cause, retryAfterSeconds: 2 });
}
