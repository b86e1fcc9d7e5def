import { BusKeys, queryChannelOf } from './keys';

const keys = new BusKeys('fleet');
const tagOf = (key: string): string => /\{([^}]+)\}/.exec(key)?.[1] ?? '';

describe('the keys of the bus', () => {
  it('have one stream for each lane of a channel, the most urgent first', () => {
    expect(keys.streams('shop.orders')).toEqual([
      'fleet:{shop.orders}:critical',
      'fleet:{shop.orders}:high',
      'fleet:{shop.orders}:normal',
      'fleet:{shop.orders}:low',
    ]);
  });

  it('share a slot of a cluster where one command or script touches several', () => {
    const ofChannel = [
      ...keys.streams('shop.orders'),
      keys.attempts('shop.orders', 'sales'),
      keys.retries('shop.orders', 'sales'),
      keys.deadLetters('shop.orders', 'sales'),
      keys.replay('shop.orders', 'again'),
      keys.place('shop.orders'),
    ];
    expect(new Set(ofChannel.map(tagOf))).toEqual(new Set(['shop.orders']));
    const ofWorkspace = [keys.live('w'), keys.liveBacklog('w'), keys.liveSeen('w'), keys.liveChannel('w')];
    expect(new Set(ofWorkspace.map(tagOf))).toEqual(new Set(['live:w']));
  });

  it('are all different, begin with the prefix of their fleet, and meet those of no other', () => {
    const all = (of: BusKeys): string[] => [
      ...of.streams('c'),
      of.attempts('c', 'g'),
      of.retries('c', 'g'),
      of.deadLetters('c', 'g'),
      of.replay('c', 'g'),
      of.place('c'),
      of.confirmations('c'),
      of.epoch(),
      of.live('w'),
      of.liveBacklog('w'),
      of.liveSeen('w'),
      of.liveChannel('w'),
      of.probe('i'),
      of.replies('i'),
      of.stream(queryChannelOf('c'), 'normal'),
    ];
    expect(new Set(all(keys)).size).toBe(all(keys).length);
    expect(all(keys).every((key) => key.startsWith('fleet:'))).toBe(true);
    expect(all(new BusKeys('other')).some((key) => all(keys).includes(key))).toBe(false);
  });
});
