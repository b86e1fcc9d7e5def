import { Injectable } from '@nestjs/common';
import { TenantRepository, workspaceOf, type Transaction } from '@raptor/persistence';
import { v7 as uuidv7 } from 'uuid';
import { AgentEntity } from './agent.entity';

/** What happened since the last time that statistics were folded in; the 95th percentile is that of now. */
export interface AgentActivity {
  readonly code: string;
  readonly invocations: number;
  readonly successes: number;
  readonly failures: number;
  readonly tokens: number;
  readonly costMicroUsd: number;
  readonly p95Ms: number | null;
}

@Injectable()
export class AgentsRepository extends TenantRepository<AgentEntity> {
  constructor() {
    super(AgentEntity);
  }

  all(tx: Transaction): Promise<AgentEntity[]> {
    return tx.find(AgentEntity, { where: this.where(tx, {}), order: { code: 'ASC' } });
  }

  byCode(tx: Transaction, code: string): Promise<AgentEntity | null> {
    return tx.findOneBy(AgentEntity, this.where(tx, { code }));
  }

  /** A row for each code that has none; those that are there stay as they are. */
  async seed(tx: Transaction, codes: readonly string[]): Promise<void> {
    await tx
      .createQueryBuilder()
      .insert()
      .into(AgentEntity)
      .values(codes.map((code) => ({ workspaceId: workspaceOf(tx), id: uuidv7(), code })))
      .orIgnore()
      .execute();
  }

  /**
   * Takes one run of a watcher that was due. Of two schedulers with the same timer one is told `true`.
   * @param dueAt for when the timer was set.
   */
  async claimRun(tx: Transaction, code: string, dueAt: Date, nextRunAt: Date): Promise<boolean> {
    const { affected } = await tx.update(AgentEntity, this.where(tx, { code, isActive: true, nextRunAt: dueAt }), {
      nextRunAt,
      lastRunAt: () => 'now()',
    });
    return affected === 1;
  }

  async fold(tx: Transaction, activity: readonly AgentActivity[]): Promise<void> {
    await tx.query(
      `UPDATE council.agents AS agent
       SET invocations = agent.invocations + recent."invocations", successes = agent.successes + recent."successes",
           failures = agent.failures + recent."failures", tokens = agent.tokens + recent."tokens",
           cost_micro_usd = agent.cost_micro_usd + recent."costMicroUsd",
           p95_ms = coalesce(recent."p95Ms", agent.p95_ms), updated_at = now()
       FROM jsonb_to_recordset($2::jsonb) AS recent(
         "code" text, "invocations" bigint, "successes" bigint, "failures" bigint, "tokens" bigint,
         "costMicroUsd" bigint, "p95Ms" integer)
       WHERE agent.workspace_id = $1 AND agent.code = recent."code"`,
      [workspaceOf(tx), JSON.stringify(activity)],
    );
  }
}
