import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ReplicaBeat } from '@raptor/contracts';
import { backlogOf, RaptorBus, RaptorBusServer } from '@raptor/raptor-bus';
import { BusStorage } from '../bus/bus-storage';
import type { PlatformConfig } from '../config/platform.config';
import { Readiness } from '../health/readiness';
import { LOGGER, type Logger } from '../logging/logger';
import { Metrics } from '../metrics/metrics';
import { SERVICE_CONFIG } from '../platform.tokens';
import { SelfDescription } from './self-description';

/** How soon a beat that Redis did not take is tried again, in milliseconds. */
const RETRY_MS = 500;

/** Tells the fleet every interval that this replica is there and how it is doing. */
@Injectable()
export class HeartbeatService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly startedAt = new Date().toISOString();
  private readonly eventLoop = monitorEventLoopDelay({ resolution: 20 });
  private timer: NodeJS.Timeout | undefined;
  private failing = false;
  private left = false;

  constructor(
    @Inject(SERVICE_CONFIG) private readonly config: PlatformConfig,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly bus: RaptorBus,
    private readonly server: RaptorBusServer,
    private readonly readiness: Readiness,
    private readonly self: SelfDescription,
    private readonly metrics: Metrics,
    private readonly storage: BusStorage,
  ) {}

  onApplicationBootstrap(): void {
    this.eventLoop.enable();
    this.schedule(0);
  }

  onApplicationShutdown(): void {
    this.left = true;
    clearTimeout(this.timer);
    this.eventLoop.disable();
  }

  /** The last beat: the fleet need not wait for three missed ones to know. */
  async leave(): Promise<void> {
    this.left = true;
    clearTimeout(this.timer);
    try {
      await this.bus.emit(await this.beat(true));
    } catch {
      // The fleet will notice by the beats that do not come.
    }
  }

  private schedule(delayMs: number): void {
    if (this.left) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.tick().then(
        (nextMs) => {
          this.schedule(nextMs);
        },
        (error: unknown) => {
          this.logger.error({ err: error }, 'beat failed');
          this.schedule(this.config.heartbeat.intervalMs);
        },
      );
    }, delayMs).unref();
  }

  /** Beats once; gives the milliseconds to the next try. A replica not ready yet looks again soon, to tell when it is. */
  private async tick(): Promise<number> {
    const { intervalMs } = this.config.heartbeat;
    try {
      const beat = await this.beat(false);
      if (this.left) return intervalMs;
      await this.bus.emit(beat);
      if (this.failing) this.logger.info('beats reach the fleet again');
      this.failing = false;
      return beat.ready ? intervalMs : Math.min(intervalMs, RETRY_MS);
    } catch (error) {
      if (!this.failing)
        this.logger.warn({ err: error }, 'the fleet cannot hear this replica: the bus is not available');
      this.failing = true;
      return Math.min(intervalMs, RETRY_MS);
    }
  }

  private async beat(leaving: boolean): Promise<ReplicaBeat> {
    const { ready } = leaving ? { ready: false } : await this.readiness.report();
    this.metrics.ready.set(ready ? 1 : 0);
    const { lag, pending } = await this.measureBus();
    const beat = Object.assign(new ReplicaBeat(), {
      service: this.config.service,
      replica: this.config.replica,
      instance: this.config.instance,
      version: this.config.version,
      startedAt: this.startedAt,
      intervalMs: this.config.heartbeat.intervalMs,
      ready,
      leaving,
      agents: this.self.agents.map(({ code }) => code),
      load: {
        busLag: lag,
        busPending: pending,
        inFlight: this.server.inFlight,
        eventLoopDelayMs: Math.round(this.eventLoop.percentile(99) / 1e6),
        memoryBytes: process.memoryUsage.rss(),
      },
    });
    this.eventLoop.reset();
    return beat;
  }

  /** What waits, channel by channel for the metrics and as a sum for the fleet. */
  private async measureBus(): Promise<{ lag: number; pending: number }> {
    let [lag, pending] = [0, 0];
    for (const channel of this.server.groupChannels) {
      const backlog = await backlogOf(this.bus, channel);
      this.metrics.busLag.set({ channel }, backlog.lag);
      this.metrics.busPending.set({ channel }, backlog.pending);
      this.metrics.busOldestAge.set({ channel }, backlog.oldestAgeSeconds);
      lag += backlog.lag;
      pending += backlog.pending;
    }
    // A database that is away is told of by readiness, not by silence of the whole replica.
    await this.storage.outboxAgeSeconds().then(
      (seconds) => {
        this.metrics.busOutboxAge.set(seconds);
      },
      () => undefined,
    );
    return { lag, pending };
  }
}
