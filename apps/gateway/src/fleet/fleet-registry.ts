import { Injectable } from '@nestjs/common';
import type { FleetResponse, ReplicaBeat } from '@raptor/contracts';
import { fleetView, isForgettable, replicaState, type HeardBeat } from './fleet-view';

/** More processes than any fleet has: beyond it somebody makes them up, and memory stays bounded. */
const MOST_PROCESSES = 2_000;

/** The beats this gateway has heard. Every gateway replica hears all, and reads the last ones back when it starts. */
@Injectable()
export class FleetRegistry {
  private readonly heard = new Map<string, HeardBeat>();

  /** `at`: when the beat was sent, in ms since the epoch; a clock that is ahead of ours counts as now. */
  hear(beat: ReplicaBeat, at: number): void {
    const now = Date.now();
    const known = this.heard.get(beat.instance);
    const sent = Math.min(at, now);
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

  /** The process that has been silent for longest. */
  private quietest(): string {
    return [...this.heard].reduce((one, other) => (other[1].at < one[1].at ? other : one))[0];
  }

  view(): FleetResponse {
    return fleetView([...this.heard.values()], Date.now());
  }
}
