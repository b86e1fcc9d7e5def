import type { AssignmentState } from './agent-assignment.entity';
import { advance, problemsOfGraph, type GraphState } from './assignment-graph';

const wants = (id: string, ...after: string[]) => ({ id, after });
const none = new Set<string>();

describe('a graph of assignments', () => {
  it('can be done when each is reachable from those that wait for nothing', () => {
    expect(problemsOfGraph([wants('c', 'a', 'b'), wants('a'), wants('b', 'a', 'known')], new Set(['known']))).toEqual(
      [],
    );
  });

  it.each([
    ['a circle', [wants('a', 'c'), wants('b', 'a'), wants('c', 'b'), wants('d')], 'These wait for each other: a, b, c'],
    ['itself', [wants('a', 'a')], 'These wait for each other: a'],
    ['what nobody knows', [wants('a', 'x')], 'a waits for x, which nobody knows'],
    ['the same one twice', [wants('a'), wants('b', 'a', 'a')], 'b waits for the same one twice'],
    ['two of one id', [wants('a'), wants('a')], 'Two assignments have the same id'],
  ])('is refused with %s', (_what, nodes, problem) => {
    expect(problemsOfGraph(nodes, none)).toContain(problem);
  });

  it('is refused with an id that is there already', () => {
    expect(problemsOfGraph([wants('a')], new Set(['a']))).toEqual(['a is there already']);
  });

  it('is refused with more than 64 to wait for', () => {
    const many = Array.from({ length: 65 }, (_, n) => `p${n}`);
    const nodes = [...many.map((id) => wants(id)), wants('z', ...many)];
    expect(problemsOfGraph(nodes, none)).toEqual(['z waits for 65, 64 at most']);
    expect(problemsOfGraph([...nodes.slice(0, -1), wants('z', ...many.slice(1))], none)).toEqual([]);
  });
});

const is = (id: string, state: AssignmentState, after: string[] = [], optional: string[] = []): GraphState => ({
  id,
  state,
  after,
  optional,
});

describe('what becomes of those that wait', () => {
  it('is that all go which wait for nothing any more, side by side', () => {
    const nodes = [
      is('a', 'completed'),
      is('b', 'requested', ['a']),
      is('c', 'requested', ['a']),
      is('d', 'requested', ['b']),
    ];
    expect(advance(nodes)).toEqual({ dispatch: ['b', 'c'], fail: [], cancel: [] });
  });

  it('is that a failure goes on, step by step, with its reason', () => {
    const nodes = [is('d', 'requested', ['c']), is('c', 'requested', ['a']), is('a', 'failed'), is('b', 'requested')];
    const { dispatch, fail, cancel } = advance(nodes);
    expect([dispatch, cancel]).toEqual([['b'], []]);
    expect(fail.map(({ id, failure }) => [id, failure.code, failure.message]).sort()).toEqual([
      ['c', 'PREDECESSOR_FAILED', 'It needs the output of a, which has failed'],
      ['d', 'PREDECESSOR_FAILED', 'It needs the output of c, which has failed'],
    ]);
  });

  it('is that a cancellation goes on as one', () => {
    const nodes = [is('a', 'cancelled'), is('b', 'requested', ['a']), is('c', 'requested', ['b'])];
    expect(advance(nodes)).toEqual({ dispatch: [], fail: [], cancel: ['b', 'c'] });
  });

  it('is that it goes on without what is optional, once that has ended', () => {
    const waits = is('b', 'requested', ['a'], ['a']);
    expect(advance([is('a', 'running'), waits]).dispatch).toEqual([]);
    expect(advance([is('a', 'failed'), waits])).toEqual({ dispatch: ['b'], fail: [], cancel: [] });
  });

  it('does not depend on the order in which they are looked at', () => {
    const nodes = [
      is('a', 'dead_lettered'),
      is('b', 'requested', ['a']),
      is('c', 'requested', ['b']),
      is('d', 'running'),
    ];
    const ids = (of: readonly GraphState[]) =>
      advance(of)
        .fail.map(({ id }) => id)
        .sort();
    expect(ids(nodes.toReversed())).toEqual(ids(nodes));
  });
});
