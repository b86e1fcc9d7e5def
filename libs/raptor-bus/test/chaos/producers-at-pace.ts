import type { Pool } from 'pg';
import type { Company } from './company';
import { SERVICES } from './database';

const LOOK_EVERY_MS = 500;
/** Messages that may be on their way: a slow machine gets no more than it can finish in time. */
const MOST_UNCONFIRMED = 1_500;

/** Keeps producers from running away from consumers that are hit all the time, and knows how much was accepted. */
export class ProducersAtPace {
  accepted = 0;
  private timer: NodeJS.Timeout | undefined;
  private ended = false;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly company: Company,
    private readonly pool: Pool,
  ) {}

  start(): void {
    this.timer = setTimeout(() => {
      this.looking = this.look()
        .catch(() => undefined)
        .finally(() => {
          if (!this.ended) this.start();
        });
    }, LOOK_EVERY_MS);
  }

  /** Nothing more is accepted. */
  async stop(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    await this.looking;
    this.instruct(false);
  }

  private async look(): Promise<void> {
    const waiting = SERVICES.map(
      (service) => `(SELECT count(*) FROM ${service}.outbox_events WHERE state <> 'confirmed')`,
    );
    const { rows } = await this.pool.query<{ accepted: number; waiting: number }>(
      `SELECT count(*)::int AS accepted, (${waiting.join(' + ')})::int AS waiting FROM chaos.accepted`,
    );
    this.accepted = rows[0]?.accepted ?? 0;
    if (!this.ended) this.instruct((rows[0]?.waiting ?? 0) < MOST_UNCONFIRMED);
  }

  private instruct(accept: boolean): void {
    for (const producer of this.company.of('producer')) producer.instruct({ accept });
  }
}
