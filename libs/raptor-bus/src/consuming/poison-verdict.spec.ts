import { LONE_DEATHS, verdictOn, type Verdict } from './poison-verdict';

/** What is done to a message that meets these ends, one after another: `survived` is a try that killed nobody, and says nothing about the next. */
type Fate = 'died' | 'survived';

/** Tries a message until it is done, by the rule, or held to be poison. @returns each try, and what it was held for in the end. */
function history(fateOf: (verdict: Verdict, nth: number) => Fate): { tries: Verdict[]; end: Verdict } {
  const tries: Verdict[] = [];
  const counts = { crashes: 0, loneDeaths: 0 };
  for (;;) {
    const verdict = verdictOn(counts);
    if (verdict === 'poison') return { tries, end: verdict };
    tries.push(verdict);
    if (fateOf(verdict, tries.length) === 'survived') return { tries, end: verdict };
    counts.crashes += 1;
    if (verdict === 'suspect') counts.loneDeaths += 1;
  }
}

describe('what is held of a message over which processes died', () => {
  it('what kills every process that handles it is poison after five deaths, of which three were with nothing else to do', () => {
    expect(history(() => 'died')).toEqual({
      tries: ['innocent', 'innocent', 'suspect', 'suspect', 'suspect'],
      end: 'poison',
    });
  });

  it('is never poison for what happened while it was one of many, however often', () => {
    expect(verdictOn({ crashes: 1_000, loneDeaths: 0 })).toBe('suspect');
  });

  it.each([1, 2])(
    'is tried alone again when %s processes died over nothing else: that may have been chance',
    (deaths) => {
      expect(verdictOn({ crashes: 2 + deaths, loneDeaths: deaths })).toBe('suspect');
    },
  );

  it('an innocent that is alone in one death of twenty is taken for poison less than once in thousands of suspicions', () => {
    const chance = 0.05;
    const fates = 2 ** LONE_DEATHS;
    let taken = 0;
    for (let fate = 0; fate < fates; fate += 1) {
      const dies = Array.from({ length: LONE_DEATHS }, (_value, nth) => (fate & (1 << nth)) > 0);
      const likelihood = dies.reduce((all, died) => all * (died ? chance : 1 - chance), 1);
      const { end } = history((verdict, nth) => (verdict === 'innocent' || dies[nth - 3] ? 'died' : 'survived'));
      if (end === 'poison') taken += likelihood;
    }
    expect(taken).toBeCloseTo(chance ** LONE_DEATHS, 10);
    expect(taken).toBeLessThan(1 / 5_000);
  });
});
