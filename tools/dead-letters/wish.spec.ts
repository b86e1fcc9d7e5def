import { readWish } from './wish';

describe('what ops wish of dead letters', () => {
  it('is read from the command line', () => {
    expect(readWish(['muse', 'list', '--reason', 'routing_error', '--since', '2026-11-01T00:00:00Z'])).toMatchObject({
      service: 'muse',
      command: 'list',
      ids: [],
      filter: { reason: 'routing_error', since: new Date('2026-11-01T00:00:00Z') },
      limit: 20,
    });
    expect(readWish(['muse', 'redrive', 'a', 'b'])).toMatchObject({ command: 'redrive', ids: ['a', 'b'], filter: {} });
    expect(readWish(['muse', 'edit', 'a', 'new.json'])).toMatchObject({ ids: ['a'], file: 'new.json' });
    expect(readWish(['muse', 'discard', '--name', 'x.y', '--because', 'sent twice'])).toMatchObject({
      filter: { name: 'x.y' },
      because: 'sent twice',
    });
  });

  it.each([
    [[], 'Say which service'],
    [['muse', 'burn'], 'Say which service'],
    [['muse', 'show'], 'the id of one letter'],
    [['muse', 'edit', 'a'], 'a file with its new payload'],
    [['muse', 'discard', 'a'], '--because'],
    [['muse', 'redrive'], 'ids or a filter'],
    [['muse', 'redrive', 'a', '--name', 'x.y'], 'ids or a filter'],
    [['muse', 'list', '--reason', 'bad_mood'], '--reason is one of'],
    [['muse', 'list', '--state', 'lost'], '--state is one of'],
    [['muse', 'list', '--since', 'yesterday'], 'ISO 8601'],
    [['muse', 'list', '--limit', '0'], '1 to 1000'],
    [['muse', 'list', '--colour', 'red'], 'Unknown option'],
  ])('%p is answered with what is missing', (args, text) => {
    expect(readWish(args)).toContain(text);
  });
});
