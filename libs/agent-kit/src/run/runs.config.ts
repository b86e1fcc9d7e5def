import { count, milliseconds } from '@raptor/platform';
import { z } from 'zod';

/** What a service that runs agents reads for its runs, in the order of `.env.example`. */
export const RUNS_VARIABLES = {
  RUNS_LEASE_MS: milliseconds(30_000, 'how long the holder of a run may be silent before another goes on with it'),
  RUNS_INVOKED_AT_ONCE: count(12, 1, 1_000, 'runs at once that somebody waits for; at most 3/4 of BUS_CONCURRENCY'),
  RUNS_INVOKED_OF_ONE_WORKSPACE: count(6, 1, 1_000, 'of these, runs of one workspace'),
} as const satisfies z.ZodRawShape;

export interface RunsConfig {
  readonly leaseMs: number;
  readonly atOnce: number;
  readonly ofOneWorkspace: number;
}

/** The nested part of a service's configuration that comes of {@link RUNS_VARIABLES}. */
export const runsConfig = (values: z.output<z.ZodObject<typeof RUNS_VARIABLES>>): RunsConfig => ({
  leaseMs: values.RUNS_LEASE_MS,
  atOnce: values.RUNS_INVOKED_AT_ONCE,
  ofOneWorkspace: values.RUNS_INVOKED_OF_ONE_WORKSPACE,
});
