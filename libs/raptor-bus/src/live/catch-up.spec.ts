import { eventually } from '@raptor/testing';
import { CatchUp, MOST_AT_ONCE, type FeedSource } from './catch-up';
import { Follower } from './follower';
import { LiveFeed, type Reading } from './live-feed';

const READING: Reading = { position: { epoch: 'one', seq: 0 }, frames: [], headEventId: undefined };

/** A feed with a follower in it. */
function aFeed(workspaceId = 'workspace', subscribed = true): { feed: LiveFeed; follower: Follower } {
  const feed = new LiveFeed(workspaceId, workspaceId);
  const follower = new Follower(
    undefined,
    { frame: () => undefined, snapshotRequired: () => undefined },
    () => undefined,
  );
  feed.subscribed = subscribed;
  feed.add(follower);
  return { feed, follower };
}

/** Notes what is read, and answers when it is told to. */
class SlowSource implements FeedSource {
  readonly read: (feed: LiveFeed) => Promise<Reading>;
  readonly asked: string[] = [];
  private answers: (() => void)[] = [];

  constructor(answer: (workspaceId: string) => Reading = () => READING) {
    this.read = async ({ workspaceId }) => {
      this.asked.push(workspaceId);
      await new Promise<void>((resolve) => this.answers.push(resolve));
      return answer(workspaceId);
    };
  }

  async forget(): Promise<void> {
    throw new Error('not asked for');
  }

  answer(): void {
    for (const answer of this.answers.splice(0)) answer();
  }
}

describe('catching up', () => {
  it('reads many at a time, and not all at once', async () => {
    const source = new SlowSource();
    const catchUp = new CatchUp(source, () => undefined);
    const followers = Array.from({ length: MOST_AT_ONCE * 2 + 1 }, (_unused, index) => {
      const { feed, follower } = aFeed(`workspace ${index}`);
      catchUp.add(feed);
      return follower;
    });
    expect(source.asked).toHaveLength(1);
    source.answer();
    await eventually(() => expect(source.asked).toHaveLength(1 + MOST_AT_ONCE));
    source.answer();
    await eventually(() => expect(source.asked).toHaveLength(followers.length));
    source.answer();
    await eventually(() => expect(followers.every(({ joined }) => joined)).toBe(true));
    expect(new Set(source.asked).size).toBe(followers.length);
  });

  it('waits for the subscription: what is said before it would be missed', async () => {
    const source = new SlowSource();
    const catchUp = new CatchUp(source, () => undefined);
    const { feed, follower } = aFeed('workspace', false);
    catchUp.add(feed);
    expect(source.asked).toEqual([]);
    feed.subscribed = true;
    catchUp.add(feed);
    await eventually(() => expect(source.asked).toHaveLength(1));
    source.answer();
    await eventually(() => expect(follower.joined).toBe(true));
  });

  it('reads again when more was missed meanwhile', async () => {
    const source = new SlowSource();
    const catchUp = new CatchUp(source, () => undefined);
    const { feed, follower } = aFeed();
    catchUp.add(feed);
    await eventually(() => expect(source.asked).toHaveLength(1));
    feed.heard({ epoch: 'one', seq: 5, prev: 4, eventId: 'event-5', name: 'shop.order.placed', data: null });
    source.answer();
    await eventually(() => expect(source.asked).toHaveLength(2));
    expect(follower.joined).toBe(false);
  });

  it('what cannot be read is tried again, is told of once, and does not hold up others', async () => {
    let isBroken = true;
    const reports: unknown[] = [];
    const source = new SlowSource((workspaceId) => {
      if (isBroken && workspaceId === 'broken') throw new Error('WRONGTYPE');
      return READING;
    });
    const answering = setInterval(() => {
      source.answer();
    }, 5);
    const catchUp = new CatchUp(source, (error) => reports.push(error));
    const [broken, sound] = [aFeed('broken'), aFeed('sound')];
    catchUp.add(broken.feed);
    catchUp.add(sound.feed);
    await eventually(() => expect(sound.follower.joined).toBe(true));
    await eventually(() => expect(source.asked.filter((id) => id === 'broken').length).toBeGreaterThan(2));
    expect(broken.follower.joined).toBe(false);
    expect(reports).toHaveLength(1);
    isBroken = false;
    await eventually(() => expect(broken.follower.joined).toBe(true));
    clearInterval(answering);
  });

  it('forgets whom nobody follows any more', async () => {
    const source = new SlowSource(() => {
      throw new Error('away');
    });
    const catchUp = new CatchUp(source, () => undefined);
    const { feed, follower } = aFeed();
    catchUp.add(feed);
    feed.remove(follower);
    source.answer();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(source.asked).toHaveLength(1);
  });
});
