import { Injectable } from '@nestjs/common';
import type { FleetResponse, ReplicaBeat, ServiceKey } from '@raptor/contracts';
import { fleetView, isForgettable, replicaState, type HeardBeat } from './fleet-view';

/** More processes than any fleet has: beyond it somebody makes them up, and memory stays bounded. */
const MOST_PROCESSES = 2_000;

/** So many intervals may pass between two beats, of whomever, before the bus rather than a service has been silent. */
const SILENT_BEATS = 1.5;

/** Who lives is heard within so many of its intervals. */
const SURE_BEATS = 2;

/** The beats this gateway has heard. Every gateway replica hears all, and reads the last ones back when it starts. */
@Injectable()
export class FleetRegistry {
  private readonly heard = new Map<string, HeardBeat>();
  /** Since when beats have come without a gap, and when the last one came: this gateway's own are among them. */
  private hearing = { since: 0, last: 0 };

  /** `at`: when the beat was sent, in ms since the epoch; a clock that is ahead of ours counts as now. */
  hear(beat: ReplicaBeat, at: number): void {
    const now = Date.now();
    const known = this.heard.get(beat.instance);
    const sent = Math.min(at, now);
    const isGap = now - this.hearing.last > SILENT_BEATS * beat.intervalMs;
    this.hearing = { since: isGap ? now : this.hearing.since, last: now };
    if (!known || known.at <= sent) this.heard.set(beat.instance, { beat, at: sent });
    for (const [instance, each] of this.heard) if (isForgettable(each, now)) this.heard.delete(instance);
    if (this.heard.size > MOST_PROCESSES) this.heard.delete(this.quietest());
  }

  /** Codes of the agents that some living replica runs. */
  liveAgents(): ReadonlySet<string> {
    const now = Date.now();
    const alive = [...this.heard.values()].filter((each) => replicaState(each, now) === 'alive');
    return new Set(alive.flatMap(({ beat }) => beat.agents));
  }

  /**
   * True when nobody need be asked any more: its replicas have left or died, and this gateway has heard so well since that it would know of
   * others. False where it cannot tell: of a service that it has never heard of, and for a while after it, or the bus, was away.
   */
  isGone(service: ServiceKey): boolean {
    const now = Date.now();
    const replicas = [...this.heard.values()].filter(({ beat }) => beat.service === service);
    if (replicas.length === 0 || replicas.some((each) => replicaState(each, now) === 'alive')) return false;
    const intervalMs = Math.max(...replicas.map(({ beat }) => beat.intervalMs));
    const { since, last } = this.hearing;
    return now - last <= SILENT_BEATS * intervalMs && now - since >= SURE_BEATS * intervalMs;
  }

  /** The process that has been silent for longest. */
  private quietest(): string {
    return [...this.heard].reduce((one, other) => (other[1].at < one[1].at ? other : one))[0];
  }

  view(): FleetResponse {
    return fleetView([...this.heard.values()], Date.now());
  }
}
