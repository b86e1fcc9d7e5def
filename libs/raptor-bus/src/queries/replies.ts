import type { Redis } from 'ioredis';
import { BusUnavailableError, QueryTimeoutError, RemoteFailureError, type Failure } from '../bus-errors';
import { blockingConnection, connectInBackground } from '../redis/connection';
import type { Envelope } from '../messages/envelope';
import type { BusKeys } from '../keys';
import { SealBrokenError, type Sealer } from '../messages/sealing';
import type { RaptorBusOptions } from '../options';

/** What travels back: the answer to the query with this id, or why there is none. */
export type Reply = { readonly id: string } & ({ readonly ok: unknown } | { readonly failure: Failure });

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
  readonly timer: NodeJS.Timeout;
}

export interface ExpectedReply<R> {
  readonly promise: Promise<R>;
  /** Stops waiting without an outcome. */
  abandon(): void;
}

/** Hears the answers to this process's queries on a Pub/Sub channel of its own. */
export class Replies {
  readonly address: string;
  private readonly subscriber: Redis;
  private readonly waiting = new Map<string, Waiting>();
  private readonly wakeWhenHeard = new Set<() => void>();
  /** True while Redis sends this process its answers. */
  private hears = false;
  private pinger: NodeJS.Timeout | undefined;

  constructor(
    private readonly options: RaptorBusOptions,
    keys: BusKeys,
    private readonly sealer: Sealer,
  ) {
    this.address = keys.replies(options.instance);
    this.subscriber = blockingConnection(options, 'replies');
    this.subscriber.on('message', (_channel: string, text: string) => {
      this.settle(text);
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
      clearTimeout(waiting.timer);
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

  expect<R>(envelope: Envelope, service: string, deadline: number): ExpectedReply<R> {
    const { id, name } = envelope;
    // More than Node's timers can wait is for ever.
    const waitMs = Math.min(Math.max(0, deadline - Date.now()), 2 ** 31 - 1);
    const promise = new Promise<R>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(id);
        reject(new QueryTimeoutError(name, service, waitMs));
      }, waitMs);
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject, timer });
    });
    promise.catch(() => undefined);
    return {
      promise,
      abandon: () => {
        clearTimeout(this.waiting.get(id)?.timer);
        this.waiting.delete(id);
      },
    };
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
    const waiting = this.waiting.get(reply.id);
    if (!waiting) return;
    this.waiting.delete(reply.id);
    clearTimeout(waiting.timer);
    if ('failure' in reply) waiting.reject(this.revive(reply.failure));
    else waiting.resolve(reply.ok);
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
