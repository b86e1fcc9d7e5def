import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceKey } from '@raptor/contracts';
import { aKeyPrefix, cloneDatabase, eventually, serviceEnvironment } from '@raptor/testing';
import { Pool } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { SeededRandom } from '../../../../../libs/raptor-bus/test/chaos/seeded-random';
import { Account } from './account';
import { Company } from './company';
import { expectThat } from './expect-that';
import { judgeMoney, moneyTable } from './judge-money';
import { spendTheRest } from './last-calls';
import { Meter } from './meter';
import { buildPrograms } from './mortal-process';
import { limitOf, type MoneyPlan } from './plan';

/** Times of the bus, short: what they are for has to happen within the test. */
const BUS = { BUS_LEASE_MS: '2000', BUS_RETRY_FIRST_MS: '50', BUS_RETRY_LONGEST_MS: '1000', DATABASE_POOL_MAX: '8' };
/** After the last reservation has expired; on a machine that does much else, too. */
const SETTLED_WITHIN_MS = 120_000;

export interface MoneyReport {
  readonly problems: readonly string[];
  /** What was done and seen, for people. */
  readonly table: string;
}

/** Spends one budget from several processes at once while they and the council are killed, and compares what was charged with the books. */
export async function proveMoney(plan: MoneyPlan): Promise<MoneyReport> {
  const folder = mkdtempSync(join(tmpdir(), 'raptorflow-money-'));
  const [clone] = await Promise.all([cloneDatabase(), buildPrograms(join(folder, 'programs'))]);
  const pool = new Pool({ connectionString: clone.adminUrl, max: 4 });
  const meter = await Meter.start(plan.lies, plan.seed);
  const prefix = aKeyPrefix();
  const environment = (service: ServiceKey): NodeJS.ProcessEnv => ({
    ...serviceEnvironment(service, clone, prefix),
    ...BUS,
  });
  const workspaceId = uuidv7();
  const account = new Account(pool, workspaceId);
  const random = new SeededRandom(plan.seed);
  const company = new Company({ plan, folder, workspaceId, meter, account, random, environment });
  try {
    await account.open(limitOf(plan));
    await company.start();
    account.watch();
    const begun = Date.now();
    await company.storm();
    const stormMs = Date.now() - begun;
    const afterStorm = await account.figures();
    await company.rest();
    await untilNothingIsUnderWay(account, plan);
    const atRest = await account.figures();
    const lastCalls = plan.lies
      ? 0
      : await spendTheRest({ workspaceId, meter, account, environment: environment('muse') });
    await account.stop();
    const end = await account.figures();
    const evidence = { plan, company, meter, account, stormMs, afterStorm, atRest, lastCalls, end };
    return { problems: await judgeMoney(evidence), table: await moneyTable(evidence) };
  } finally {
    await account.stop().catch(() => undefined);
    await company.retire();
    await meter.close();
    await pool.end();
    await clone.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const untilNothingIsUnderWay = (account: Account, { expiresInMs }: MoneyPlan): Promise<void> =>
  eventually(
    async () => {
      const { open, messages } = await account.underWay();
      expectThat(open + messages === 0, `${open} reservations are open, ${messages} messages on their way`);
    },
    { withinMs: expiresInMs + SETTLED_WITHIN_MS },
  );
