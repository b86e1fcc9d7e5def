import type { AgentCode, AgentHome } from '@raptor/contracts';
import type { Database, Transaction } from '@raptor/persistence';
import type { Logger } from '@raptor/platform';
import type { Actor } from '@raptor/raptor-bus';
import type { AnswerCache } from '../cache/answer-cache';
import type { Evidence } from '../evidence/evidence';
import type { EvidenceStore } from '../evidence/evidence-store';
import type { Halts } from '../halts/halts';
import type { Memories } from '../memory/memories';
import type { NearDuplicates } from '../memory/near-duplicates';
import type { PaidModels, Payer } from '../models/model';
import type { AgentRunsRepository } from '../runs/agent-runs.repository';
import type { RunFailure } from '../runs/agent-run.entity';
import type { Sources } from '../sources/sources';
import type { RunMetrics } from './run-metrics';
import type { RunResult } from './run-request';

/** A run, as what it reads through knows it. */
export interface ReadingRun {
  readonly workspaceId: string;
  readonly actor: Actor;
  readonly agentCode: AgentCode;
  readonly runId: string;
  readonly payer: Payer;
  /** Fires when nothing more is to be read. */
  readonly signal: AbortSignal;
  readonly deadlineAt: Date;
}

/** What one run reads, while it reads. */
export interface Reading {
  readonly sources: Sources;
  /** All that was read, and what could not be, up to now. */
  evidence(): Evidence;
  /** Whether memories may be missing from it. */
  contextUnavailable(): boolean;
}

/** Opens the sources of a guild for a run. */
export interface RunSources {
  open(run: ReadingRun): Reading;
}

/** Everything with a lifetime that a run needs; one of each in a process. */
export interface RunnerParts {
  readonly guild: AgentHome;
  /** Of the service: an answer of an older one is not given again. */
  readonly version: string;
  /** This process. */
  readonly owner: string;
  /** How long a run whose holder is silent is believed to be at work. */
  readonly leaseMs: number;
  readonly database: Database;
  readonly runs: AgentRunsRepository;
  readonly cache: AnswerCache;
  readonly sources: RunSources;
  readonly evidence: Pick<EvidenceStore, 'keep' | 'find'>;
  readonly memories: Pick<Memories, 'remember'>;
  readonly nearDuplicates: Pick<NearDuplicates, 'find'>;
  readonly models: PaidModels;
  readonly halts: Halts;
  readonly metrics: RunMetrics;
  readonly logger: Logger;
}

/** How a run ended; whatever else happens is thrown, and the run can be asked for again. */
export type RunOutcome =
  | { readonly outcome: 'completed'; readonly result: RunResult }
  | { readonly outcome: 'failed'; readonly runId: string; readonly failure: RunFailure; readonly costMicroUsd: number };

/** Who is told of the end, in the transaction that ends the run: so it is said once, and whenever the run has ended. */
export interface Announcement {
  completed(tx: Transaction, result: RunResult): Promise<unknown>;
  failed(tx: Transaction, failure: RunFailure, costMicroUsd: number): Promise<unknown>;
}

/** Nobody: whoever waits for a run has its outcome. */
export const TELL_NOBODY: Announcement = {
  completed: () => Promise.resolve(),
  failed: () => Promise.resolve(),
};
