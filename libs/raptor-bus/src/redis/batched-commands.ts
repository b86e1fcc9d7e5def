import type { Redis } from 'ioredis';
import { BatchedCommand, type CommandBatch, type CommandOutcome } from './batched-command';
import { OutgoingBytes } from './outgoing-bytes';

/** Most commands in one pipeline: more would hold up what comes after them. */
const MOST_AT_ONCE = 512;

/**
 * Sends the commands of one turn of the event loop as one pipeline: one write instead of hundreds. Unlike ioredis'
 * own pipelining it does not hold the next batch back until the last is answered, so every command's time limit runs
 * from the moment it is given.
 */
export class BatchedCommands {
  private readonly bytes = new OutgoingBytes();
  private batch: Batch;

  constructor(
    private readonly redis: Redis,
    /** What a failure is to who gave the command. */
    private readonly asFailure: (error: unknown) => Error,
  ) {
    this.batch = new Batch(redis, this.bytes);
  }

  /** Gives the reply to one command, named in lower case. Rejects with what Redis said of it, or with the connection's failure. */
  send(words: readonly (string | number)[]): Promise<unknown> {
    return new Promise((took, failed) => {
      this.give(words, { took, failed });
    });
  }

  /** As {@link send}, for who makes a promise of his own, or none. */
  give(words: readonly (string | number)[], { took, failed }: CommandOutcome): void {
    const { batch } = this;
    const outcome = {
      took,
      failed: (error: unknown) => {
        failed(this.asFailure(error));
      },
    };
    const count = batch.commands.push(new BatchedCommand(words, outcome, batch, batch.commands.length));
    if (count === 1) setImmediate(this.flush);
    else if (count === MOST_AT_ONCE) this.flush();
  }

  private readonly flush = (): void => {
    const { batch } = this;
    if (batch.commands.length === 0) return;
    this.batch = new Batch(this.redis, this.bytes);
    batch.send();
  };
}

/** The commands of one pipeline. */
class Batch implements CommandBatch {
  readonly commands: BatchedCommand[] = [];
  readonly isPipeline = true;
  readonly destination: { readonly redis: Redis };
  private open = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    redis: Redis,
    private readonly bytes: OutgoingBytes,
  ) {
    this.destination = { redis };
  }

  /** The connection takes each command, or fails it, and has us write what it took. */
  send(): void {
    const { redis } = this.destination;
    this.open = this.commands.length;
    for (const command of this.commands) redis.sendCommand(command.asIoredis(), this);
    this.bytes.end(redis.stream);
  }

  add(words: readonly (string | number)[]): void {
    this.bytes.add(words, this.destination.redis.stream);
  }

  /** Called by the connection for each command it has taken. */
  write(): boolean {
    return true;
  }

  limit(timeoutMs: number): void {
    this.timer ??= setTimeout(this.tooLate, timeoutMs);
  }

  settled(): void {
    this.open -= 1;
    if (this.open > 0) return;
    clearTimeout(this.timer);
    this.commands.length = 0;
  }

  private readonly tooLate = (): void => {
    for (const command of this.commands) command.reject(new Error('Command timed out'));
  };
}
