/** A piece of work that others may wait for. */
export interface PlannedWork {
  readonly ref: string;
  /** Refs of what must be finished before. */
  readonly after: readonly string[];
  readonly takesMs: number;
}

export interface Scheduled {
  /** From the beginning, in ms: when it can be finished at the earliest. */
  readonly earliestEndMs: number;
  /** When it must be finished so that nothing is late. */
  readonly latestEndMs: number;
}

export interface Schedule {
  readonly byRef: ReadonlyMap<string, Scheduled>;
  /** What the longest chain takes. */
  readonly lengthMs: number;
  /** Refs of the longest chain, in order. */
  readonly criticalPath: readonly string[];
}

/** @returns refs that wait for each other in a circle, or for something that is not there; empty when the plan holds. */
export function brokenRefs(work: readonly PlannedWork[]): string[] {
  const done = new Set<string>();
  let waiting = [...work];
  for (;;) {
    const ready = waiting.filter(({ after }) => after.every((ref) => done.has(ref)));
    if (ready.length === 0) return waiting.map(({ ref }) => ref);
    for (const { ref } of ready) done.add(ref);
    waiting = waiting.filter(({ ref }) => !done.has(ref));
  }
}

/**
 * The critical path method: forwards for what is possible, backwards from `withinMs` for what is needed. Source: J. E. Kelley,
 * M. R. Walker, Critical-Path Planning and Scheduling, 1959 Eastern Joint Computer Conference, 160-173.
 * @param work without circles, see {@link brokenRefs}.
 */
export function scheduleOf(work: readonly PlannedWork[], withinMs: number): Schedule {
  const order = inOrder(work);
  const ends = new Map<string, number>();
  const cause = new Map<string, string | undefined>();
  for (const { ref, after, takesMs } of order) {
    const last = after.toSorted((a, b) => (ends.get(b) ?? 0) - (ends.get(a) ?? 0)).at(0);
    cause.set(ref, last);
    ends.set(ref, (last === undefined ? 0 : (ends.get(last) ?? 0)) + takesMs);
  }
  const lengthMs = Math.max(0, ...ends.values());
  const latest = new Map<string, number>();
  for (const { ref, after, takesMs } of order.toReversed()) {
    const end = Math.min(latest.get(ref) ?? withinMs, withinMs);
    latest.set(ref, end);
    for (const earlier of after) latest.set(earlier, Math.min(latest.get(earlier) ?? withinMs, end - takesMs));
  }
  const byRef = new Map(
    order.map(({ ref }) => [ref, { earliestEndMs: ends.get(ref) ?? 0, latestEndMs: latest.get(ref) ?? withinMs }]),
  );
  const criticalPath: string[] = [];
  let ref = order.find((each) => ends.get(each.ref) === lengthMs)?.ref;
  for (; ref !== undefined; ref = cause.get(ref)) criticalPath.unshift(ref);
  return { byRef, lengthMs, criticalPath };
}

function inOrder(work: readonly PlannedWork[]): PlannedWork[] {
  const placed = new Set<string>();
  const order: PlannedWork[] = [];
  while (order.length < work.length) {
    const next = work.filter(({ ref, after }) => !placed.has(ref) && after.every((earlier) => placed.has(earlier)));
    if (next.length === 0) throw new Error(`Work that waits in a circle: ${brokenRefs(work).join(', ')}`);
    for (const each of next) placed.add(each.ref);
    order.push(...next);
  }
  return order;
}
