import { SHORT } from './budget/proof/plan';
import { proveMoney } from './budget/proof/prove-money';

describe('money, while those who spend it and those who count it are killed', () => {
  it('is never overspent and never forgotten', async () => {
    const { problems, table } = await proveMoney(SHORT);
    process.stdout.write(`${table}\n`);
    if (problems.length > 0) throw new Error([...problems, table].join('\n'));
  });
});
