import { Injectable } from '@nestjs/common';
import type { ResetPasswordRequest } from '@raptor/contracts';
import { Database, normaliseEmail } from '@raptor/persistence';
import { AccountLimits } from '../limits/account-limits';
import { AccountMailOrders } from './account-mail-orders';
import { linkInvalid } from './auth.errors';
import { IdentityRepository } from './identity.repository';
import { MailedLinks } from './mailed-links';
import { hashPassword, passwordFingerprint } from './passwords';

/** Lets people who read the mails of an address choose its account's password anew. */
@Injectable()
export class PasswordResetService {
  constructor(
    private readonly database: Database,
    private readonly limits: AccountLimits,
    private readonly identity: IdentityRepository,
    private readonly orders: AccountMailOrders,
    private readonly links: MailedLinks,
  ) {}

  /** The same for every address. */
  ask(email: string): Promise<void> {
    return this.orders.give({ kind: 'password forgotten', email: normaliseEmail(email) });
  }

  /**
   * Whoever was signed in is signed out: one of them may be why there is a new password.
   * @throws AppError AUTH_LINK_INVALID
   */
  async reset({ token, password }: ResetPasswordRequest): Promise<void> {
    const { userId, fingerprint } = this.links.open('password', token);
    const passwordHash = await hashPassword(password);
    const email = await this.database.withUser(userId, async (tx) => {
      const user = await this.identity.findUser(tx, userId);
      if (!user || passwordFingerprint(user.passwordHash) !== fingerprint) return undefined;
      if (!(await this.identity.replacePassword(tx, user, passwordHash))) return undefined;
      await this.identity.revokeAllFamilies(tx, userId);
      await this.orders.giveWith(tx, { kind: 'password changed', email: user.email });
      return user.email;
    });
    if (email === undefined) throw linkInvalid();
    await this.limits.forgetSignIns(email);
  }
}
