import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

interface Call {
  readonly id: number;
  readonly method: string;
  readonly input: unknown;
}

interface Answer {
  readonly id: number;
  readonly output?: unknown;
  readonly failure?: string;
}

/** Nothing that is asked takes anything like it: whatever hangs ends the benchmark. */
const CALL_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 5_000;

/** What a worker can be asked to do; input and output are plain data. */
export type Methods = Readonly<Record<string, (input: never) => unknown>>;

type InputOf<M extends Methods, K extends keyof M> = Parameters<M[K]>[0];
type OutputOf<M extends Methods, K extends keyof M> = Awaited<ReturnType<M[K]>>;

/** A process of its own, so that what it costs can be told apart. It ends with this one. */
export class WorkerProcess<M extends Methods> {
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private calls = 0;
  private stopping = false;

  constructor(
    file: string,
    args: readonly string[],
    private readonly name: string,
  ) {
    this.child = fork(file, args, {
      execArgv: ['-r', '@swc-node/register'],
      env: { ...process.env, NODE_ENV: 'production' },
      serialization: 'advanced',
    });
    this.child.on('message', (answer: Answer) => this.waiting.get(answer.id)?.(answer));
    this.child.once('exit', (code, signal) => {
      const failure = `${this.name} ended (${signal ?? code})`;
      if (!this.stopping && this.waiting.size === 0) throw new Error(failure);
      for (const [id, settle] of this.waiting) settle({ id, failure });
    });
  }

  /** @throws Error with the worker's own stack when it failed, or when it has ended. */
  call<K extends keyof M & string>(method: K, input: InputOf<M, K>): Promise<OutputOf<M, K>> {
    const id = ++this.calls;
    return new Promise((resolve, reject) => {
      const tooLate = setTimeout(() => reject(new Error(`${this.name}.${method} takes too long`)), CALL_WITHIN_MS);
      this.waiting.set(id, ({ output, failure }) => {
        clearTimeout(tooLate);
        this.waiting.delete(id);
        if (failure === undefined) resolve(output as OutputOf<M, K>);
        else reject(new Error(`${this.name}.${method}: ${failure}`));
      });
      this.child.send({ id, method, input } satisfies Call);
    });
  }

  async stop(): Promise<void> {
    this.stopping = true;
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    const patience = setTimeout(() => this.child.kill('SIGKILL'), STOP_WITHIN_MS);
    await ended;
    clearTimeout(patience);
  }
}

/** The other side: answers calls until the process that started this one is gone. */
export function serve(methods: Methods): void {
  const answer = (message: Answer): void => void process.send?.(message);
  process.on('message', ({ id, method, input }: Call) => {
    void (async () => methods[method]?.(input as never))().then(
      (output) => answer({ id, output }),
      (error: unknown) =>
        answer({ id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.once('disconnect', () => process.exit());
}
