import type { AssignmentFailure, AssignmentState } from './agent-assignment.entity';

/** As many assignments one may wait for. */
export const MOST_PREDECESSORS = 64;
/** As many one subject may have asked for at a time. */
export const MOST_AT_ONCE = 200;

/** What waits for what. */
export interface GraphNode {
  readonly id: string;
  readonly after: readonly string[];
}

/** An assignment as the graph knows it. */
export interface GraphState extends GraphNode {
  readonly state: AssignmentState;
  /** Of `after`: those without which it goes on all the same. */
  readonly optional: readonly string[];
}

/** What is to be done now. What is in none of these waits on. */
export interface Advance {
  readonly dispatch: readonly string[];
  readonly fail: readonly { readonly id: string; readonly failure: AssignmentFailure }[];
  readonly cancel: readonly string[];
}

/** What is wrong with assignments that are to be added to those that are `known`; nothing: they can be done in some order. */
export function problemsOfGraph(nodes: readonly GraphNode[], known: ReadonlySet<string>): string[] {
  const added = new Set(nodes.map(({ id }) => id));
  const problems = nodes.flatMap(({ id, after }) => [
    ...(known.has(id) ? [`${id} is there already`] : []),
    ...(after.length > MOST_PREDECESSORS ? [`${id} waits for ${after.length}, ${MOST_PREDECESSORS} at most`] : []),
    ...(new Set(after).size < after.length ? [`${id} waits for the same one twice`] : []),
    ...after.flatMap((earlier) =>
      added.has(earlier) || known.has(earlier) ? [] : [`${id} waits for ${earlier}, which nobody knows`],
    ),
  ]);
  if (nodes.length > MOST_AT_ONCE) problems.push(`${nodes.length} assignments at a time, ${MOST_AT_ONCE} at most`);
  if (added.size < nodes.length) problems.push('Two assignments have the same id');
  const stuck = inCircles(nodes);
  return stuck.length > 0 ? [...problems, `These wait for each other: ${stuck.join(', ')}`] : problems;
}

/** What never becomes ready, whatever comes of the others. */
function inCircles(nodes: readonly GraphNode[]): string[] {
  let left = nodes;
  for (;;) {
    const open = new Set(left.map(({ id }) => id));
    const blocked = left.filter(({ after }) => after.some((earlier) => open.has(earlier)));
    if (blocked.length === left.length) return blocked.map(({ id }) => id);
    left = blocked;
  }
}

/**
 * What becomes of those that wait, by what has become of what they wait for. A failure goes on to all that cannot do without, step by step, with its
 * reason; so does a cancellation. The same states give the same advance, in whatever order they came about.
 */
export function advance(nodes: readonly GraphState[]): Advance {
  const states = new Map(nodes.map((node) => [node.id, node.state]));
  const fail: { id: string; failure: AssignmentFailure }[] = [];
  const cancel: string[] = [];
  let waiting = nodes.filter(({ state }) => state === 'requested');
  for (let changed = true; changed;) {
    changed = false;
    for (const node of waiting) {
      const broken = node.after.find((id) => !node.optional.includes(id) && isBroken(states.get(id)));
      if (broken === undefined) continue;
      changed = true;
      if (states.get(broken) === 'cancelled') {
        states.set(node.id, 'cancelled');
        cancel.push(node.id);
      } else {
        states.set(node.id, 'failed');
        fail.push({ id: node.id, failure: brokenOff(broken) });
      }
    }
    waiting = waiting.filter(({ id }) => states.get(id) === 'requested');
  }
  const dispatch = waiting.filter(({ after }) => after.every((id) => isOver(states.get(id)))).map(({ id }) => id);
  return { dispatch, fail, cancel };
}

const isOver = (state: AssignmentState | undefined): boolean => state === 'completed' || isBroken(state);

/** One that is not there any more can give nothing either. */
const isBroken = (state: AssignmentState | undefined): boolean =>
  state === undefined || state === 'failed' || state === 'dead_lettered' || state === 'cancelled';

const brokenOff = (id: string): AssignmentFailure => ({
  code: 'PREDECESSOR_FAILED',
  message: `It needs the output of ${id}, which has failed`,
});
