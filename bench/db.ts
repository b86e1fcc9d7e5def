import { parseArgs } from 'node:util';
import { connect } from '../tools/database/session';
import { costs, growing, type Costs, type Filled, type Growing } from './db/answers';
import { FleetDatabases } from './db/databases';
import { DRAWS, writePlans } from './db/plans';
import { growthTable, growthTargets, handleTable, planTable, wallTable } from './db/tables';
import type { Stopwatch } from './db/timing';
import { machine, versionsOf } from './machine';
import { startOwnServers } from './own-servers';
import { isMet } from './report';

/** Seconds of one measurement, and workspaces with 1,000 rows each in every table that is asked. */
const FULL = { seconds: 0.75, few: 10, many: 1_000 };
const QUICK = { seconds: 0.1, few: 2, many: 10 };
const PACKAGES = ['pg', 'typeorm'];

const { values } = parseArgs({
  options: {
    rounds: { type: 'string' },
    quick: { type: 'boolean' },
    json: { type: 'boolean' },
    plans: { type: 'string' },
  },
});

/**
 * `npm run bench:db`: what the walls between tenants cost, and whether the commonest questions stay quick when the tables are full, on a
 * Postgres of its own that keeps what it promises. `--rounds 5` is the default, `--quick` a smoke run, `--json` prints nothing but the
 * figures, `--plans <file>` writes down how Postgres went about each question. In full it needs 6 GB of disk while it runs.
 */
async function main(): Promise<void> {
  const extent = values.quick ? QUICK : FULL;
  const rounds = Number(values.rounds ?? (values.quick ? 1 : 5));
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a whole number from 1');
  const found = machine();
  const servers = await startOwnServers({ postgres: true });
  try {
    const { url, pid } = servers.postgres ?? { url: '', pid: 0 };
    const versions = { ...versionsOf(PACKAGES), ...(await settingsOf(url)) };
    const stopwatch: Stopwatch = { postgresPid: pid, seconds: extent.seconds, rounds, tell: console.error };
    const fleet = new FleetDatabases(url);
    await fleet.prepare();
    const results = { ...(await costs(fleet, stopwatch)), ...(await growing(fleet, stopwatch, extent)) };
    const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
    const head = `${found}; ${named.join(', ')}; ${rounds} interleaved rounds.`;
    if (values.plans !== undefined) writePlans(values.plans, `${head}\n\n${describe(results.many)}`, results.plans);
    if (!values.json) {
      console.log(`${head}\n\n${tablesOf(results)}`);
      return;
    }
    const targets = results.growth.flatMap(growthTargets).map((target) => ({ ...target, met: isMet(target) }));
    const plans = results.plans.map(({ text: _, ...summary }) => summary);
    const measured = { ...results, plans };
    console.log(JSON.stringify({ machine: found, versions, rounds, extent, targets, measured }, null, 2));
  } finally {
    await servers.stop();
  }
}

async function settingsOf(url: string): Promise<Record<string, string>> {
  const admin = await connect(url);
  try {
    const { rows } = await admin.query<{ postgres: string; shared_buffers: string }>(
      `SELECT current_setting('server_version') AS postgres, current_setting('shared_buffers') AS shared_buffers`,
    );
    return { ...rows[0] };
  } finally {
    await admin.end();
  }
}

const inShort = ({ rows }: Filled): string =>
  new Intl.NumberFormat('en-US', { notation: 'compact' }).format(rows).toLowerCase();

const describe = ({ rows, workspaces, bytes, fillSeconds }: Filled): string =>
  `${rows.toLocaleString('en-US')} rows in each table, ${workspaces.toLocaleString('en-US')} workspaces: ${Math.round(bytes / 2 ** 20).toLocaleString('en-US')} MB, filled in ${Math.round(fillSeconds)} s`;

function tablesOf({ handles, walls, growth, plans, few, many }: Costs & Growing): string {
  const findings = plans.flatMap(({ question, findings }) => findings.map((finding) => `- ${question}: ${finding}`));
  return [
    "one statement, by the way it gets to its tenant's rows",
    handleTable(handles),
    'the same deeds by `withTenant`, with row level security and on a plain copy of the table',
    wallTable(walls),
    [describe(few), describe(many)].join('\n'),
    growthTable(growth, inShort(few), inShort(many)),
    `plans among ${inShort(many)} rows, as the services' roles get them; of ${DRAWS} draws the one that reads most`,
    planTable(plans),
    findings.length === 0 ? 'No findings.' : `Findings:\n\n${findings.join('\n')}`,
  ].join('\n\n');
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
