import { Injectable } from '@nestjs/common';
import { TenantRepository, workspaceOf, type Transaction } from '@raptor/persistence';
import { Raw } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { IdempotencyKeyEntity } from './idempotency-key.entity';

/** A request that carries an idempotency key. */
export type KeyedRequest = Pick<IdempotencyKeyEntity, 'principal' | 'method' | 'route' | 'key' | 'requestHash'>;

/** `begun`: do it. `running`: somebody else does. `done`: this was the answer. `reused`: the key was for another request. */
export type KeyClaim =
  | { readonly outcome: 'begun'; readonly id: string }
  | { readonly outcome: 'running' | 'reused' }
  | { readonly outcome: 'done'; readonly statusCode: number; readonly response: unknown };

@Injectable()
export class IdempotencyKeysRepository extends TenantRepository<IdempotencyKeyEntity> {
  constructor() {
    super(IdempotencyKeyEntity);
  }

  /**
   * Of several requests with one key one begins. When it is not done after `believedMs` the next may begin in its place; the first
   * can then no longer {@link finish}.
   */
  async claim(tx: Transaction, request: KeyedRequest, believedMs: number): Promise<KeyClaim> {
    const { principal, method, route, key, requestHash } = request;
    const id = uuidv7();
    const begun = await tx.query<unknown[]>(
      `INSERT INTO gateway.idempotency_keys AS known (workspace_id, id, principal, method, route, key, request_hash, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, now() + $8 * interval '1 ms')
        ON CONFLICT (workspace_id, principal, method, route, key) DO UPDATE
          SET id = excluded.id, request_hash = excluded.request_hash, state = 'running', status_code = NULL, response = NULL,
            expires_at = excluded.expires_at, created_at = now(), updated_at = now()
          WHERE known.expires_at <= now()
        RETURNING id`,
      [workspaceOf(tx), id, principal, method, route, key, requestHash, believedMs],
    );
    if (begun.length === 1) return { outcome: 'begun', id };
    const known = await tx.findOneBy(IdempotencyKeyEntity, this.where(tx, { principal, method, route, key }));
    // Abandoned since: whoever asks again will begin.
    if (!known) return { outcome: 'running' };
    if (known.requestHash !== requestHash) return { outcome: 'reused' };
    if (known.statusCode === null) return { outcome: 'running' };
    return { outcome: 'done', statusCode: known.statusCode, response: known.response };
  }

  /**
   * Keeps the answer, to be given again for `keptMs`.
   * @returns false when somebody else has begun in its place: the transaction must not commit.
   */
  async finish(
    tx: Transaction,
    id: string,
    { statusCode, response }: { statusCode: number; response: unknown },
    keptMs: number,
  ): Promise<boolean> {
    const { affected } = await tx
      .createQueryBuilder()
      .update(IdempotencyKeyEntity)
      .set({
        state: 'done',
        statusCode,
        response: response as object,
        expiresAt: () => `now() + :keptMs * interval '1 ms'`,
      })
      .where(this.where(tx, { id, state: 'running' }))
      .setParameter('keptMs', keptMs)
      .execute();
    return affected === 1;
  }

  /** It failed and changed nothing: the next with this key begins anew. */
  async abandon(tx: Transaction, id: string): Promise<void> {
    await tx.delete(IdempotencyKeyEntity, this.where(tx, { id, state: 'running' }));
  }

  /** @returns how many of the workspace's keys were past their time. */
  async removeExpired(tx: Transaction): Promise<number> {
    const { affected } = await tx.delete(
      IdempotencyKeyEntity,
      this.where(tx, { expiresAt: Raw((column) => `${column} <= now()`) }),
    );
    return affected ?? 0;
  }
}
