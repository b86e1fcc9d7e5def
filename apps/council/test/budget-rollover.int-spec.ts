import type { RunningService } from '@raptor/platform';
import { eventually } from '@raptor/testing';
import { v7 as uuidv7 } from 'uuid';
import { openPurse, type Purse } from './budget/purse';

/** Lets `now()` of the council's role say what the test wants: the clock that counts is the database's. */
const CLOCK = [
  `CREATE SCHEMA clock`,
  `CREATE TABLE clock.shift (by interval NOT NULL)`,
  `INSERT INTO clock.shift VALUES ('0')`,
  `CREATE FUNCTION clock.now() RETURNS timestamptz STABLE LANGUAGE sql
     AS 'SELECT pg_catalog.now() + (SELECT by FROM clock.shift)'`,
  `GRANT USAGE ON SCHEMA clock TO raptor_council`,
  `GRANT SELECT ON clock.shift TO raptor_council`,
];

describe("a budget at its month's end", () => {
  let purse: Purse;
  let guild: RunningService;

  const itIsNow = (moment: string): Promise<unknown> =>
    purse.rows(`UPDATE clock.shift SET by = $1::timestamptz - pg_catalog.now()`, moment);

  beforeAll(async () => {
    purse = await openPurse({}, async (admin) => {
      const [{ name }] = (await admin.query<{ name: string }>(`SELECT current_database() AS name`)).rows as [
        { name: string },
      ];
      for (const statement of CLOCK) await admin.query(statement);
      await admin.query(`ALTER ROLE raptor_council IN DATABASE "${name}" SET search_path = clock, pg_catalog, public`);
    });
    guild = await purse.startGuild();
  });

  afterAll(() => purse.close());

  it('is followed by one of the next month, where the workspace is, with the limits of the last', async () => {
    const workspaceId = await purse.aWorkspace({
      ...{ period: '2027-01', timezone: 'America/New_York', limitMicroUsd: 300, limitTokens: 77, alertedAtPercent: 80 },
    });
    // A minute before midnight in New York; in London it has been February for almost five hours.
    await itIsNow('2027-02-01T04:59:00Z');
    const attemptId = uuidv7();
    expect(await purse.reserve(guild, workspaceId, { attemptId, reservedMicroUsd: 250 })).toMatchObject({
      outcome: 'reserved',
    });
    expect(await purse.reserve(guild, workspaceId)).toMatchObject({ code: 'BUDGET_EXHAUSTED' });
    await itIsNow('2027-02-01T05:00:01Z');
    const asked = await Promise.all([1, 2, 3, 4].map(() => purse.reserve(guild, workspaceId, { reservedTokens: 1 })));
    expect(asked.filter(({ outcome }) => outcome === 'reserved')).toHaveLength(3);
    expect(await purse.budgetOf(workspaceId, '2027-02')).toMatchObject({
      ...{ limit_micro_usd: 300, limit_tokens: 77, reserved_micro_usd: 300, timezone: 'America/New_York' },
      ...{ alerted_at_percent: 0 },
    });
    await purse.settle(guild, workspaceId, { attemptId, reportedMicroUsd: 200 });
    await eventually(async () => {
      expect(await purse.budgetOf(workspaceId, '2027-01')).toMatchObject({
        spent_micro_usd: 200,
        reserved_micro_usd: 0,
      });
    });
    expect(await purse.budgetOf(workspaceId, '2027-02')).toMatchObject({ spent_micro_usd: 0, reserved_micro_usd: 300 });
  });
});
