import { AsyncResource } from 'node:async_hooks';
import { asAppError } from '@raptor/platform';

/** Something to do, in the surroundings of whoever wants it done: its messages belong to that request. */
export interface Wish<Item> {
  readonly item: Item;
  within<T>(work: () => T): T;
}

interface Waiting<Item, Result> extends Wish<Item> {
  resolve(result: Result): void;
  reject(error: unknown): void;
}

export interface LaneLimits {
  /** Wishes that are done together. Default: 16. */
  readonly together?: number;
  /** Workspaces that are served at once, each of which takes a connection; the others wait their turn. Default: all. */
  readonly lanes?: number;
}

/**
 * What changes the same rows is done one after the other, and what has come meanwhile all at once: fifty transactions that wait for the same row
 * cost as many connections, and most of their time is spent waiting; and one transaction for fifty wishes costs little more than for one.
 * Of a batch that fails each part is tried alone, unless there is nobody to try it with.
 */
export class WorkspaceLanes<Item, Result> {
  private readonly lanes = new Map<string, Waiting<Item, Result>[]>();
  private readonly busy = new Set<string>();
  private readonly limits: Required<LaneLimits>;

  /** @param work gives a result for each wish, in their order; all of them are done or none. */
  constructor(
    private readonly work: (workspaceId: string, wishes: readonly Wish<Item>[]) => Promise<readonly Result[]>,
    limits: LaneLimits = {},
  ) {
    this.limits = { together: 16, lanes: Infinity, ...limits };
  }

  /** @throws what `work` throws for the item alone. */
  run(workspaceId: string, item: Item): Promise<Result> {
    const scope = new AsyncResource('WorkspaceLane');
    return new Promise((resolve, reject) => {
      const lane = this.lanes.get(workspaceId) ?? [];
      lane.push({ item, within: <T>(work: () => T): T => scope.runInAsyncScope(work), resolve, reject });
      this.lanes.set(workspaceId, lane);
      if (this.busy.size < this.limits.lanes && !this.busy.has(workspaceId)) void this.serve(workspaceId);
    });
  }

  /** One batch; what is left, or has come meanwhile, goes to the end of the row of workspaces. */
  private async serve(workspaceId: string): Promise<void> {
    const lane = this.lanes.get(workspaceId) ?? [];
    const batch = lane.splice(0, this.limits.together);
    this.lanes.delete(workspaceId);
    if (lane.length > 0) this.lanes.set(workspaceId, lane);
    this.busy.add(workspaceId);
    await this.doTogether(workspaceId, batch);
    this.busy.delete(workspaceId);
    for (const next of this.lanes.keys()) {
      if (this.busy.has(next)) continue;
      void this.serve(next);
      break;
    }
  }

  private async doTogether(workspaceId: string, batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.work(workspaceId, batch);
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
    } catch (error) {
      if (batch.length > 1 && !isOutage(error)) for (const each of batch) await this.doTogether(workspaceId, [each]);
      else for (const { reject } of batch) reject(error);
    }
  }
}

/** Each alone would only wait for the same server once more. */
const isOutage = (error: unknown): boolean => asAppError(error)?.code === 'SERVICE_UNAVAILABLE';
