import { LONG } from './budget/proof/plan';
import { proveMoney } from './budget/proof/prove-money';

jest.setTimeout(30 * 60_000);

describe('money, while those who spend it and those who count it are killed', () => {
  it.each([
    ['is never overspent and never forgotten', LONG],
    [
      'is never overspent by a vendor whose word is worth nothing',
      { ...LONG, lies: true, rounds: 25, kills: 10, councilKills: 2 },
    ],
  ])('%s', async (_promise, plan) => {
    const { problems, table } = await proveMoney(plan);
    process.stdout.write(`${table}\n`);
    if (problems.length > 0) throw new Error([...problems, table].join('\n'));
  });
});
