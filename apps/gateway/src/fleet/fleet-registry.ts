import { Injectable } from '@nestjs/common';
import type { FleetResponse, ReplicaBeat } from '@raptor/contracts';
import { fleetView, isForgettable, type HeardBeat } from './fleet-view';

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
  }

  view(): FleetResponse {
    return fleetView([...this.heard.values()], Date.now());
  }
}
