import type { Work } from './work';

/** One in this many goes to the least urgent lane that has something, so that none starves. */
const TURN_OF_THE_LEAST = 16;

/** What was taken and waits for a slot, by lane. */
export class LaneQueues {
  private readonly queues: Work[][];
  private picks = 0;

  constructor(
    /** From the most to the least urgent. */
    private readonly streams: readonly string[],
  ) {
    this.queues = streams.map(() => []);
  }

  get size(): number {
    return this.queues.reduce((sum, queue) => sum + queue.length, 0);
  }

  waitingIn(lane: number): number {
    return this.queues[lane]?.length ?? 0;
  }

  push(work: Work): void {
    this.queues[Math.max(0, this.streams.indexOf(work.stream))]?.push(work);
  }

  /** The first of the most urgent lane; one time in sixteen, of the least urgent. */
  next(): Work | undefined {
    const queue = this.turnOfTheLeast()
      ? this.queues.findLast(({ length }) => length > 0)
      : this.queues.find(({ length }) => length > 0);
    return queue?.shift();
  }

  /** Empties it. */
  drain(): Work[] {
    return this.queues.flatMap((queue) => queue.splice(0));
  }

  private turnOfTheLeast(): boolean {
    this.picks += 1;
    return this.picks % TURN_OF_THE_LEAST === 0;
  }
}
