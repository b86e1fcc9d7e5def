import { LaneQueues } from './lane-queues';
import { Work } from './work';

const LANES = ['critical', 'high', 'normal', 'low'];

const filled = (counts: Readonly<Record<string, number>>): LaneQueues => {
  const queues = new LaneQueues(LANES);
  for (const [stream, count] of Object.entries(counts)) {
    for (let number = 0; number < count; number += 1) {
      queues.push(new Work({ stream, id: `${number}-0`, text: '' }, 'packing'));
    }
  }
  return queues;
};
const picks = (queues: LaneQueues, count: number): (string | undefined)[] =>
  Array.from({ length: count }, () => queues.next()?.stream);

describe('what waits for a slot', () => {
  it('comes from the most urgent lane first, in order within it', () => {
    const queues = filled({ low: 1, critical: 2, normal: 1 });
    expect(picks(queues, 5)).toEqual(['critical', 'critical', 'normal', 'low', undefined]);
    expect([0, 1, 2].map((number) => filled({ high: 3 }).drain()[number]?.entryId)).toEqual(['0-0', '1-0', '2-0']);
  });

  it('gives one turn in sixteen to the least urgent lane that has something', () => {
    const order = picks(filled({ critical: 100, high: 100, low: 100 }), 64);
    expect(order.filter((lane) => lane === 'low')).toHaveLength(4);
    expect(order.filter((lane) => lane === 'critical')).toHaveLength(60);
    expect(order.indexOf('low')).toBe(15);
    expect(picks(filled({ critical: 100, high: 100 }), 16).at(-1)).toBe('high');
  });

  it('is counted, over all and by lane, and can be taken back', () => {
    const queues = filled({ critical: 2, low: 3 });
    expect([queues.size, queues.waitingIn(0), queues.waitingIn(1), queues.waitingIn(3)]).toEqual([5, 2, 0, 3]);
    expect(queues.drain()).toHaveLength(5);
    expect([queues.size, queues.next()]).toEqual([0, undefined]);
  });
});
