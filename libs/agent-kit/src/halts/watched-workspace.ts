import { coversAgent, type ActiveStop, type AgentCode } from '@raptor/contracts';
import { AppError } from '@raptor/platform';

interface WatchedRun {
  readonly agentCode: AgentCode;
  readonly controller: AbortController;
}

/** What this replica knows of the stops of one workspace, and which of its runs they concern. */
export class WatchedWorkspace {
  /** Somebody has said which stops are on, however long ago. */
  isKnown = false;
  private stops: readonly ActiveStop[] = [];
  private readonly runs = new Set<WatchedRun>();
  /** When the last run ended, in milliseconds of `performance`. */
  private idleSince = -Infinity;

  /**
   * Whether it has to be asked for again and again: for runs at work, because a stop may have ended, or because the last run ended less than
   * `rememberedForMs` ago.
   */
  isWorthAsking(rememberedForMs: number): boolean {
    return this.runs.size > 0 || this.stops.length > 0 || performance.now() - this.idleSince < rememberedForMs;
  }

  add(agentCode: AgentCode): WatchedRun {
    const run = { agentCode, controller: new AbortController() };
    this.runs.add(run);
    this.abortIfCovered(run);
    return run;
  }

  remove(run: WatchedRun): void {
    this.runs.delete(run);
    this.idleSince = performance.now();
  }

  /** What the council says now is all that is on. */
  learn(stops: readonly ActiveStop[]): void {
    this.stops = stops;
    this.isKnown = true;
    for (const run of this.runs) this.abortIfCovered(run);
  }

  private abortIfCovered({ agentCode, controller }: WatchedRun): void {
    const stop = this.stops.find((each) => coversAgent(each, agentCode));
    if (stop && !controller.signal.aborted) controller.abort(stopped(stop));
  }
}

const stopped = ({ scope, target, reason }: ActiveStop): AppError =>
  new AppError('WORK_STOPPED', scope === 'workspace' ? 'Everything is stopped' : `${scope} ${target} is stopped`, {
    details: { scope, target, reason },
  });
