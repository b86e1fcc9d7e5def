import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AppError, LOGGER, Metrics, SERVICE_CONFIG, type DrainParticipant, type Logger } from '@raptor/platform';
import { LiveSubscriber } from '@raptor/raptor-bus';
import { Gauge } from 'prom-client';
import type { GatewayConfig } from '../gateway.config';
import type { Principal } from '../identity/principal';
import { LIVE_CLOSE } from './live-close';
import { LiveSocket, type Wire } from './live-socket';

/** How often clients are asked whether they are there, in milliseconds. */
const BEAT_MS = 20_000;

/** All sockets of this process, by workspace. */
@Injectable()
export class LiveSockets implements DrainParticipant, OnApplicationBootstrap, OnApplicationShutdown {
  readonly name = 'live channel';
  private readonly count: Gauge;
  private readonly rooms = new Map<string, Set<LiveSocket>>();
  private timer: NodeJS.Timeout | undefined;
  private isLeaving = false;
  private becameIdle: () => void = () => undefined;

  constructor(
    @Inject(SERVICE_CONFIG) private readonly config: GatewayConfig,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly subscriber: LiveSubscriber,
    metrics: Metrics,
  ) {
    this.count = new Gauge({
      name: 'live_sockets',
      help: 'Sockets of the live channel that are open',
      registers: [metrics.registry],
    });
  }

  onApplicationBootstrap(): void {
    clearInterval(this.timer);
    this.timer = setInterval(() => {
      this.beat();
    }, BEAT_MS).unref();
  }

  /** @throws AppError SERVICE_UNAVAILABLE when this replica leaves, RATE_LIMITED when there are enough sockets. */
  refuseTooMany({ workspaceId, id }: Principal): void {
    const { socketsPerWorkspace, socketsPerUser } = this.config.live;
    const room = [...(this.rooms.get(workspaceId) ?? [])];
    if (this.isLeaving) throw new AppError('SERVICE_UNAVAILABLE', 'This replica is leaving', { retryAfterSeconds: 1 });
    const own = room.filter(({ principal }) => principal.id === id);
    if (own.length >= socketsPerUser || room.length >= socketsPerWorkspace)
      throw new AppError('RATE_LIMITED', 'There are too many sockets open: close one first');
  }

  open(principal: Principal, wire: Wire): LiveSocket {
    const { bufferBytes } = this.config.live;
    const report = (error: unknown): void => {
      this.logger.error({ err: error }, 'a socket of the live channel failed');
    };
    const socket = new LiveSocket(principal, wire, this.subscriber, { bufferBytes, report });
    const { workspaceId } = principal;
    const room = this.rooms.get(workspaceId) ?? new Set();
    this.rooms.set(workspaceId, room.add(socket));
    this.count.inc();
    return socket;
  }

  /** Its connection is gone. */
  closed(socket: LiveSocket): void {
    socket.closed();
    const { workspaceId } = socket.principal;
    const room = this.rooms.get(workspaceId);
    if (room?.delete(socket)) this.count.dec();
    if (room?.size === 0) this.rooms.delete(workspaceId);
    if (this.rooms.size === 0) this.becameIdle();
  }

  get workspaces(): readonly string[] {
    return [...this.rooms.keys()];
  }

  of(workspaceId: string): readonly LiveSocket[] {
    return [...(this.rooms.get(workspaceId) ?? [])];
  }

  /** Asks all clients whether they are there; those that have been for too long have to show a new ticket. */
  beat(): void {
    const oldest = performance.now() - this.config.live.socketAgeMs;
    for (const socket of this.all()) {
      if (socket.openedAt < oldest) socket.end(LIVE_CLOSE.expired);
      else socket.beat();
    }
  }

  /** Clients go on elsewhere, from their place. */
  stop(): void {
    this.isLeaving = true;
    for (const socket of this.all()) socket.leave();
  }

  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.becameIdle = resolve;
      if (this.rooms.size === 0) resolve();
    });
  }

  abort(): void {
    for (const socket of this.all()) socket.terminate();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
    this.abort();
    this.subscriber.close();
  }

  private all(): LiveSocket[] {
    return [...this.rooms.values()].flatMap((room) => [...room]);
  }
}
