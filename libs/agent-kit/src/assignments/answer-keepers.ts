import { Global, Module } from '@nestjs/common';
import type { AgentCode, RunAssignment } from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import type { RunResult } from '../run/run-request';

/** An assignment that has an answer. */
export interface Answered {
  readonly agentCode: AgentCode;
  readonly assignment: RunAssignment;
  readonly result: RunResult;
}

/** Keeps what an answer means to its guild in tables of its own, in the transaction that ends the run: once, and whenever the run has ended. */
export type KeepAnswer = (tx: Transaction, answered: Answered) => Promise<void>;

/** Who keeps answers besides the kit: a guild's feature registers itself when it is made. Answers to people who ask by hand are nobody's assets. */
export class AnswerKeepers {
  private readonly keepers: KeepAnswer[] = [];

  register(keeper: KeepAnswer): void {
    this.keepers.push(keeper);
  }

  async keep(tx: Transaction, answered: Answered): Promise<void> {
    for (const keep of this.keepers) await keep(tx, answered);
  }
}

/** Global: whichever feature has something to keep says so. */
@Global()
@Module({ providers: [AnswerKeepers], exports: [AnswerKeepers] })
export class AnswerKeepersModule {}
