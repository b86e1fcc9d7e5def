import { cloneDatabase } from '@raptor/testing';
import { chaos } from './chaos/chaos';
import { planFrom, SHORT } from './chaos/plan';

/** What happens to whom; when, is the machine's. */
const SEED = 1;

jest.setTimeout(400_000);

describe('a fleet to which everything happens', () => {
  it('loses nothing and does nothing twice: kill -9, a Redis that dies and forgets, cut lines, frozen processes', async () => {
    const said: string[] = [];
    const database = await cloneDatabase();
    try {
      const { table, problems } = await chaos(planFrom(SHORT, SEED), database.adminUrl, (text) => said.push(text));
      if (problems.length > 0) throw new Error([...problems, table, ...said].join('\n'));
    } finally {
      await database.drop();
    }
  });
});
