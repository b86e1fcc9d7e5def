import { LONG } from './proof/plan';
import { proveMoney } from './proof/prove-money';
jest.setTimeout(600_000);
it('trial', async () => {
  const { problems, table } = await proveMoney({ ...LONG, rounds: 8, kills: 3, councilKills: 1 });
  process.stdout.write(`${table}\n${problems.join('\n')}\n`);
});
