import type { SqlDatabase } from '../postgres/sql';
import type { RaptorBus } from '../raptor-bus';
import { allOfOtherEpochsBackToNew } from './back-to-new';
import { BackgroundLoop, type Rest } from './background-loop';
import { ConfirmationReader } from './confirmation-reader';
import type { Outbox } from './outbox';
import { oldestUnconfirmedSeconds } from './outbox-age';
import { Probe } from './probe';
import { PublishingPass } from './publishing-pass';
import { RedisEpoch } from './redis-epoch';
import { sweep } from './sweep';

const HOURS = 60 * 60 * 1_000;
const DAYS = 24 * HOURS;

/** All durations in milliseconds. */
export interface OutboxRelayOptions {
  /** The writer of this process: wakes the relay after a commit. Without it rows are found at the next poll. */
  readonly outbox?: Outbox;
  /** How often the outbox is looked at when nobody calls. Default: 250. */
  readonly pollMs?: number;
  /** Rows published in one transaction. Default: 500. */
  readonly batch?: number;
  /**
   * Most unconfirmed rows of one workspace on one lane of one channel that are in Redis; the others wait their turn in
   * Postgres. Relays that publish in the same moment may exceed it by what each takes then. Default: 200.
   */
  readonly admitted?: number;
  /** How long a published row may be without confirmation before Redis is asked about it. Default: 30 s. */
  readonly probeAfterMs?: number;
  /** After how long another relay takes over confirmations that one has read and not noted. Default: 30 s. */
  readonly claimAfterMs?: number;
  /** How often old rows are looked for. Default: 10 minutes. */
  readonly sweepEveryMs?: number;
  /** How long confirmed messages stay for replay. Default: 7 days. */
  readonly archiveMs?: number;
  /** How long the inbox remembers, and dedup ids and stored results with it. Default: 35 days. */
  readonly inboxMs?: number;
}

/** After a pass that found something, commits of the same moment gather for this long; a full pass is followed at once. */
const GATHER_MS = 5;

/**
 * Takes a service's outbox to Redis and sees each message through until all its readers have confirmed it. Every replica
 * runs one; they share the work. At least once: after a crash between Redis and Postgres, or when Redis came back
 * empty, a message is published again and the inbox of its readers absorbs it.
 */
export class OutboxRelay {
  private readonly epoch: RedisEpoch;
  private readonly pass: PublishingPass;
  private readonly probe: Probe;
  private readonly publishing: BackgroundLoop;
  private readonly probing: BackgroundLoop;
  private readonly sweeping: BackgroundLoop;
  private readonly confirmations: ConfirmationReader;
  private readonly settings: Required<Omit<OutboxRelayOptions, 'outbox'>>;
  private settledEpoch: string | undefined;
  private heldBack = false;
  private stopListening: () => void = () => undefined;

  constructor(
    bus: RaptorBus,
    private readonly database: SqlDatabase,
    private readonly options: OutboxRelayOptions = {},
  ) {
    const { outbox: _outbox, ...given } = options;
    this.settings = {
      pollMs: 250,
      batch: 500,
      admitted: 200,
      probeAfterMs: 30_000,
      claimAfterMs: 30_000,
      sweepEveryMs: HOURS / 6,
      archiveMs: 7 * DAYS,
      inboxMs: 35 * DAYS,
      ...given,
    };
    const { claimAfterMs, probeAfterMs } = this.settings;
    const loop = (what: string, round: () => Promise<Rest>): BackgroundLoop =>
      new BackgroundLoop(round, (error) => bus.options.observer?.trouble?.(what, error));
    this.epoch = new RedisEpoch(bus);
    this.pass = new PublishingPass(bus, database, this.settings);
    this.probe = new Probe(bus, database, probeAfterMs);
    this.publishing = loop('publishing the outbox', () => this.publish());
    this.probing = loop('asking Redis about unconfirmed messages', () => this.askAboutUnconfirmed());
    this.sweeping = loop('removing old messages', () => this.removeOld());
    this.confirmations = new ConfirmationReader(bus, database, claimAfterMs, () => {
      if (this.heldBack) this.publishing.wake();
    });
  }

  start(): void {
    this.stopListening =
      this.options.outbox?.onWake(() => {
        this.wake();
      }) ?? this.stopListening;
    for (const loop of [this.publishing, this.probing, this.sweeping, this.confirmations]) loop.start();
  }

  /** Looks at the outbox now. */
  wake(): void {
    this.publishing.wake();
  }

  /** Finishes what runs and publishes nothing more. Database and bus may be closed after it. */
  async stop(): Promise<void> {
    this.stopListening();
    const loops = [this.publishing, this.probing, this.sweeping, this.confirmations];
    await Promise.all(loops.map((loop) => loop.stop()));
  }

  /** For a metric: 0 when everything due is confirmed. */
  oldestUnconfirmedSeconds(): Promise<number> {
    return oldestUnconfirmedSeconds(this.database);
  }

  private async publish(): Promise<Rest> {
    const { pollMs, batch } = this.settings;
    const epoch = await this.epoch.current();
    if (epoch !== this.settledEpoch) await allOfOtherEpochsBackToNew(this.database, epoch);
    this.settledEpoch = epoch;
    const began = performance.now();
    // Room that comes free while the pass looks may be room that it does not see.
    this.heldBack = true;
    const { published, heldBack, dueInMs } = await this.pass.run(epoch);
    this.heldBack = heldBack;
    if (published * 2 > batch) return { leastMs: 0, mostMs: 0 };
    // Where looking is slow, because much is held back, the database has half of the time for others.
    const leastMs = Math.min(pollMs, Math.max(GATHER_MS, performance.now() - began));
    return { leastMs, mostMs: published > 0 ? leastMs : Math.max(leastMs, Math.min(pollMs, dueInMs ?? pollMs)) };
  }

  private async askAboutUnconfirmed(): Promise<Rest> {
    const everyMs = this.settings.probeAfterMs / 5;
    while (!this.probing.isStopping && (await this.probe.look()));
    return { leastMs: everyMs, mostMs: everyMs };
  }

  private async removeOld(): Promise<Rest> {
    const { archiveMs, inboxMs, sweepEveryMs } = this.settings;
    await sweep(this.database, { archiveMs, inboxMs }, () => this.sweeping.isStopping);
    // Not all replicas at the same time.
    const nextMs = sweepEveryMs * (0.75 + Math.random() / 2);
    return { leastMs: nextMs, mostMs: nextMs };
  }
}
