import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** A process beside the test that outlives it just long enough to kill those it has been told of. */
export class Undertaker {
  private readonly process: ChildProcess;

  constructor() {
    this.process = fork(join(__dirname, 'undertaker-process.cjs'), [], {
      detached: true,
      execArgv: [],
      stdio: 'ignore',
    });
    this.process.unref();
    this.process.channel?.unref();
  }

  born(pid: number): void {
    this.tell({ born: pid });
  }

  gone(pid: number): void {
    this.tell({ gone: pid });
  }

  end(): void {
    if (this.process.connected) this.process.disconnect();
  }

  private tell(message: object): void {
    if (this.process.connected) this.process.send(message, () => undefined);
  }
}
