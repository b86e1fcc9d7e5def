import { Follower } from './follower';
import { LiveFeed, MOST_HELD, type Reading } from './live-feed';
import type { LiveFrame, LivePosition } from './live-frame';

const aFrame = (seq: number, plan: Partial<LiveFrame> = {}): LiveFrame => ({
  epoch: 'one',
  seq,
  prev: seq - 1,
  eventId: `event-${seq}`,
  name: 'shop.order.placed',
  data: null,
  ...plan,
});

const framesTo = (from: number, to: number): LiveFrame[] =>
  Array.from({ length: to - from + 1 }, (_unused, index) => aFrame(from + index));

const aReading = (seq: number, plan: Partial<Reading> = {}): Reading => ({
  position: { epoch: 'one', seq },
  frames: [],
  headEventId: undefined,
  ...plan,
});

/** A feed that is at a number, with a follower there. */
function aFeedAt(seq: number) {
  const feed = new LiveFeed('workspace', 'channel');
  feed.subscribed = true;
  const join = (after?: LivePosition): (number | string)[] => {
    const told: (number | string)[] = [];
    const listener = {
      frame: (frame: LiveFrame) => void told.push(frame.seq),
      snapshotRequired: (position: LivePosition) => void told.push(`snapshot ${position.seq}`),
    };
    feed.add(
      new Follower(after, listener, (error) => {
        throw error;
      }),
    );
    return told;
  };
  const told = join();
  feed.begin();
  feed.settle(aReading(seq));
  return { feed, told, join };
}

describe('the feed of a workspace', () => {
  it('tells what is next, and neither what is known nor what comes after a gap', () => {
    const { feed, told } = aFeedAt(3);
    expect([2, 3, 4, 4, 6].map((seq) => feed.heard(aFrame(seq)))).toEqual([true, true, true, true, false]);
    expect(feed.heard(aFrame(7))).toBe(true);
    expect(told).toEqual([4]);
    expect(feed.begin()).toEqual({ after: 4, head: 4 });
    expect(feed.settle(aReading(7, { frames: framesTo(5, 7) }))).toBe(true);
    expect(told).toEqual([4, 5, 6, 7]);
  });

  it('what was heard while it was read comes after what was read', () => {
    const { feed, join } = aFeedAt(3);
    const told = join({ epoch: 'one', seq: 1 });
    feed.begin();
    for (const seq of [4, 5, 6]) feed.heard(aFrame(seq));
    expect(feed.settle(aReading(4, { frames: framesTo(2, 4) }))).toBe(true);
    expect(told).toEqual([2, 3, 4, 5, 6]);
  });

  it('a reading older than what was heard meanwhile contradicts nothing', () => {
    const { feed, told } = aFeedAt(3);
    const wanted = feed.begin();
    feed.heard(aFrame(4));
    const reading = aReading(3);
    expect(wanted.head).toBe(3);
    expect(feed.contradicts(reading)).toBe(false);
    expect(feed.settle(reading)).toBe(true);
    expect(feed.heard(aFrame(5))).toBe(true);
    expect(told).toEqual([4, 5]);
    feed.begin();
    expect(feed.contradicts(aReading(4))).toBe(true);
  });

  it('who comes while it is read waits for the next reading, which has what is missing', () => {
    const { feed, join } = aFeedAt(3);
    feed.begin();
    const told = join({ epoch: 'one', seq: 1 });
    feed.settle(aReading(3));
    expect(told).toEqual([]);
    expect(feed.begin().after).toBe(1);
    feed.settle(aReading(3, { frames: framesTo(2, 3) }));
    expect(told).toEqual([2, 3]);
  });

  it('when more is heard than can be held while it is read, that is read too', () => {
    const { feed, join } = aFeedAt(0);
    const told = join();
    feed.begin();
    for (const frame of framesTo(1, MOST_HELD + 1)) feed.heard(frame);
    expect(feed.settle(aReading(0))).toBe(false);
    expect(feed.begin().after).toBe(0);
    expect(feed.settle(aReading(MOST_HELD + 1, { frames: framesTo(1, MOST_HELD + 1) }))).toBe(true);
    expect(told).toHaveLength(MOST_HELD + 1);
  });

  it('a reading from before the connection was lost is not believed', () => {
    const { feed, told } = aFeedAt(3);
    feed.heard(aFrame(5));
    feed.begin();
    feed.lost();
    expect(feed.settle(aReading(5, { frames: framesTo(4, 5) }))).toBe(true);
    expect(told).toEqual([]);
    expect(feed.begin().after).toBe(3);
  });

  it('frames heard after the connection was lost wait for a reading', () => {
    const { feed, told } = aFeedAt(3);
    feed.lost();
    expect(feed.heard(aFrame(4))).toBe(true);
    expect(told).toEqual([]);
  });

  it('a reading of another epoch is for all', () => {
    const { feed, told, join } = aFeedAt(3);
    const newcomer = join();
    feed.begin();
    feed.settle(aReading(1, { position: { epoch: 'two', seq: 1 } }));
    expect(told).toEqual(['snapshot 1']);
    expect(newcomer).toEqual([]);
    feed.heard(aFrame(2, { epoch: 'two' }));
    expect(told).toEqual(['snapshot 1', 2]);
  });

  it('a hole in what was read is as if nothing was there', () => {
    const { feed, join } = aFeedAt(5);
    const told = join({ epoch: 'one', seq: 1 });
    feed.begin();
    feed.settle(aReading(5, { frames: [aFrame(2), aFrame(4), aFrame(5)] }));
    const other = join({ epoch: 'one', seq: 1 });
    feed.begin();
    feed.settle(aReading(5, { frames: [aFrame(2), aFrame(2), aFrame(4), aFrame(5)] }));
    expect([told, other]).toEqual([['snapshot 5'], ['snapshot 5']]);
  });

  it('what was heard is remembered over a reading that says nothing of it', () => {
    const { feed } = aFeedAt(3);
    feed.heard(aFrame(4));
    feed.begin();
    feed.settle(aReading(4));
    feed.begin();
    expect(feed.contradicts(aReading(4, { headEventId: 'another' }))).toBe(true);
  });

  it('the same number with another event is a contradiction, read or heard', () => {
    const { feed, told } = aFeedAt(3);
    feed.heard(aFrame(4));
    expect(feed.heard(aFrame(4, { eventId: 'another' }))).toBe(false);
    expect(feed.begin()).toEqual({ after: 4, head: 4 });
    expect(feed.contradicts(aReading(4, { headEventId: 'event-4' }))).toBe(false);
    expect(feed.contradicts(aReading(9, { headEventId: 'another' }))).toBe(true);
    expect(feed.contradicts(aReading(4, { position: { epoch: 'two', seq: 1 } }))).toBe(false);
    expect(told).toEqual([4]);
  });
});
