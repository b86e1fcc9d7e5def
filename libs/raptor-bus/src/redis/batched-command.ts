import { tracingChannel } from 'node:diagnostics_channel';
import type { Redis } from 'ioredis';

type Command = Parameters<Redis['sendCommand']>[0];

/** Told what became of a command: one of the two, once. */
export interface CommandOutcome {
  took(reply: unknown): void;
  failed(error: Error): void;
}

/** What one command of a batch tells the batch. */
export interface CommandBatch {
  /** It is to fail when it has no reply after so long; said of each command, at the same moment. */
  limit(timeoutMs: number): void;
  /** It has been taken, and is to be written with the others. */
  add(words: readonly (string | number)[]): void;
  settled(): void;
}

/** Where ioredis says what its commands are about; without listeners nobody looks at a command's promise. */
const traced = tracingChannel('ioredis:command') as { readonly hasSubscribers?: boolean };

/**
 * One command as a connection of ioredis takes it, beside ioredis' own class: that one makes four promises and a timer for each
 * command, which costs more than all else about it. Names and fields are those that the connection and its tracers look at.
 */
export class BatchedCommand {
  readonly inTransaction = false;
  isTraced = false;
  private waitedFor: Promise<unknown> | undefined;

  constructor(
    private words: readonly (string | number)[],
    private outcome: CommandOutcome | undefined,
    private readonly batch: CommandBatch,
    readonly pipelineIndex: number,
  ) {}

  // Functions of their own: a tracer puts others in their place and calls these without an object.
  resolve = (reply: unknown): void => {
    const outcome = this.settle();
    try {
      outcome?.took(readable(reply));
    } catch (error) {
      outcome?.failed(error as Error);
    }
  };

  reject = (error: Error): void => {
    this.settle()?.failed(error);
  };

  get name(): string {
    return String(this.words[0]);
  }

  get args(): readonly (string | number)[] {
    return this.words.slice(1);
  }

  /** Only for tracers. */
  get promise(): Promise<unknown> | undefined {
    if (traced.hasSubscribers === false) return undefined;
    return (this.waitedFor ??= new Promise((resolve, reject) => {
      const [took, failed] = [this.resolve, this.reject];
      this.resolve = (reply) => {
        resolve(reply);
        took(reply);
      };
      this.reject = (error) => {
        reject(error);
        failed(error);
      };
    }));
  }

  setTimeout(timeoutMs: number): void {
    this.batch.limit(timeoutMs);
  }

  /** Replies are as RESP2 has them. */
  setReplyContext(): void {
    // Nothing to remember.
  }

  /** Asked for when the connection takes it. The batch writes all of its commands at once. */
  toWritable(): string {
    this.batch.add(this.words);
    return '';
  }

  /**
   * Whom to tell; nobody the second time. It forgets what it was about: a command that the garbage collector has taken for a
   * lasting one would keep its message, and everything that hangs on it, until the next full collection.
   */
  private settle(): CommandOutcome | undefined {
    const { outcome } = this;
    if (!outcome) return undefined;
    this.outcome = undefined;
    this.words = NOTHING;
    this.batch.settled();
    return outcome;
  }

  /** For the signature of `Redis.sendCommand`, which names ioredis' class and looks at no more than this one has. */
  asIoredis(): Command {
    return this as unknown as Command;
  }
}

const NOTHING: readonly string[] = [''];

/** A reply with its texts as strings. */
function readable(reply: unknown): unknown {
  if (reply instanceof Buffer) return reply.toString();
  return Array.isArray(reply) ? reply.map(readable) : reply;
}
