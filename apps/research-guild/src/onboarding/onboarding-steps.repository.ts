import { Injectable } from '@nestjs/common';
import { TenantRepository, workspaceOf, type Transaction } from '@raptor/persistence';
import { In, type FindOptionsWhere } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { OnboardingStepEntity, type StepProvenance } from './onboarding-step.entity';

/** A step that was begun: what it comes to counts only while it is the step's last attempt. */
export interface StepAttempt {
  readonly sessionId: string;
  readonly number: number;
  readonly attempt: number;
}

export interface StepResult {
  readonly output: unknown;
  readonly provenance: StepProvenance;
  /** Hash of what it was made from. */
  readonly checkpoint: string;
}

@Injectable()
export class OnboardingStepsRepository extends TenantRepository<OnboardingStepEntity> {
  constructor() {
    super(OnboardingStepEntity);
  }

  ofSession(tx: Transaction, sessionId: string): Promise<OnboardingStepEntity[]> {
    return tx.find(OnboardingStepEntity, { where: this.where(tx, { sessionId }), order: { number: 'ASC' } });
  }

  /** Begins a step, whatever it was doing; null when there is no such step. */
  async begin(tx: Transaction, sessionId: string, number: number): Promise<StepAttempt | null> {
    const [begun] = await tx.query<{ attempt: number }[]>(
      `WITH begun AS (
         UPDATE research.onboarding_steps
         SET state = 'running', attempt = attempt + 1, reason = NULL, started_at = now(), finished_at = NULL, updated_at = now()
         WHERE workspace_id = $1 AND session_id = $2 AND number = $3
         RETURNING attempt
       ) SELECT attempt FROM begun`,
      [workspaceOf(tx), sessionId, number],
    );
    return begun ? { sessionId, number, attempt: begun.attempt } : null;
  }

  /** @returns whether the attempt still counted. */
  complete(tx: Transaction, attempt: StepAttempt, result: StepResult): Promise<boolean> {
    return this.end(tx, attempt, { ...result, state: 'completed' });
  }

  /** @returns whether the attempt still counted. */
  fail(tx: Transaction, attempt: StepAttempt, reason: string): Promise<boolean> {
    return this.end(tx, attempt, { state: 'failed', reason });
  }

  /** Ends the step without a result; one that is running loses its attempt. */
  async skip(tx: Transaction, sessionId: string, number: number, reason: string): Promise<boolean> {
    const skipped = { state: 'skipped', reason, attempt: () => 'attempt + 1', finishedAt: () => 'now()' } as const;
    const { affected } = await tx.update(OnboardingStepEntity, this.where(tx, { sessionId, number }), skipped);
    return affected === 1;
  }

  /** Marks those of the steps that were completed. */
  async markStale(tx: Transaction, sessionId: string, numbers: readonly number[]): Promise<void> {
    const where = { sessionId, number: In([...numbers]), state: 'completed' };
    await tx.update(OnboardingStepEntity, this.where(tx, where), { state: 'stale' });
  }

  private async end(tx: Transaction, attempt: StepAttempt, change: object): Promise<boolean> {
    const where: FindOptionsWhere<OnboardingStepEntity> = this.where(tx, { ...attempt, state: 'running' });
    const set = { ...change, finishedAt: () => 'now()' } as QueryDeepPartialEntity<OnboardingStepEntity>;
    const { affected } = await tx.update(OnboardingStepEntity, where, set);
    return affected === 1;
  }
}
