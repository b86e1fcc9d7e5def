import { performance } from 'node:perf_hooks';
import { SpanStatusCode, trace } from '@opentelemetry/api';
import type { RunStep } from '../runs/agent-run.entity';
import type { RunMetrics } from './run-metrics';

/** Steps that a run has, in this order; one that does not apply is left out. */
export const STEPS = [
  'validate',
  'cache',
  'duplicates',
  'recall',
  'gather',
  'floor',
  'model',
  'check',
  'earlier',
  'end',
] as const;
export type StepName = (typeof STEPS)[number];

/** What a step came to, for whoever asks why a run said that. No text of users, no prompt, no answer. */
export interface StepOutcome {
  readonly outcome: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** The steps of one run as they happen: each is a span and counted, and kept with the run. */
export class StepLog {
  /** With the place of each in the order in which they began. */
  private readonly taken: { readonly place: number; readonly step: RunStep }[];
  private begun: number;

  constructor(
    private readonly metrics: RunMetrics,
    earlier: readonly RunStep[] = [],
  ) {
    this.taken = earlier.map((step, place) => ({ place, step }));
    this.begun = earlier.length;
  }

  /** Those that have ended, in the order in which they began. */
  get steps(): readonly RunStep[] {
    return this.taken.toSorted((one, other) => one.place - other.place).map(({ step }) => step);
  }

  /** @param outcomeOf what the step came to, once it has a result. */
  step<T>(name: StepName, work: () => Promise<T>, outcomeOf: (result: T) => StepOutcome): Promise<T> {
    return trace.getTracer('agent-kit').startActiveSpan(`agent.${name}`, async (span) => {
      const [place, at, began] = [this.begun++, new Date().toISOString(), performance.now()];
      const note = (said: StepOutcome): void => {
        const tookMs = Math.round((performance.now() - began) * 100) / 100;
        this.taken.push({ place, step: { name, at, tookMs, ...said } });
        this.metrics.step(name, tookMs / 1_000);
        span.setAttribute('agent.outcome', said.outcome);
      };
      try {
        const result = await work();
        note(outcomeOf(result));
        return result;
      } catch (error) {
        note({ outcome: 'failed', detail: { error: error instanceof Error ? error.name : typeof error } });
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    });
  }
}
