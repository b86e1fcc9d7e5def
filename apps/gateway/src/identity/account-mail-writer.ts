import { Injectable } from '@nestjs/common';
import { Database } from '@raptor/persistence';
import type { AccountMailOrder } from './account-mail-orders';
import { IdentityRepository } from './identity.repository';
import { MailedLinks } from './mailed-links';
import { passwordFingerprint } from './passwords';
import type { UserEntity } from './user.entity';

export interface WrittenMail {
  readonly subject: string;
  readonly text: string;
}

/** Writes what somebody is told about their account. */
@Injectable()
export class AccountMailWriter {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityRepository,
    private readonly links: MailedLinks,
  ) {}

  /** @returns nothing where there is nobody to be told. */
  async write(order: AccountMailOrder): Promise<WrittenMail | undefined> {
    const user = await this.database.withSignIn(order.email, (tx) => this.identity.findByEmail(tx, order.email));
    if (user?.disabledAt) return undefined;
    switch (order.kind) {
      case 'registration':
        return user?.passwordHash ? KNOWN : this.proof({ ...order, userId: user?.id ?? order.userId });
      case 'password forgotten':
        return user ? this.reset(user) : undefined;
      case 'password changed':
        return user ? CHANGED : undefined;
    }
  }

  private proof(order: Extract<AccountMailOrder, { kind: 'registration' }>): WrittenMail {
    const { kind, ...facts } = order;
    return {
      subject: 'Confirm your e-mail address',
      text: lines(
        'Welcome to RaptorFlow Codex. Your account begins when you open this link; it is good once, for an hour:',
        this.links.urlOf(kind, facts),
        'If you did not register, leave it: without the link nothing happens.',
      ),
    };
  }

  private reset({ id: userId, passwordHash }: UserEntity): WrittenMail {
    return {
      subject: 'Choose a new password',
      text: lines(
        'Somebody has asked for a new password for your account. This link lets you choose one; it is good once, for an hour:',
        this.links.urlOf('password', { userId, fingerprint: passwordFingerprint(passwordHash) }),
        'If it was not you, leave it: your password stays as it is.',
      ),
    };
  }
}

const lines = (...parts: string[]): string => parts.join('\n\n');

const KNOWN: WrittenMail = {
  subject: 'You have an account already',
  text: lines(
    'Somebody has registered with your address at RaptorFlow Codex, where you have an account already.',
    'If it was you: sign in, or ask for a new password where you sign in. If it was not, nothing has changed.',
  ),
};

const CHANGED: WrittenMail = {
  subject: 'Your password was changed',
  text: lines(
    'The password of your account was changed, and whoever was signed in has been signed out.',
    'If it was not you, ask for a new password where you sign in, and tell an admin of your workspace.',
  ),
};
