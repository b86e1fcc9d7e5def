import { Injectable } from '@nestjs/common';
import { TenantRepository, type Transaction } from '@raptor/persistence';
import { IsNull } from 'typeorm';
import type { OpaqueTokenParts } from '../identity/opaque-token';
import { ApiKeyEntity } from './api-key.entity';

@Injectable()
export class ApiKeysRepository extends TenantRepository<ApiKeyEntity> {
  constructor() {
    super(ApiKeyEntity, { name: 'name' });
  }

  /** The key that this is, if it is good for anything; in `withTenant` of its workspace. */
  findUsable(tx: Transaction, { ownerId, hash }: OpaqueTokenParts): Promise<ApiKeyEntity | null> {
    return tx
      .createQueryBuilder(ApiKeyEntity, 'key')
      .where({ workspaceId: ownerId, keyHash: hash, revokedAt: IsNull() })
      .andWhere('(key.expiresAt IS NULL OR key.expiresAt > now())')
      .getOne();
  }

  countUsable(tx: Transaction): Promise<number> {
    return tx
      .createQueryBuilder(ApiKeyEntity, 'key')
      .where(this.where(tx, { revokedAt: IsNull() }))
      .andWhere('(key.expiresAt IS NULL OR key.expiresAt > now())')
      .getCount();
  }

  /** Remembers, to the minute, that a key was used: a write per request would make a busy key a busy row. */
  async noteUse(tx: Transaction, id: string): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(ApiKeyEntity)
      .set({ lastUsedAt: () => 'now()' })
      .where(this.where(tx, { id }))
      .andWhere(`(last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`)
      .execute();
  }

  /** @returns false when there is no such key, or it was revoked before. */
  async revoke(tx: Transaction, id: string): Promise<boolean> {
    const { affected } = await tx.update(ApiKeyEntity, this.where(tx, { id, revokedAt: IsNull() }), {
      revokedAt: () => 'now()',
    });
    return affected === 1;
  }

  /** Every key of the workspace. */
  async revokeAll(tx: Transaction): Promise<void> {
    await tx.update(ApiKeyEntity, this.where(tx, { revokedAt: IsNull() }), { revokedAt: () => 'now()' });
  }
}
