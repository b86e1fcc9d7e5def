import type { Redis } from 'ioredis';
import { BusUnavailableError, QueryTimeoutError, RemoteFailureError, type Failure } from '../bus-errors';
import { blockingConnection, connectInBackground } from '../redis/connection';
import type { BusKeys } from '../keys';
import { SealBrokenError, type Sealer } from '../messages/sealing';
import type { RaptorBusOptions } from '../options';
import { Deadlines } from './deadlines';

/** What travels back: the answer to the query with this id, or why there is none. */
export type Reply = { readonly id: string } & ({ readonly ok: unknown } | { readonly failure: Failure });

/** A question, and who waits for its answer. */
export interface Question {
  readonly id: string;
  readonly name: string;
  /** The service that is asked. */
  readonly service: string;
  readonly askedAt: number;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Hears the answers to this process's queries on a Pub/Sub channel of its own. */
export class Replies {
  readonly address: string;
  private readonly subscriber: Redis;
  private readonly waiting = new Map<string, Question>();
  private readonly deadlines = new Deadlines<Question>((question) => {
    const { id, name, service, deadline, askedAt } = question;
    this.waiting.delete(id);
    question.reject(new QueryTimeoutError(name, service, Math.max(0, deadline - askedAt)));
  });
  private readonly wakeWhenHeard = new Set<() => void>();
  /** True while Redis sends this process its answers. */
  hears = false;
  private pinger: NodeJS.Timeout | undefined;

  constructor(
    private readonly options: RaptorBusOptions,
    keys: BusKeys,
    private readonly sealer: Sealer,
  ) {
    this.address = keys.replies(options.instance);
    this.subscriber = blockingConnection(options, 'replies');
    // As buffers: ioredis would make a string of the channel with each answer.
    this.subscriber.on('messageBuffer', (_channel: Buffer, text: Buffer) => {
      this.settle(text.toString());
    });
    this.subscriber.on('close', () => (this.hears = false));
    this.subscriber.on('ready', () => {
      this.subscriber.subscribe(this.address).then(
        () => {
          this.hears = true;
          for (const wake of this.wakeWhenHeard) wake();
        },
        () => undefined,
      );
    });
  }

  connect(): void {
    connectInBackground(this.subscriber);
    this.keepAlive();
  }

  close(): void {
    clearInterval(this.pinger);
    this.subscriber.disconnect();
    for (const waiting of this.waiting.values()) {
      this.deadlines.remove(waiting.deadline, waiting);
      waiting.reject(new BusUnavailableError('The bus was closed while a query was waiting for its answer'));
    }
    this.waiting.clear();
  }

  /**
   * Resolves once answers can be heard.
   * @throws BusUnavailableError when that takes longer than `leftMs` or a command may.
   */
  async listening(leftMs: number): Promise<void> {
    this.connect();
    if (this.hears) return;
    let timer: NodeJS.Timeout | undefined;
    let wake: () => void = () => undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        this.wakeWhenHeard.add((wake = resolve));
        timer = setTimeout(
          () => {
            reject(new BusUnavailableError('Redis (bus) is not available'));
          },
          Math.min(leftMs, this.options.commandTimeoutMs),
        );
      });
    } finally {
      clearTimeout(timer);
      this.wakeWhenHeard.delete(wake);
    }
  }

  /** Has it answered, or rejected at its deadline. */
  expect(question: Question): void {
    this.waiting.set(question.id, question);
    this.deadlines.add(question.deadline, question);
  }

  /** It could not be asked. */
  fail(question: Question, error: Error): void {
    this.forget(question);
    question.reject(error);
  }

  private forget(question: Question): void {
    this.waiting.delete(question.id);
    this.deadlines.remove(question.deadline, question);
  }

  /** A subscription is silent by nature: a ping each second keeps the dead-socket watchdog honest. */
  private keepAlive(): void {
    this.pinger ??= setInterval(() => {
      if (this.subscriber.status === 'ready') this.subscriber.ping().catch(() => undefined);
    }, 1_000).unref();
  }

  private settle(sealed: string): void {
    const reply = this.open(sealed);
    if (!reply) return;
    const question = this.waiting.get(reply.id);
    if (!question) return;
    this.forget(question);
    if ('failure' in reply) question.reject(this.revive(reply.failure));
    else question.resolve(reply.ok);
  }

  private revive(failure: Failure): Error {
    try {
      return this.options.reviveFailure(failure);
    } catch (error) {
      return new RemoteFailureError({
        code: 'INTERNAL',
        message: `A failure that cannot be read: ${String(error)}`,
        retry: 'later',
      });
    }
  }

  /** An answer that no service of the fleet can have given is not one. */
  private open(sealed: string): Reply | undefined {
    try {
      return JSON.parse(this.sealer.open(this.address, sealed)) as Reply;
    } catch (error) {
      if (error instanceof SealBrokenError) this.options.observer?.trouble?.('hearing an answer', error);
      return undefined;
    }
  }
}
