import { AsyncResource } from 'node:async_hooks';

/** Something to do, in the surroundings of whoever wants it done: its messages belong to that request. */
export interface Wish<Item> {
  readonly item: Item;
  within<T>(work: () => T): T;
}

interface Waiting<Item, Result> extends Wish<Item> {
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/** Done in one transaction, which holds the row of the budget as long as it takes. */
const MOST_AT_ONCE = 16;

/**
 * What changes one row is done one after the other, and what has come meanwhile all at once: fifty transactions that wait for the same row
 * cost as many connections, and most of their time is spent waiting. Of a batch that fails each part is tried alone.
 */
export class WorkspaceLanes<Item, Result> {
  private readonly lanes = new Map<string, Waiting<Item, Result>[]>();

  /** @param work gives a result for each wish, in their order; all of them are done or none. */
  constructor(
    private readonly work: (workspaceId: string, wishes: readonly Wish<Item>[]) => Promise<readonly Result[]>,
  ) {}

  run(workspaceId: string, item: Item): Promise<Result> {
    const scope = new AsyncResource('WorkspaceLane');
    return new Promise((resolve, reject) => {
      const waiting = { item, within: <T>(work: () => T): T => scope.runInAsyncScope(work), resolve, reject };
      const lane = this.lanes.get(workspaceId);
      if (lane) {
        lane.push(waiting);
        return;
      }
      this.lanes.set(workspaceId, [waiting]);
      void this.drain(workspaceId);
    });
  }

  private async drain(workspaceId: string): Promise<void> {
    const lane = this.lanes.get(workspaceId) ?? [];
    while (lane.length > 0) await this.doTogether(workspaceId, lane.splice(0, MOST_AT_ONCE));
    this.lanes.delete(workspaceId);
  }

  private async doTogether(workspaceId: string, batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.work(workspaceId, batch);
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const each of batch) await this.doTogether(workspaceId, [each]);
    }
  }
}
