import { busy } from '../run/run.errors';

export interface AdmissionLimits {
  /** Runs at once, for people who wait for them. */
  readonly atOnce: number;
  /** Of these, of one workspace. */
  readonly ofOneWorkspace: number;
}

/** Lets so many in at once and no more; whoever comes too much is told at once, and does not wait. */
export class Admission {
  private readonly inside = new Map<string, number>();
  private all = 0;

  constructor(private readonly limits: AdmissionLimits) {}

  /** @throws AppError AGENT_BUSY */
  async within<T>(workspaceId: string, work: () => Promise<T>): Promise<T> {
    const own = this.inside.get(workspaceId) ?? 0;
    const { atOnce, ofOneWorkspace } = this.limits;
    if (this.all >= atOnce) throw busy(atOnce);
    if (own >= ofOneWorkspace) throw busy(ofOneWorkspace);
    this.all += 1;
    this.inside.set(workspaceId, own + 1);
    try {
      return await work();
    } finally {
      this.all -= 1;
      const left = (this.inside.get(workspaceId) ?? 1) - 1;
      if (left > 0) this.inside.set(workspaceId, left);
      else this.inside.delete(workspaceId);
    }
  }
}
