import type { Redis } from 'ioredis';

type Argument = string | number | Buffer;

interface Waiting {
  readonly command: Argument[];
  resolve(reply: unknown): void;
  reject(error: Error): void;
}

/** Most commands in one pipeline: more would hold up what comes after them. */
const MOST_AT_ONCE = 512;

/**
 * Sends the commands of one turn of the event loop as one pipeline: one write instead of hundreds. Unlike ioredis'
 * own pipelining it does not hold the next batch back until the last is answered, so every command's time limit runs
 * from the moment it is given.
 */
export class BatchedCommands {
  private waiting: Waiting[] = [];

  constructor(
    private readonly redis: Redis,
    /** What a failure is to who gave the command. */
    private readonly asFailure: (error: unknown) => Error,
  ) {}

  /** Gives the reply to one command, named in lower case. Rejects with what Redis said of it, or with the connection's failure. */
  send(command: Argument[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ command, resolve, reject });
      if (this.waiting.length === 1) setImmediate(this.flush);
      else if (this.waiting.length === MOST_AT_ONCE) this.flush();
    });
  }

  private readonly flush = (): void => {
    const batch = this.waiting;
    if (batch.length === 0) return;
    this.waiting = [];
    this.redis
      .pipeline(batch.map(({ command }) => command) as unknown[][])
      .exec()
      .then(
        (replies) => {
          batch.forEach(({ resolve, reject }, index) => {
            const [error, reply] = replies?.[index] ?? [new Error('Redis gave no reply'), undefined];
            if (error) reject(this.asFailure(error));
            else resolve(reply);
          });
        },
        (error: unknown) => {
          for (const { reject } of batch) reject(this.asFailure(error));
        },
      );
  };
}
