import { entriesOf, toEntries } from './stream-entry';

describe('entries', () => {
  it('come in the order of the answer, each with its stream', () => {
    const reply = [
      ['high', [['2-0', ['e', 'second']]]],
      ['low', [['1-0', ['x', 'y', 'e', 'first']]]],
    ];
    expect(entriesOf(reply)).toEqual([
      { stream: 'high', id: '2-0', text: 'second' },
      { stream: 'low', id: '1-0', text: 'first' },
    ]);
  });

  it('that no bus wrote have no text', () => {
    expect(toEntries('s', [['1-0', ['x', 'y']]])).toEqual([{ stream: 's', id: '1-0', text: '' }]);
    expect(toEntries('s', [['1-0', ['e']]])).toEqual([{ stream: 's', id: '1-0', text: '' }]);
  });

  it('are none when a read waited in vain', () => {
    expect(entriesOf(null)).toEqual([]);
  });

  it('that were removed meanwhile are left out, as Redis 7 and as Redis 6.2 says it', () => {
    expect(toEntries('s', [['1-0', null], null, ['2-0', ['e', 'here']]])).toEqual([
      { stream: 's', id: '2-0', text: 'here' },
    ]);
  });
});
