import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ListStops, type ActiveStop, type AgentCode } from '@raptor/contracts';
import { LOGGER, type Logger } from '@raptor/platform';
import { RaptorBus } from '@raptor/raptor-bus';
import { inWorkspace } from '../workspace-context';
import type { Halts, Watch } from './halts';
import { WatchedWorkspace } from './watched-workspace';

/** How often the stops of workspaces with runs at work are asked for. */
const ASK_EVERY_MS = 2_000;

/** After the council did not answer: a replica that was cut off must know soon after its return. */
const ASK_AGAIN_AFTER_MS = 250;

/** A workspace without runs is still asked for that long: the next run there need not wait for an answer. */
const REMEMBERED_FOR_MS = 30_000;

/** How long the council may take to answer. */
const ANSWERED_WITHIN_MS = 1_000;

/**
 * Stops over the bus: the council's rows are the fact, a broadcast is the hint to read them. They are also read when a run begins in a
 * workspace not known yet, and every other second while runs are at work and for half a minute after. While the council is away, what was known
 * stays known.
 */
@Injectable()
export class BusHalts implements Halts, OnApplicationShutdown {
  private readonly workspaces = new Map<string, WatchedWorkspace>();
  private readonly asking = new Map<string, Promise<void>>();
  /** Hinted at while they were being asked for: the answer may be older than the hint. */
  private readonly askAgain = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  /** When the timer fires, in milliseconds of `performance`. */
  private nextLookAt = Infinity;
  private isClosed = false;

  constructor(
    private readonly bus: RaptorBus,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  watch(workspaceId: string, agentCode: AgentCode): Watch {
    const workspace = this.open(workspaceId);
    const run = workspace.add(agentCode);
    const known = workspace.isKnown ? Promise.resolve() : this.read(workspaceId);
    this.schedule(ASK_EVERY_MS);
    const release = (): void => workspace.remove(run);
    return { signal: run.controller.signal, known, release };
  }

  /** A stop was started or ended there. */
  async hear(workspaceId: string): Promise<void> {
    if (this.asking.has(workspaceId)) this.askAgain.add(workspaceId);
    this.open(workspaceId);
    await this.read(workspaceId);
  }

  onApplicationShutdown(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
  }

  private open(workspaceId: string): WatchedWorkspace {
    const known = this.workspaces.get(workspaceId);
    if (known) return known;
    const workspace = new WatchedWorkspace();
    this.workspaces.set(workspaceId, workspace);
    return workspace;
  }

  /** One question at a time for each workspace, so that answers come in their order. Never rejects. */
  private read(workspaceId: string): Promise<void> {
    const under = this.asking.get(workspaceId);
    if (under) return under;
    const asking = this.ask(workspaceId).finally(() => {
      this.asking.delete(workspaceId);
      this.forgetIfIdle(workspaceId);
    });
    this.asking.set(workspaceId, asking);
    return asking;
  }

  private async ask(workspaceId: string): Promise<void> {
    try {
      do {
        this.askAgain.delete(workspaceId);
        const stops = await inWorkspace(workspaceId, { type: 'system', id: this.bus.options.service }, () =>
          this.bus.ask<ActiveStop[]>(new ListStops(), { to: 'council', deadline: Date.now() + ANSWERED_WITHIN_MS }),
        );
        this.workspaces.get(workspaceId)?.learn(stops);
      } while (this.askAgain.has(workspaceId));
    } catch (error) {
      this.logger.debug({ err: error }, 'the council did not say which stops are on');
      this.schedule(ASK_AGAIN_AFTER_MS);
    }
  }

  private forgetIfIdle(workspaceId: string): void {
    if (this.asking.has(workspaceId) || this.workspaces.get(workspaceId)?.isWorthAsking(REMEMBERED_FOR_MS)) return;
    this.workspaces.delete(workspaceId);
    this.askAgain.delete(workspaceId);
  }

  /** The next look at all of them, sooner if it was set later, never later. */
  private schedule(delayMs: number): void {
    const at = performance.now() + delayMs;
    if (this.isClosed || at >= this.nextLookAt) return;
    clearTimeout(this.timer);
    this.nextLookAt = at;
    this.timer = setTimeout(() => {
      this.nextLookAt = Infinity;
      for (const workspaceId of this.workspaces.keys()) void this.read(workspaceId);
      if (this.workspaces.size > 0) this.schedule(ASK_EVERY_MS);
    }, delayMs).unref();
  }
}
