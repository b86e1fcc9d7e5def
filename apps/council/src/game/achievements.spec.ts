import { ACHIEVEMENTS } from './achievements';

describe('achievements', () => {
  it('have codes of their own', () => {
    const codes = ACHIEVEMENTS.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('are worth what was promised', () => {
    const xp = Object.fromEntries(ACHIEVEMENTS.map((each) => [each.code, each.xp]));
    expect(xp).toMatchObject({ first_campaign: 100, content_creator: 300, research_master: 500 });
  });

  it('ask for more where they are worth more of the same', () => {
    for (const one of ACHIEVEMENTS)
      for (const other of ACHIEVEMENTS) {
        const isSame = one.unlockCondition.counter === other.unlockCondition.counter;
        if (isSame && one.unlockCondition.atLeast < other.unlockCondition.atLeast)
          expect(one.xp).toBeLessThan(other.xp);
      }
  });
});
