import { Injectable } from '@nestjs/common';
import { normaliseEmail, type Transaction } from '@raptor/persistence';
import { IsNull, Raw } from 'typeorm';
import type { OpaqueTokenParts } from './opaque-token';
import { RefreshTokenEntity } from './refresh-token.entity';
import { UserEntity } from './user.entity';

const isToCome = (column: string): string => `${column} > now()`;

type NewRefreshToken = Omit<RefreshTokenEntity, 'rotatedAt' | 'revokedAt' | 'createdAt'>;
type NewAccount = Pick<UserEntity, 'id' | 'email' | 'passwordHash' | 'displayName'>;

/** Accounts, and the refresh tokens that their sessions are made of. */
@Injectable()
export class IdentityRepository {
  findByEmail(tx: Transaction, email: string): Promise<UserEntity | null> {
    return tx.findOneBy(UserEntity, { email: normaliseEmail(email) });
  }

  /** In `withUser` of that person. Until the end of the transaction nobody changes it. */
  findAndHold(tx: Transaction, id: string): Promise<UserEntity | null> {
    return tx.findOne(UserEntity, { where: { id }, lock: { mode: 'pessimistic_read' } });
  }

  /** In `withUser` of that person. */
  findUser(tx: Transaction, id: string): Promise<UserEntity | null> {
    return tx.findOneBy(UserEntity, { id });
  }

  async createUser(tx: Transaction, user: NewAccount): Promise<void> {
    await tx.insert(UserEntity, { ...user, email: normaliseEmail(user.email) });
  }

  /**
   * An account whose address is proved, if the address is free; or the one with this id, as long as nobody has chosen a password for it: somebody who was
   * invited, and registers.
   * @returns false when there is an account with the address, or this one has a password.
   */
  async openAccount(tx: Transaction, { id, email, passwordHash, displayName }: NewAccount): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `INSERT INTO gateway.users (id, email, password_hash, display_name, email_verified_at) VALUES ($1, $2, $3, $4, now())
        ON CONFLICT DO NOTHING RETURNING 1 AS opened`,
      [id, normaliseEmail(email), passwordHash, displayName],
    );
    if (rows.length === 1) return true;
    const { affected } = await tx.update(
      UserEntity,
      { id, passwordHash: IsNull(), disabledAt: IsNull() },
      { passwordHash, displayName, emailVerifiedAt: () => 'now()', updatedAt: () => 'now()' },
    );
    return affected === 1;
  }

  /** Of one that is what it was when the link was mailed. The link proves the address, too. @returns false when it is not. */
  async replacePassword(tx: Transaction, user: UserEntity, passwordHash: string): Promise<boolean> {
    const unchanged = { id: user.id, passwordHash: user.passwordHash ?? IsNull(), disabledAt: IsNull() };
    const { affected } = await tx.update(UserEntity, unchanged, {
      passwordHash,
      emailVerifiedAt: () => 'coalesce(email_verified_at, now())',
      updatedAt: () => 'now()',
    });
    return affected === 1;
  }

  async createRefreshToken(tx: Transaction, token: NewRefreshToken): Promise<void> {
    await tx.insert(RefreshTokenEntity, token);
  }

  /** In `withUser` of its owner, in whatever state: one that was rotated or revoked tells that it was stolen. */
  findRefreshToken(tx: Transaction, { ownerId, hash }: OpaqueTokenParts): Promise<RefreshTokenEntity | null> {
    return tx.findOneBy(RefreshTokenEntity, { userId: ownerId, tokenHash: hash });
  }

  /**
   * Puts `next` in the place of a token, of the same session and family.
   * @returns false when that one is not good any more: others were quicker, or it was stolen. Nothing was changed.
   */
  async rotateRefreshToken(
    tx: Transaction,
    { userId, id, familyId, workspaceId, device }: RefreshTokenEntity,
    next: Pick<RefreshTokenEntity, 'id' | 'tokenHash' | 'expiresAt'> & Partial<Pick<RefreshTokenEntity, 'workspaceId'>>,
  ): Promise<boolean> {
    const stillGood = { userId, id, rotatedAt: IsNull(), revokedAt: IsNull(), expiresAt: Raw(isToCome) };
    const { affected } = await tx.update(RefreshTokenEntity, stillGood, { rotatedAt: () => 'clock_timestamp()' });
    if (affected !== 1) return false;
    await this.createRefreshToken(tx, { workspaceId, ...next, userId, familyId, device });
    return true;
  }

  /**
   * Whether a rotated token comes again although nobody who is honest would send it: `raceMs` after it was rotated, or once the one that took its place
   * has been rotated, too.
   */
  async isReuse(tx: Transaction, { userId, id, familyId }: RefreshTokenEntity, raceMs: number): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `SELECT 1 AS reused FROM gateway.refresh_tokens token
        WHERE token.user_id = $1 AND token.id = $2 AND (token.rotated_at < clock_timestamp() - $4 * interval '1 ms'
          OR EXISTS (SELECT 1 FROM gateway.refresh_tokens later
            WHERE later.user_id = $1 AND later.family_id = $3 AND later.rotated_at > token.rotated_at))`,
      [userId, id, familyId, raceMs],
    );
    return rows.length > 0;
  }

  /**
   * Ends a session: no token of the family is good any more. To be committed: an error after it would take it back.
   * @returns false when there is none, or it was ended before.
   */
  revokeFamily(tx: Transaction, userId: string, familyId: string): Promise<boolean> {
    return this.revoke(tx, { userId, familyId });
  }

  /** Ends all sessions of a person. */
  async revokeAllFamilies(tx: Transaction, userId: string): Promise<void> {
    await this.revoke(tx, { userId });
  }

  /** What has expired can be neither used nor reused. */
  async forgetExpiredTokens(tx: Transaction, userId: string): Promise<void> {
    await tx.query(`DELETE FROM gateway.refresh_tokens WHERE user_id = $1 AND expires_at < now()`, [userId]);
  }

  /**
   * Until there is nothing left: who is just rotating a token holds its row, and a statement that waited for them does not see the row that they put
   * in its place. The next one does.
   */
  private async revoke(
    tx: Transaction,
    whose: { readonly userId: string; readonly familyId?: string },
  ): Promise<boolean> {
    let isAny = false;
    for (;;) {
      const { affected } = await tx.update(
        RefreshTokenEntity,
        { ...whose, revokedAt: IsNull() },
        { revokedAt: () => 'now()' },
      );
      if (!affected) return isAny;
      isAny = true;
    }
  }
}
