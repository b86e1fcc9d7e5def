import type { RaptorBus } from '../raptor-bus';
import type { Work } from './work';

/** How long to wait before what Redis did not take is sent again, in milliseconds. */
const AGAIN_MS = 100;
const LONGEST_AGAIN_MS = 2_000;

/**
 * Tells Redis what is done: entries that end in the same turn of the event loop in one XACK, and in the same pipeline
 * the confirmations for producers that wait for them. Tries until Redis has it: an acknowledgement that is lost is
 * work done again.
 */
export class Acknowledger {
  private waiting: Work[] = [];
  private scheduled = false;
  private failures = 0;
  private closed = false;
  private unknown = 0;
  private readonly idle: (() => void)[] = [];

  constructor(
    private readonly bus: RaptorBus,
    private readonly channel: string,
    private readonly group: string,
    /** Called once Redis knows. */
    private readonly done: (work: Work) => void,
  ) {}

  add(work: Work): void {
    work.acknowledging = true;
    this.unknown += 1;
    this.waiting.push(work);
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(this.flush);
  }

  /** Resolves when Redis knows of everything, or nobody tries to tell it any more. */
  async untilIdle(): Promise<void> {
    if (this.unknown > 0 && !this.closed) await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  /** Tries no more. */
  close(): void {
    this.closed = true;
    this.wakeIdle();
  }

  private readonly flush = (): void => {
    this.scheduled = false;
    const works = this.waiting;
    this.waiting = [];
    if (works.length === 0) return;
    const told = Promise.all(this.acknowledgementsOf(works).map((command) => this.bus.sendSoon(command)));
    for (const command of this.remarksOn(works)) this.bus.sendSoon(command).catch(this.remarkFailed);
    told.then(
      () => {
        this.failures = 0;
        works.forEach(this.done);
        this.unknown -= works.length;
        if (this.unknown === 0) this.wakeIdle();
      },
      () => {
        this.tryAgain(works);
      },
    );
  };

  private acknowledgementsOf(works: readonly Work[]): string[][] {
    const byStream = grouped(works, ({ stream }) => stream);
    return [...byStream].map(([stream, done]) => ['xack', stream, this.group, ...done.map(({ entryId }) => entryId)]);
  }

  /** In the same pipeline, and not waited for: a producer that misses a confirmation publishes again, and the inbox absorbs it. */
  private remarksOn(works: readonly Work[]): string[][] {
    const counted = works.flatMap((work) => (work.tries + work.crashes > 0 && work.envelope ? [work.envelope.id] : []));
    const hash = this.bus.keys.attempts(this.channel, this.group);
    const forget = counted.length > 0 ? [['hdel', hash, ...counted.flatMap(fieldsOf)]] : [];
    return [...forget, ...this.confirmationsFor(works)];
  }

  private readonly remarkFailed = (error: unknown): void => {
    if (this.bus.commands.status === 'ready')
      this.bus.options.observer?.trouble?.(`telling what is done on ${this.channel}`, error);
  };

  private confirmationsFor(works: readonly Work[]): string[][] {
    const waitedFor = works.filter(({ envelope }) => envelope?.confirm);
    return [...grouped(waitedFor, ({ envelope }) => envelope?.producer ?? '')].map(([producer, done]) => {
      const key = this.bus.keys.confirmations(producer);
      const ids = done.map(({ envelope }) => envelope?.id);
      return ['xadd', key, '*', 'e', this.bus.sealer.seal(key, JSON.stringify({ group: this.group, ids }))];
    });
  }

  private wakeIdle(): void {
    for (const wake of this.idle.splice(0)) wake();
  }

  private tryAgain(works: Work[]): void {
    if (this.closed) return;
    this.failures += 1;
    this.waiting.push(...works);
    this.scheduled = true;
    setTimeout(this.flush, Math.min(AGAIN_MS * 2 ** this.failures, LONGEST_AGAIN_MS)).unref();
  }
}

/**
 * What is kept of one event: failed tries; processes that died while they had it; that it is being handled alone, while it is;
 * processes that died meanwhile.
 */
export const fieldsOf = (eventId: string): [tries: string, crashes: string, alone: string, loneDeaths: string] => [
  `${eventId}:tries`,
  `${eventId}:crashes`,
  `${eventId}:alone`,
  `${eventId}:lone-deaths`,
];

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
