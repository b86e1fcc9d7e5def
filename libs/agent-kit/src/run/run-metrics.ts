import { Counter, Histogram, type Registry } from 'prom-client';
import type { AnswerMode } from '@raptor/contracts';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/** What runs are counted by: names from code, never a text of users nor a workspace. */
export class RunMetrics {
  private readonly runs: Counter<'agent' | 'mode' | 'outcome'>;
  private readonly runSeconds: Histogram<'agent'>;
  private readonly stepSeconds: Histogram<'step'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.runs = new Counter({
      name: 'agent_runs_total',
      help: 'Runs that ended, by agent, how the answer came about, and outcome (completed, or the code of the failure)',
      labelNames: ['agent', 'mode', 'outcome'] as const,
      registers,
    });
    this.runSeconds = new Histogram({
      name: 'agent_run_seconds',
      help: 'Time from taking a run to its end',
      labelNames: ['agent'] as const,
      buckets: SECONDS,
      registers,
    });
    this.stepSeconds = new Histogram({
      name: 'agent_steps_seconds',
      help: 'Time of one step of a run',
      labelNames: ['step'] as const,
      buckets: SECONDS,
      registers,
    });
  }

  ended(agent: string, mode: AnswerMode | 'none', outcome: string, seconds: number): void {
    this.runs.inc({ agent, mode, outcome });
    this.runSeconds.observe({ agent }, seconds);
  }

  step(step: string, seconds: number): void {
    this.stepSeconds.observe({ step }, seconds);
  }
}
