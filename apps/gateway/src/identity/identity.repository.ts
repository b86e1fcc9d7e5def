import { Injectable } from '@nestjs/common';
import { normaliseEmail, type Transaction } from '@raptor/persistence';
import { RefreshTokenEntity } from './refresh-token.entity';
import { UserEntity } from './user.entity';

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

  async createRefreshToken(
    tx: Transaction,
    token: Omit<RefreshTokenEntity, 'rotatedAt' | 'revokedAt' | 'createdAt'>,
  ): Promise<void> {
    await tx.insert(RefreshTokenEntity, token);
  }
}
