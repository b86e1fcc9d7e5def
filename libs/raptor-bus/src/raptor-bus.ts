import { Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { MessageCatalogue, type CatalogueEntry } from './messages/catalogue';
import { encode, enclose, type Envelope, type EnvelopeExtras } from './messages/envelope';
import { ADDRESSED, REPLY_TO, type Lane, type MessageClass } from './messages/message';
import { Sealer } from './messages/sealing';
import { BusKeys, queryChannelOf } from './keys';
import type { RaptorBusOptions } from './options';
import { Replies, type Question } from './queries/replies';
import type { CommandOutcome } from './redis/batched-command';
import { BatchedCommands } from './redis/batched-commands';
import { BusMisconfiguredError, checkRedis } from './redis/boot-check';
import { asUnavailable, commandConnection, connectInBackground, reach, untilConnected } from './redis/connection';

export interface SendOptions extends EnvelopeExtras {
  /** Where it goes, for messages whose channel is `replyTo`. */
  readonly channel?: string;
}

export interface AskOptions {
  /** The service that answers; needed for addressed queries. */
  readonly to?: string;
  /** Absolute, in milliseconds since the epoch. Default: now + the bus's `queryTimeoutMs`. */
  readonly deadline?: number;
  /** Of a question that changes something: whoever answers does it once for each id, and gives the same answer again (see {@link Inbox.once}). */
  readonly dedupId?: string;
}

/** A message that is known to fit its class, ready to be sealed and sent. */
export interface PreparedMessage {
  readonly entry: CatalogueEntry;
  readonly channel: string;
  readonly envelope: Envelope;
  /** The encoded envelope, not yet sealed. */
  readonly text: string;
}

export interface OutgoingText {
  readonly channel: string;
  readonly lane: Lane;
  readonly text: string;
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
  readonly sealer: Sealer;
  readonly commands: Redis;
  private readonly batched: BatchedCommands;
  private readonly replies: Replies;
  private connecting: Promise<void> | undefined;
  private misconfigured: BusMisconfiguredError | undefined;
  /** While the server behind a new connection is looked at: nothing is sent to it before. */
  private checking: Promise<void> | undefined;

  constructor(readonly options: RaptorBusOptions) {
    refuseNonsense(options);
    this.catalogue = new MessageCatalogue(options.messages, options.channels);
    this.keys = new BusKeys(options.keyPrefix);
    this.sealer = new Sealer(options.keyRing);
    this.commands = commandConnection(options);
    this.batched = new BatchedCommands(this.commands, asUnavailable);
    this.replies = new Replies(options, this.keys, this.sealer);
    this.commands.on('ready', () => {
      const checking = this.checkServer().finally(() => {
        if (this.checking === checking) this.checking = undefined;
      });
      this.checking = checking;
    });
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

  /**
   * Asks Redis to take a write: one that is full or read-only still answers PING.
   * @throws BusUnavailableError, BusMisconfiguredError
   */
  async ping(): Promise<void> {
    await this.reach(() => this.commands.set(this.keys.probe(this.options.instance), '1', 'PX', PROBE_KEPT_MS));
  }

  /** Waits for the connection, at most `commandTimeoutMs`, and refuses a Redis that cannot serve as a bus. @throws BusMisconfiguredError */
  async checkRedisIfThere(): Promise<void> {
    this.connect();
    await this.untilConnected();
    await this.checking;
    if (this.misconfigured) throw this.misconfigured;
  }

  /**
   * Checks a message against its class and puts it into an envelope.
   * @throws MessageInvalidError when it does not fit; Error when it is not work, or nobody reads it on that channel.
   */
  prepare(message: object, { channel, ...extras }: SendOptions = {}): PreparedMessage {
    const entry = this.catalogue.of(message.constructor as MessageClass);
    if (entry.kind === 'query') throw new Error(`${entry.name} is a query: ask it, with a deadline`);
    const to = this.channelFor(entry, channel);
    entry.payload.check(message);
    const envelope = enclose(entry, message, this.options.service, this.options.origin(), extras);
    return { entry, channel: to, envelope, text: encode(envelope) };
  }

  /**
   * Publishes a command or event. Returns once Redis has it.
   * @throws MessageInvalidError when the message does not fit its class, BusUnavailableError when Redis is away.
   */
  emit(message: object, options: SendOptions = {}): Promise<Envelope> {
    // One promise for all of it: each one more is dear where requests have a context.
    return new Promise((resolve, reject) => {
      const { entry, channel, envelope, text } = this.prepare(message, options);
      const took = (): void => {
        this.options.observer?.published?.(entry.name, channel);
        resolve(envelope);
      };
      this.give(this.additionOf(channel, envelope.lane, text), { took, failed: reject });
    });
  }

  /**
   * Seals and sends encoded envelopes; gives their entry ids in order.
   * @throws BusUnavailableError when Redis did not take all of them; some may be there.
   */
  publish(batch: readonly OutgoingText[]): Promise<string[]> {
    return Promise.all(
      batch.map(({ channel, lane, text }) => this.send(this.additionOf(channel, lane, text)) as Promise<string>),
    );
  }

  /**
   * Asks a service and waits for its answer.
   * @throws QueryTimeoutError after the deadline, BusUnavailableError when Redis is away, otherwise what the other
   *   side threw, revived by the application's `reviveFailure`.
   */
  ask<R>(query: object, options: AskOptions = {}): Promise<R> {
    return this.question<R>(() => this.catalogue.of(query.constructor as MessageClass), query, options);
  }

  /** As {@link ask}, by name: for Nest's ClientProxy. */
  askByName<R>(name: string, payload: unknown, options: AskOptions = {}): Promise<R> {
    return this.question<R>(() => this.catalogue.get(name), payload, options);
  }

  /** One promise for all of it, as in {@link emit}. */
  private question<R>(
    about: () => CatalogueEntry,
    payload: unknown,
    { to, deadline, dedupId }: AskOptions,
  ): Promise<R> {
    return new Promise((resolve, reject) => {
      const entry = about();
      const { name } = entry;
      if (entry.kind !== 'query')
        throw new Error(`${name} is ${entry.kind === 'event' ? 'an event' : 'a command'}: emit it`);
      const service = entry.channel === ADDRESSED ? to : entry.channel;
      if (!service) throw new Error(`${name} is addressed: say which service it is for ({ to })`);
      const channel = entry.channel === ADDRESSED ? queryChannelOf(service) : entry.channel;
      const askedAt = Date.now();
      const until = deadline ?? askedAt + this.options.queryTimeoutMs;
      const query = payload instanceof entry.type ? payload : Object.assign(new entry.type(), payload);
      entry.payload.check(query);
      const extras = { deadline: until, replyTo: this.replies.address, dedupId };
      const envelope = enclose(entry, query, this.options.service, this.options.origin(), extras);
      const text = this.sealer.seal(this.keys.place(channel), encode(envelope));
      const answered = resolve as (value: unknown) => void;
      const question = { id: envelope.id, name, service, askedAt, deadline: until, resolve: answered, reject };
      const trim = ['MINID', '~', askedAt - STALE_QUERY_MS];
      this.put(question, channel, ['xadd', this.keys.stream(channel, envelope.lane), ...trim, '*', 'e', text]);
    });
  }

  private put(question: Question, channel: string, command: (string | number)[]): void {
    const { replies, options } = this;
    const took = (): void => options.observer?.published?.(question.name, channel);
    const failed = (error: Error): void => {
      replies.fail(question, error);
    };
    replies.expect(question);
    if (replies.hears) this.give(command, { took, failed });
    else
      replies.listening(question.deadline - question.askedAt).then(() => this.give(command, { took, failed }), failed);
  }

  /** The command that adds a message to its stream. */
  private additionOf(channel: string, lane: Lane, text: string): (string | number)[] {
    const key = this.keys.stream(channel, lane);
    const sealed = this.sealer.seal(this.keys.place(channel), text);
    const { windowMs } = this.catalogue.settingsOf(channel);
    if (windowMs === undefined) return ['xadd', key, '*', 'e', sealed];
    return ['xadd', key, 'MINID', '~', Date.now() - windowMs, '*', 'e', sealed];
  }

  /** One command among those of this turn of the event loop: for commands that nobody waits for one by one. */
  sendSoon(command: (string | number)[]): Promise<unknown> {
    return this.batched.send(command);
  }

  private channelFor(entry: CatalogueEntry, asked: string | undefined): string {
    if (entry.channel !== REPLY_TO) return entry.channel;
    if (!asked) throw new Error(`${entry.name} goes where its sender says: give it a channel`);
    if (this.catalogue.readersOf(entry, asked).length === 0) throw new Error(`Nobody reads ${entry.name} on ${asked}`);
    return asked;
  }

  /** Rejects with BusUnavailableError. */
  private send(command: (string | number)[]): Promise<unknown> {
    return new Promise((took, failed) => {
      this.give(command, { took, failed });
    });
  }

  /** Fails with BusUnavailableError. */
  private give(command: (string | number)[], outcome: CommandOutcome): void {
    if (this.commands.status === 'ready' && !this.misconfigured && !this.checking) this.batched.give(command, outcome);
    else this.reach(() => this.batched.send(command)).then(outcome.took, outcome.failed);
  }

  private reach<T>(command: () => Promise<T>): Promise<T> {
    return reach(async () => {
      if (this.commands.status !== 'ready') await this.untilConnected();
      await this.checking;
      if (this.misconfigured) throw this.misconfigured;
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

  /** At every new connection: behind it may be another server than before. */
  private async checkServer(): Promise<void> {
    try {
      const warning = await checkRedis(this.commands);
      this.misconfigured = undefined;
      if (warning) this.options.observer?.trouble?.(warning, undefined);
    } catch (error) {
      if (!(error instanceof BusMisconfiguredError)) return;
      this.misconfigured = error;
      this.options.observer?.trouble?.('checking Redis', error);
    }
  }
}

/** @throws Error for a limit with which nothing would ever be read, tried or answered. */
function refuseNonsense(options: RaptorBusOptions): void {
  const { leaseMs, maxAttempts, queryTimeoutMs, commandTimeoutMs, concurrency } = options;
  for (const [name, value] of Object.entries({ leaseMs, maxAttempts, queryTimeoutMs, commandTimeoutMs, concurrency })) {
    if (!(value >= 1)) throw new Error(`The bus needs ${name} to be 1 or more, not ${value}`);
  }
}
