import { Inject, Injectable } from '@nestjs/common';
import { Database, type Transaction, type TransactionActor } from '@raptor/persistence';
import { AppError, SecretBox, SERVICE_CONFIG } from '@raptor/platform';
import type { GatewayConfig } from '../gateway.config';
import { IdempotencyKeysRepository, type KeyedRequest } from './idempotency-keys.repository';
import { samenessOf } from './keyed-request';
import { openClaim, type OpenClaim } from './open-claim';

/** One in so many answers that are kept takes along those of the same workspace that are past their time. */
const SWEEP_EVERY = 50;

export type Claimed =
  | { readonly outcome: 'begun'; readonly claim: OpenClaim }
  | { readonly outcome: 'answered'; readonly statusCode: number; readonly answer: unknown };

interface Sealed {
  readonly sealed: string;
}

/** Answers of requests that may come twice. What they hold may be a secret for the one who asked, so it is sealed. */
@Injectable()
export class IdempotentAnswers {
  private readonly settings: GatewayConfig['idempotency'];
  private untilSweep = SWEEP_EVERY;

  constructor(
    @Inject(SERVICE_CONFIG) { idempotency }: GatewayConfig,
    private readonly database: Database,
    private readonly keys: IdempotencyKeysRepository,
    private readonly box: SecretBox,
  ) {
    this.settings = idempotency;
  }

  /** @throws AppError IDEMPOTENT_REQUEST_RUNNING, IDEMPOTENCY_KEY_REUSED */
  async claim(
    workspaceId: string,
    actor: TransactionActor,
    request: KeyedRequest,
    statusCode: number,
  ): Promise<Claimed> {
    const claimed = await this.database.withTenant(workspaceId, actor, (tx) =>
      this.keys.claim(tx, request, this.settings.believedMs),
    );
    switch (claimed.outcome) {
      case 'begun':
        return {
          outcome: 'begun',
          claim: { id: claimed.id, workspaceId, sameness: samenessOf(workspaceId, request), statusCode, isKept: false },
        };
      case 'done':
        return {
          outcome: 'answered',
          statusCode: claimed.statusCode,
          answer: this.open(workspaceId, claimed.response),
        };
      case 'running':
        throw new AppError('IDEMPOTENT_REQUEST_RUNNING', 'This very request is being answered', {
          retryAfterSeconds: 1,
        });
      case 'reused':
        throw new AppError('IDEMPOTENCY_KEY_REUSED', 'The idempotency key came before, with another request');
    }
  }

  /** With the change that it answers. */
  async keep(tx: Transaction, answer: unknown): Promise<void> {
    const claim = openClaim();
    if (!claim) return;
    const { id, workspaceId, statusCode } = claim;
    const sealed = this.box.seal(placeIn(workspaceId), JSON.stringify(answer ?? null));
    const isOurs = await this.keys.finish(
      tx,
      id,
      { statusCode, response: { sealed } satisfies Sealed },
      this.settings.keptMs,
    );
    if (!isOurs)
      throw new AppError('IDEMPOTENT_REQUEST_RUNNING', 'It took so long that the same request was begun again');
    claim.isKept = true;
    this.untilSweep -= 1;
    if (this.untilSweep > 0) return;
    this.untilSweep = SWEEP_EVERY;
    await this.keys.removeExpired(tx);
  }

  /** The request has changed nothing: the next with its key begins anew. What cannot be said is found out when it is not believed any more. */
  async abandon({ id, workspaceId }: OpenClaim, actor: TransactionActor): Promise<void> {
    await this.database.withTenant(workspaceId, actor, (tx) => this.keys.abandon(tx, id)).catch(() => undefined);
  }

  private open(workspaceId: string, response: unknown): unknown {
    return JSON.parse(this.box.open(placeIn(workspaceId), (response as Sealed).sealed)) as unknown;
  }
}

const placeIn = (workspaceId: string) => ({ workspaceId, purpose: 'idempotent answer' });
