import { Injectable } from '@nestjs/common';
import { redactText } from '../logging/redaction';

export interface DependencyCheck {
  readonly name: string;
  /** A dependency without which the service still gives useful answers is marked, but does not make it unready. */
  readonly optional?: boolean;
  /** Rejects with a reason for people when the dependency does not answer. */
  check(): Promise<void>;
}

export interface DependencyState {
  readonly name: string;
  readonly state: 'up' | 'down' | 'degraded';
  readonly reason?: string;
}

export interface ReadinessReport {
  readonly ready: boolean;
  /** True from the moment the process was told to leave. */
  readonly leaving: boolean;
  readonly dependencies: readonly DependencyState[];
}

/** How long a check may take, in milliseconds. */
const CHECK_TIMEOUT_MS = 1_500;

/** Whether this replica should get work: its dependencies answer and it is not leaving. */
@Injectable()
export class Readiness {
  private readonly checks: DependencyCheck[] = [];
  private leaving = false;
  private running: Promise<ReadinessReport> | undefined;

  register(check: DependencyCheck): void {
    this.checks.push(check);
  }

  /** From now on not ready, whatever the dependencies say. */
  leave(): void {
    this.leaving = true;
  }

  /** Whoever only waits need not hold this process up. */
  get isLeaving(): boolean {
    return this.leaving;
  }

  /** Checks all dependencies side by side; callers at the same time share one round of checks. */
  async report(): Promise<ReadinessReport> {
    this.running ??= this.examine().finally(() => (this.running = undefined));
    return this.running;
  }

  private async examine(): Promise<ReadinessReport> {
    const dependencies = await Promise.all(this.checks.map((check) => stateOf(check)));
    const ready = !this.leaving && dependencies.every(({ state }) => state !== 'down');
    return { ready, leaving: this.leaving, dependencies };
  }
}

async function stateOf(dependency: DependencyCheck): Promise<DependencyState> {
  const { name, optional } = dependency;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${CHECK_TIMEOUT_MS} ms`));
    }, CHECK_TIMEOUT_MS);
  });
  try {
    await Promise.race([dependency.check(), late]);
    return { name, state: 'up' };
  } catch (error) {
    const reason = redactText(error instanceof Error ? error.message : String(error));
    return { name, state: optional ? 'degraded' : 'down', reason };
  } finally {
    clearTimeout(timer);
  }
}
