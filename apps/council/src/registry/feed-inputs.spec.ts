import { fed, optionalIn, problemsOfNames, withPlaces } from './feed-inputs';

const after = [
  { id: 'one', as: 'brief' },
  { id: 'two', isOptional: true },
];

describe('inputs that others feed', () => {
  it('stand in the input under "inputs", by their names', () => {
    const stored = withPlaces({ tone: 'dry' }, after);
    const outputs = new Map<string, unknown>([
      ['one', { risks: [] }],
      ['two', { words: 3 }],
    ]);
    expect(fed(stored, ['one', 'two'], outputs)).toEqual({
      tone: 'dry',
      inputs: { brief: { risks: [] }, two: { words: 3 } },
    });
  });

  it('are null where what was optional has failed', () => {
    const stored = withPlaces({}, after);
    expect(optionalIn(stored)).toEqual(['two']);
    expect(fed(stored, ['one', 'two'], new Map([['one', {}]]))).toEqual({ inputs: { brief: {}, two: null } });
  });

  it('change nothing for one that waits for nothing', () => {
    expect(withPlaces({ inputs: 'mine' }, [])).toEqual({ inputs: 'mine' });
    expect(fed({ inputs: 'mine' }, [], new Map())).toEqual({ inputs: 'mine' });
  });

  it.each([
    ['a name of its own', { inputs: {} }, [{ id: 'a' }], '"inputs" is for what comes of others'],
    [
      'two of one name',
      {},
      [
        { id: 'a', as: 'x' },
        { id: 'b', as: 'x' },
      ],
      'Two inputs have the same name',
    ],
    ['what is no name', {}, [{ id: 'a', as: '__proto__' }], '"__proto__" is no name for an input'],
  ])('are refused with %s', (_what, input, names, problem) => {
    expect(problemsOfNames(input, names)).toContain(problem);
  });
});
