import { Injectable } from '@nestjs/common';
import { normaliseEmail, type Transaction } from '@raptor/persistence';
import { IsNull, Raw } from 'typeorm';
import type { OpaqueTokenParts } from './opaque-token';
import { RefreshTokenEntity } from './refresh-token.entity';
import { UserEntity } from './user.entity';

const isToCome = (column: string): string => `${column} > now()`;

type NewRefreshToken = Omit<RefreshTokenEntity, 'rotatedAt' | 'revokedAt' | 'createdAt'>;

/** Accounts and their sessions. */
@Injectable()
export class IdentityRepository {
  findByEmail(tx: Transaction, email: string): Promise<UserEntity | null> {
    return tx.findOneBy(UserEntity, { email: normaliseEmail(email) });
  }

  async createUser(
    tx: Transaction,
    user: Pick<UserEntity, 'id' | 'email' | 'passwordHash' | 'displayName'>,
  ): Promise<void> {
    await tx.insert(UserEntity, { ...user, email: normaliseEmail(user.email) });
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
    next: Pick<RefreshTokenEntity, 'id' | 'tokenHash' | 'expiresAt'>,
  ): Promise<boolean> {
    const stillGood = { userId, id, rotatedAt: IsNull(), revokedAt: IsNull(), expiresAt: Raw(isToCome) };
    const { affected } = await tx.update(RefreshTokenEntity, stillGood, { rotatedAt: () => 'now()' });
    if (affected !== 1) return false;
    await this.createRefreshToken(tx, { ...next, userId, familyId, workspaceId, device });
    return true;
  }

  /** Ends a session: no token of the family is good any more. To be committed: an error after it would take it back. */
  async revokeFamily(tx: Transaction, userId: string, familyId: string): Promise<void> {
    const notYet = { userId, familyId, revokedAt: IsNull() };
    await tx.update(RefreshTokenEntity, notYet, { revokedAt: () => 'now()' });
  }
}
