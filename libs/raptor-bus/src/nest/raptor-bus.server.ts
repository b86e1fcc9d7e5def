import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { MessageUnroutableError } from '../bus-errors';
import type { Activity } from '../consuming/activity';
import { Consumers } from '../consuming/consumers';
import type { Invoke } from '../consuming/deliver';
import type { Work } from '../consuming/work';
import type { DeadLetterStore } from '../dead-letters/dead-letter-store';
import { PostgresDeadLetters } from '../dead-letters/postgres-dead-letters';
import { RedisDeadLetters } from '../dead-letters/redis-dead-letters';
import { Redriver } from '../dead-letters/redriver';
import type { CatalogueEntry } from '../messages/catalogue';
import type { RaptorBus } from '../raptor-bus';
import type { Replay, ReplayRequest } from '../replay/replay';
import { Replays } from '../replay/replays';
import { RaptorBusContext } from './raptor-bus.context';

/** The receiving side as a Nest transport: see {@link connectRaptorBus}. */
export class RaptorBusServer extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol('RAPTOR_BUS');
  /** A failed handler is retried or dead-lettered here; Nest need not report it. */
  override readonly propagatesEventHandlerErrors = true;
  private consumers: Consumers | undefined;
  private replays: Replays | undefined;
  private activities: Activity[] = [];
  private deadLetters: DeadLetterStore;
  /** Nest's own, which does nothing: then there is no need to go through it. */
  private readonly noHook = this.onProcessingStartHook;
  private readonly handledTwice = new Set<string>();

  constructor(private readonly bus: RaptorBus) {
    super();
    this.deadLetters = new RedisDeadLetters(bus);
  }

  /** Names of the messages this process handles. */
  get handles(): string[] {
    return [...new Set(this.entries().map(([{ name }]) => name))].sort();
  }

  get inFlight(): number {
    return this.activities.reduce((sum, { inFlight }) => sum + inFlight, 0);
  }

  /** Channels read through a consumer group, for lag and pending counts. */
  get groupChannels(): readonly string[] {
    return this.consumers?.groupChannels ?? [];
  }

  /**
   * Where to keep what cannot be handled, instead of in Redis. To be said before it listens. What is redriven in
   * {@link PostgresDeadLetters} is then handled here.
   */
  keepDeadLettersIn(store: DeadLetterStore): void {
    this.deadLetters = store;
  }

  /** Nest would let a second handler of a query silently take the place of the first. */
  override addHandler(...[pattern, ...rest]: Parameters<Server['addHandler']>): void {
    const name = this.normalizePattern(pattern as string);
    if (this.messageHandlers.has(name)) this.handledTwice.add(name);
    super.addHandler(pattern, ...rest);
  }

  /**
   * @throws Error when a handler is for a message the catalogue does not know or that is not for this service, a message
   *   has two handlers, or one that this service reads has none; BusMisconfiguredError when Redis would lose messages.
   */
  listen(callback: (error?: unknown) => void): void {
    this.open().then(() => {
      callback();
    }, callback);
  }

  /**
   * Handles once more what Redis still has of a channel, under a name of its own (see {@link ReplayRequest}). Resolves when
   * it has begun; it ends with this process, and goes on where it was when it is asked for again.
   * @throws Error when this server does not listen yet, the request makes no sense, or its name was used for another one
   *   within a day; BusUnavailableError.
   */
  async replay(request: ReplayRequest): Promise<Replay> {
    if (!this.replays) throw new Error('A replay needs a server that listens');
    return this.replays.begin(request);
  }

  async stopReading(): Promise<void> {
    await Promise.all(this.activities.map((activity) => activity.stopReading()));
  }

  async untilIdle(): Promise<void> {
    await Promise.all(this.activities.map((activity) => activity.untilIdle()));
  }

  async abort(): Promise<void> {
    await Promise.all(this.activities.map((activity) => activity.abort()));
  }

  /** Ends at once: what still runs is told to stop and given back. To let it finish, await `untilIdle()` first. */
  async close(): Promise<void> {
    await this.stopReading();
    await this.abort();
    for (const activity of this.activities) activity.close();
  }

  on(): never {
    throw new Error('RaptorBus tells of its connection through the observer it is given');
  }

  unwrap<T>(): T {
    return this.bus as T;
  }

  private async open(): Promise<void> {
    const handled = this.entries();
    for (const [entry, handler] of handled) this.refuseMisfit(entry, handler);
    this.refuseUnhandled(new Set(handled.map(([{ pattern }]) => pattern)));
    // Read now: a class whose rules cannot be kept is found at the start, not with its first message.
    for (const [entry] of handled) void entry.payload;
    const { bus, deadLetters, invoke } = this;
    const messages = handled.map(([entry]) => entry);
    const consumers = (this.consumers = new Consumers({ bus, messages, deadLetters, invoke }));
    const replays = (this.replays = new Replays(bus, consumers));
    this.activities = [consumers, replays];
    if (deadLetters instanceof PostgresDeadLetters) {
      this.activities.push(new Redriver({ bus, letters: deadLetters, crew: consumers.crew, invoke }));
    }
    await bus.checkRedisIfThere();
    for (const activity of this.activities) activity.start();
  }

  private entries(): [CatalogueEntry, MessageHandler][] {
    return [...this.messageHandlers].map(([pattern, handler]) => [
      this.bus.catalogue.byHandlerPattern(pattern),
      handler,
    ]);
  }

  private refuseMisfit({ name, kind, pattern, channel, readers }: CatalogueEntry, handler: MessageHandler): void {
    const { catalogue, options } = this.bus;
    if (this.handledTwice.has(pattern)) {
      throw new Error(`${name} has two handlers in this service: a retry would repeat the one that had worked`);
    }
    if (kind === 'query' && handler.isEventHandler) throw new Error(`${name} is a query: handle it with @OnQuery`);
    if (kind !== 'query' && !handler.isEventHandler) {
      throw new Error(`${name} is ${kind === 'event' ? 'an event' : 'a command'}: handle it with @OnMessage`);
    }
    if (kind !== 'query' && !catalogue.isBroadcast(channel) && !readers.includes(options.service)) {
      throw new Error(
        `${name} has a handler in ${options.service}, which is not one of its readers: add it in @RaptorMessage`,
      );
    }
  }

  /** What a reader does not handle would be a dead letter each time. */
  private refuseUnhandled(handled: ReadonlySet<string>): void {
    const { service } = this.bus.options;
    for (const { name, version, pattern, readers } of this.bus.catalogue.entries) {
      if (!readers.includes(service) || handled.has(pattern)) continue;
      throw new Error(
        `${name} (version ${version}) is to be read by ${service} and has no handler there: write one with @OnMessage`,
      );
    }
  }

  private readonly invoke: Invoke = (work) => {
    const { message, envelope } = work;
    const handler = message && (this.messageHandlers.get(message.pattern) ?? this.messageHandlers.get(message.name));
    if (!message || !envelope || !handler) {
      throw new MessageUnroutableError(message?.name ?? 'unknown', [`has no handler in ${this.bus.options.service}`]);
    }
    const payload = message.payload.read(envelope.payload);
    return this.bus.options.runWithin(envelope, () => this.run(handler, payload, work));
  };

  private run(handler: MessageHandler, payload: object, work: Work): Promise<unknown> {
    const context = new RaptorBusContext([work.envelope as NonNullable<Work['envelope']>, work]);
    if (this.onProcessingStartHook === this.noHook && !this.onProcessingEndHook)
      return this.resultOf(handler, payload, context);
    // Waits for the handler itself: a processing hook of Nest need not return what it was given to run.
    return new Promise((resolve, reject) => {
      this.runWithProcessingHooks(context, (end) =>
        this.resultOf(handler, payload, context).finally(end).then(resolve, reject),
      );
    });
  }

  /** Nest turns a throw into an Observable that looks like a result until somebody subscribes to it. */
  private async resultOf(handler: MessageHandler, payload: object, context: RaptorBusContext): Promise<unknown> {
    const result: unknown = await handler(payload, context);
    return isObservable(result) ? lastValueFrom(result, { defaultValue: undefined }) : result;
  }
}
