import {
  OutboxRelay,
  PostgresDeadLetters,
  type Outbox,
  type RaptorBus,
  type RaptorBusServer,
  type SqlDatabase,
} from '@raptor/raptor-bus';
import type { PlatformConfig } from '../config/platform.config';

/**
 * What the bus keeps in a service's database: messages on their way, what was handled, what could not be. A service
 * without a database sends directly and keeps dead letters in Redis.
 */
export class BusStorage {
  private database: SqlDatabase | undefined;
  private relay: OutboxRelay | undefined;
  private kept: PostgresDeadLetters | undefined;

  constructor(
    private readonly bus: RaptorBus,
    private readonly server: RaptorBusServer,
    private readonly outbox: Outbox,
    private readonly config: PlatformConfig,
  ) {}

  /** To be said while the application is being made. */
  useDatabase(database: SqlDatabase): void {
    this.database = database;
    this.kept = new PostgresDeadLetters(this.bus, database);
    this.server.keepDeadLettersIn(this.kept);
  }

  /** Undefined in a service without a database: Redis has them. */
  get deadLetters(): PostgresDeadLetters | undefined {
    return this.kept;
  }

  start(): void {
    if (!this.database) return;
    this.relay = new OutboxRelay(this.bus, this.database, {
      outbox: this.outbox,
      admitted: this.config.bus.outboxInFlight,
      probeAfterMs: this.config.bus.leaseMs,
      claimAfterMs: this.config.bus.leaseMs,
    });
    this.relay.start();
  }

  /** Publishes nothing more; what is committed waits for another replica or the next start. */
  async stop(): Promise<void> {
    await this.relay?.stop();
  }

  /** How long the oldest message of the outbox waits to be confirmed, in seconds; 0 without a database. */
  async outboxAgeSeconds(): Promise<number> {
    return (await this.relay?.oldestUnconfirmedSeconds()) ?? 0;
  }
}
