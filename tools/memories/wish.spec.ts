import { readWish } from './wish';

const ID = '0198f7a2-0000-7000-8000-000000000001';

describe('what ops wish of memories', () => {
  it('is read from the command line', () => {
    expect(readWish(['status'])).toEqual({
      command: 'status',
      homes: ['council', 'research', 'muse', 'matrix', 'guardian'],
      wait: true,
    });
    expect(readWish(['rebuild', '--guild', 'muse', '--workspace', ID.toUpperCase(), '--no-wait'])).toEqual({
      command: 'rebuild',
      homes: ['muse'],
      workspaceId: ID,
      wait: false,
    });
  });

  it.each([
    [[], 'status or rebuild'],
    [['burn'], 'status or rebuild'],
    [['rebuild', 'muse'], 'status or rebuild'],
    [['rebuild', '--guild', 'gateway'], 'There is no guild gateway'],
    [['rebuild', '--workspace', 'acme'], 'the id of a workspace'],
    [['rebuild', '--colour', 'red'], 'Unknown option'],
  ])('%p is answered with what is missing', (args, text) => {
    expect(readWish(args)).toContain(text);
  });
});
