import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import { MessageInvalidError, MessageUnroutableError } from './bus-errors';
import { ChannelConsumer, type ChannelKind } from './channel-consumer';
import type { CatalogueEntry } from './catalogue';
import type { Invoke } from './delivery';
import type { Envelope } from './envelope';
import { queryChannelOf } from './keys';
import type { RaptorBus } from './raptor-bus';
import { RaptorBusContext } from './raptor-bus.context';
import { validPayload } from './payload-validation';

/** The receiving side as a Nest transport: `app.connectMicroservice({ strategy: new RaptorBusServer(bus) })`. */
export class RaptorBusServer extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol('RAPTOR_BUS');
  /** A failed handler is retried or dead-lettered here; Nest need not report it. */
  override readonly propagatesEventHandlerErrors = true;
  private consumers: ChannelConsumer[] = [];
  private readonly handledTwice = new Set<string>();

  constructor(private readonly bus: RaptorBus) {
    super();
  }

  /** Names of the messages this process handles. */
  get handles(): string[] {
    return [...this.messageHandlers.keys()].sort();
  }

  get inFlight(): number {
    return this.consumers.reduce((sum, consumer) => sum + consumer.inFlight, 0);
  }

  /** Channels read through a consumer group, for lag and pending counts. */
  get groupChannels(): string[] {
    return this.consumers.filter((consumer) => consumer.kind !== 'broadcast').map((consumer) => consumer.channel);
  }

  /** Nest would let a second handler of a query silently take the place of the first. */
  override addHandler(...[pattern, ...rest]: Parameters<Server['addHandler']>): void {
    const name = this.normalizePattern(pattern as string);
    if (this.messageHandlers.has(name)) this.handledTwice.add(name);
    super.addHandler(pattern, ...rest);
  }

  /** @throws Error when a handler is for a message the catalogue does not know, or a message has two handlers. */
  listen(callback: (error?: unknown) => void): void {
    try {
      this.consumers = [...this.channels()].map(
        ([channel, kind]) => new ChannelConsumer(this.bus, channel, kind, this.invoke),
      );
    } catch (error) {
      callback(error);
      return;
    }
    this.bus.connect();
    for (const consumer of this.consumers) consumer.start();
    callback();
  }

  async stopReading(): Promise<void> {
    await Promise.all(this.consumers.map((consumer) => consumer.stopReading()));
  }

  async untilIdle(): Promise<void> {
    await Promise.all(this.consumers.map((consumer) => consumer.untilIdle()));
  }

  async abort(): Promise<void> {
    await Promise.all(this.consumers.map((consumer) => consumer.abort()));
  }

  async close(): Promise<void> {
    await this.stopReading();
  }

  on(): never {
    throw new Error('RaptorBus tells of its connection through the observer it is given');
  }

  unwrap<T>(): T {
    return this.bus as T;
  }

  private channels(): Map<string, ChannelKind> {
    const channels = new Map<string, ChannelKind>();
    for (const [name, handler] of this.messageHandlers) {
      const entry = this.bus.catalogue.get(name);
      if (this.handledTwice.has(name)) {
        throw new Error(`${name} has two handlers in this service: a retry would repeat the one that had worked`);
      }
      refuseWrongKind(entry, handler);
      const channel = entry.channel === 'addressed' ? queryChannelOf(this.bus.options.service) : entry.channel;
      channels.set(channel, this.kindOf(entry, channel));
    }
    return channels;
  }

  private kindOf(entry: CatalogueEntry, channel: string): ChannelKind {
    if (entry.kind === 'query') return 'query';
    return this.bus.options.channels?.[channel]?.delivery === 'broadcast' ? 'broadcast' : 'work';
  }

  private readonly invoke: Invoke = async (envelope, signal) => {
    const entry = this.bus.catalogue.find(envelope.name);
    const handler = this.messageHandlers.get(envelope.name);
    if (!entry) throw new MessageUnroutableError(envelope.name, ['is not in the catalogue of this service']);
    if (!handler) throw new MessageUnroutableError(envelope.name, [`has no handler in ${this.bus.options.service}`]);
    if (envelope.version !== entry.version) {
      throw new MessageInvalidError(envelope.name, [
        `has version ${envelope.version}, this service reads ${entry.version}`,
      ]);
    }
    const payload = await validPayload(entry, envelope.payload);
    return this.bus.options.runWithin(envelope, () => this.run(handler, payload, envelope, signal));
  };

  private run(handler: MessageHandler, payload: object, envelope: Envelope, signal: AbortSignal): Promise<unknown> {
    const context = new RaptorBusContext([envelope, signal]);
    // Waits for the handler itself: a processing hook of Nest need not return what it was given to run.
    return new Promise((resolve, reject) => {
      this.runWithProcessingHooks(context, (end) =>
        this.resultOf(handler, payload, context).finally(end).then(resolve, reject),
      );
    });
  }

  /** Nest turns a throw into an Observable that looks like a result until somebody subscribes to it. */
  private async resultOf(handler: MessageHandler, payload: object, context: RaptorBusContext): Promise<unknown> {
    return lastValueFrom(this.transformToObservable(await handler(payload, context)), { defaultValue: undefined });
  }
}

function refuseWrongKind(entry: CatalogueEntry, handler: MessageHandler): void {
  if (entry.kind === 'query' && handler.isEventHandler)
    throw new Error(`${entry.name} is a query: handle it with @OnQuery`);
  if (entry.kind !== 'query' && !handler.isEventHandler) {
    throw new Error(`${entry.name} is ${entry.kind === 'event' ? 'an event' : 'a command'}: handle it with @OnMessage`);
  }
}
