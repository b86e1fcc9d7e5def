import { Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { MessageCatalogue } from './catalogue';
import { commandConnection, connectInBackground, reach, untilConnected } from './connection';
import { encode, seal, type Envelope } from './envelope';
import { BusKeys, queryChannelOf } from './keys';
import { definitionOf, type MessageClass } from './message';
import type { RaptorBusOptions } from './options';
import { validPayload } from './payload-validation';
import { Replies } from './replies';

export interface AskOptions {
  /** The service that answers; needed for addressed queries. */
  readonly to?: string;
  /** Absolute, in milliseconds since the epoch. Default: now + the bus's `queryTimeoutMs`. */
  readonly deadline?: number;
}

/** How long the trace of a health check stays, in milliseconds. */
const PROBE_KEPT_MS = 60_000;

/** How long a query that nobody took stays in its stream, in milliseconds: far beyond any deadline. */
const STALE_QUERY_MS = 60_000;

/** Sends messages: `emit` for facts and orders, `ask` for questions. One per process. */
@Injectable()
export class RaptorBus {
  readonly catalogue: MessageCatalogue;
  readonly keys: BusKeys;
  readonly commands: Redis;
  private readonly replies: Replies;
  private connecting: Promise<void> | undefined;

  constructor(readonly options: RaptorBusOptions) {
    this.catalogue = new MessageCatalogue(options.messages);
    this.keys = new BusKeys(options.keyPrefix);
    this.commands = commandConnection(options);
    this.replies = new Replies(options, this.keys);
  }

  /** Opens the connections without waiting for them. */
  connect(): void {
    connectInBackground(this.commands);
    this.replies.connect();
  }

  async close(): Promise<void> {
    this.replies.close();
    this.commands.disconnect();
  }

  /** Asks Redis to take a write: one that is full or read-only still answers PING. @throws BusUnavailableError */
  async ping(): Promise<void> {
    await this.reach(() => this.commands.set(this.keys.probe(this.options.instance), '1', 'PX', PROBE_KEPT_MS));
  }

  /**
   * Publishes a command or event. Returns once Redis has it.
   * @throws MessageInvalidError when the message does not fit its class, BusUnavailableError when Redis is away.
   */
  async emit(message: object): Promise<Envelope> {
    const entry = this.catalogue.of(message.constructor as MessageClass);
    if (entry.kind === 'query') throw new Error(`${entry.name} is a query: ask it, with a deadline`);
    const envelope = seal(entry, await validPayload(entry, message), this.options.service, this.options.origin());
    const key = this.keys.stream(entry.channel, envelope.lane);
    const text = encode(envelope);
    const windowMs = this.options.channels?.[entry.channel]?.windowMs;
    await this.reach(() =>
      windowMs === undefined
        ? this.commands.xadd(key, '*', 'e', text)
        : this.commands.xadd(key, 'MINID', '~', Date.now() - windowMs, '*', 'e', text),
    );
    this.options.observer?.published?.(entry.name, entry.channel);
    return envelope;
  }

  /**
   * Asks a service and waits for its answer.
   * @throws QueryTimeoutError after the deadline, BusUnavailableError when Redis is away, otherwise what the other
   *   side threw, revived by the application's `reviveFailure`.
   */
  async ask<R>(query: object, { to, deadline }: AskOptions = {}): Promise<R> {
    const { name } = definitionOf(query.constructor as MessageClass);
    return this.askByName<R>(name, query, { to, deadline });
  }

  /** As {@link ask}, by name: for Nest's ClientProxy. */
  async askByName<R>(name: string, payload: unknown, { to, deadline }: AskOptions = {}): Promise<R> {
    const entry = this.catalogue.get(name);
    if (entry.kind !== 'query')
      throw new Error(`${name} is ${entry.kind === 'event' ? 'an event' : 'a command'}: emit it`);
    const addressee = entry.channel === 'addressed' ? to : entry.channel;
    if (!addressee) throw new Error(`${name} is addressed: say which service it is for ({ to })`);
    const channel = entry.channel === 'addressed' ? queryChannelOf(addressee) : entry.channel;
    const until = deadline ?? Date.now() + this.options.queryTimeoutMs;
    const envelope = seal(entry, await validPayload(entry, payload), this.options.service, this.options.origin(), {
      deadline: until,
      replyTo: this.replies.address,
    });
    const key = this.keys.stream(channel, envelope.lane);
    const text = encode(envelope);
    const answer = this.replies.expect<R>(envelope, addressee, until);
    try {
      await this.replies.listening(until - Date.now());
      await this.reach(() => this.commands.xadd(key, 'MINID', '~', Date.now() - STALE_QUERY_MS, '*', 'e', text));
    } catch (error) {
      answer.abandon();
      throw error;
    }
    this.options.observer?.published?.(entry.name, channel);
    return answer.promise;
  }

  private reach<T>(command: () => Promise<T>): Promise<T> {
    return reach(async () => {
      if (this.commands.status !== 'ready') await this.untilConnected();
      return command();
    });
  }

  /** Shared, because many messages may be sent while the connection is being made. */
  private async untilConnected(): Promise<void> {
    this.connecting ??= untilConnected(this.commands, this.options.commandTimeoutMs).finally(
      () => (this.connecting = undefined),
    );
    await this.connecting;
  }
}
