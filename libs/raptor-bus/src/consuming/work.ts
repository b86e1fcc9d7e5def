import { LeavingError, MessageInvalidError, MessageUnroutableError } from '../bus-errors';
import type { CatalogueEntry } from '../messages/catalogue';
import { decode, MAX_MESSAGE_BYTES, type Envelope } from '../messages/envelope';
import { ADDRESSED, REPLY_TO } from '../messages/message';
import { SealBrokenError } from '../messages/sealing';
import type { RaptorBus } from '../raptor-bus';
import type { StreamEntry } from '../redis/stream-entry';

/** A message of the largest size with its seal around it. */
const MAX_SEALED_LENGTH = MAX_MESSAGE_BYTES + 128;

/** One entry between being taken from its stream and its outcome. */
export class Work {
  readonly stream: string;
  readonly entryId: string;
  /** Names the entry within its channel: two lanes may have entries with the same id. */
  readonly key: string;
  /** As Redis had it. */
  readonly raw: string;
  /** Known once it could be read. */
  envelope: Envelope | undefined;
  message: CatalogueEntry | undefined;
  /** Milliseconds since the epoch when its handling began; 0 while it waits. */
  begunAt = 0;
  /** Failed tries before this one, over all replicas. */
  tries = 0;
  /** Processes that died over it before this try. */
  crashes = 0;
  /** Those of them that had nothing else to do. */
  loneDeaths = 0;
  /** What its handler, or reading it, failed with. */
  failure: unknown;
  /** Redis says that another replica has it now. */
  lost = false;
  /** It is done, and Redis is being told. */
  acknowledging = false;
  /** Its handling came to an end. */
  ended = false;
  /** When that was found out, in milliseconds since the epoch. */
  lostAt = 0;
  /** The process is leaving and has given it back. */
  givenBack = false;
  /** Its handler ran longer than it may. */
  timedOut = false;
  /** Its handler came to an end, one way or another. */
  returned = false;
  /** Its handler did not stop when it was told to: the message goes on without it. */
  letGo = false;
  private controller: AbortController | undefined;
  private reason: Error | undefined;
  /** Milliseconds since the epoch after which nobody waits for it. */
  private deadline: number | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    { stream, id, text }: StreamEntry,
    /** The consumer group for which it is handled. */
    readonly group: string,
  ) {
    this.stream = stream;
    this.entryId = id;
    this.key = `${stream} ${id}`;
    this.raw = text;
  }

  /** Fires when its time is over: its deadline, a lost lease, a leaving process. Made only for who asks. */
  get signal(): AbortSignal {
    if (!this.controller) {
      this.controller = new AbortController();
      if (this.reason) this.controller.abort(this.reason);
      else this.watchDeadline();
    }
    return this.controller.signal;
  }

  get aborted(): boolean {
    return this.reason !== undefined;
  }

  /** Somebody else will see to it: what its handler does from now on does not count. */
  get isTakenAway(): boolean {
    return this.lost || this.givenBack || this.timedOut;
  }

  /**
   * Opens the seal and finds out what it is.
   * @throws MessageInvalidError when it is not what a bus of this fleet wrote; MessageUnroutableError when nobody here knows it.
   */
  read(bus: RaptorBus, channel: string): Envelope {
    if (this.envelope && this.message) return this.envelope;
    const envelope = (this.envelope = decode(this.open(bus, channel)));
    const message = (this.message = bus.catalogue.find(envelope.name, envelope.version));
    if (!message) {
      const newest = bus.catalogue.find(envelope.name);
      if (!newest) throw new MessageUnroutableError(envelope.name, ['is not in the catalogue of this service']);
      throw new MessageInvalidError(envelope.name, [
        `has version ${envelope.version}, this service reads ${newest.version}`,
      ]);
    }
    const belongs = message.channel === channel || message.channel === ADDRESSED || message.channel === REPLY_TO;
    if (!belongs)
      throw new MessageUnroutableError(envelope.name, [`came on ${channel} and belongs on ${message.channel}`]);
    // A replay is about what is long past.
    if (this.group !== bus.options.service) return this.withoutDeadline();
    this.deadline = envelope.deadline;
    return envelope;
  }

  /** For what is handled again after its time: whoever asks for that waits for it. To be said right after reading. */
  withoutDeadline(): Envelope {
    clearTimeout(this.timer);
    this.deadline = undefined;
    const { deadline: _past, ...envelope } = this.envelope as Envelope;
    return (this.envelope = envelope);
  }

  /** Tells the handler to stop. */
  abort(reason: Error): void {
    this.reason ??= reason;
    this.controller?.abort(reason);
  }

  lose(): void {
    this.lostAt = Date.now();
    this.lost = true;
    this.abort(new Error('The lease of this message is lost: another replica has it'));
  }

  leave(): void {
    this.givenBack = true;
    this.abort(new LeavingError('The process is leaving'));
  }

  end(): void {
    this.ended = true;
    clearTimeout(this.timer);
  }

  private open(bus: RaptorBus, channel: string): string {
    if (this.raw.length > MAX_SEALED_LENGTH)
      throw new MessageInvalidError('unknown', ['is larger than a message may be']);
    try {
      return bus.sealer.open(bus.keys.place(channel), this.raw);
    } catch (error) {
      if (error instanceof SealBrokenError) throw new MessageInvalidError('unknown', [error.message]);
      throw error;
    }
  }

  /** Only for who has asked for the signal: a timer for every message costs more than all it could tell. */
  private watchDeadline(): void {
    if (this.deadline === undefined || this.ended) return;
    const over = (): void => {
      this.abort(new Error('Nobody waits for this message any more'));
    };
    const leftMs = Math.min(this.deadline - Date.now(), 2 ** 31 - 1);
    if (leftMs <= 0) over();
    else this.timer = setTimeout(over, leftMs).unref();
  }
}
