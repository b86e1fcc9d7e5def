import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { SERVICES, type ServiceKey } from '@raptor/contracts';
import { revertMigration, runMigrations } from '@raptor/persistence';
import type { CommandLine } from './command-line';
import { NO_DATABASE, findOwnerUrl, forgetPreparation } from './fleet-database';
import { refuseAfterInterruption } from './former-schemas';
import { mayLose } from './may-lose';
import { migrationStatus, statusLine } from './migration-status';
import { newMigration } from './new-migration';
import { USAGE, readWish, type Wish } from './read-wish';
import { rowsLostByRevert } from './rows-lost';
import { SERVICE_DATABASES } from './service-databases';
import { connect, type Session } from './session';

const root = join(__dirname, '..', '..');

/** Migrations by hand: `npm run db`, `db:status`, `db:migrate`, `db:revert`. */
export async function dbCommand(line: CommandLine): Promise<number> {
  const { words, environment, say, complain } = line;
  const wish = readWish(words);
  if (typeof wish === 'string') {
    complain(`${wish}\n\n${USAGE}`);
    return 2;
  }
  const [service] = wish.services;
  if (wish.command === 'create' && service) {
    say(newMigration(root, SERVICES[service].app, wish.name));
    return 0;
  }
  const ownerUrl = findOwnerUrl(environment);
  if (!ownerUrl) {
    complain(NO_DATABASE);
    return 78;
  }
  await withSession(ownerUrl, refuseAfterInterruption);
  if (wish.command === 'migrate' || wish.command === 'revert') forgetPreparation(environment);
  for (const each of wish.services) {
    say(`${each}\n`);
    if (!(await fulfil(wish, each, ownerUrl, line))) return 1;
  }
  return 0;
}

/** True when it succeeded. */
async function fulfil(
  { command, name, yes }: Wish,
  service: ServiceKey,
  ownerUrl: string,
  line: CommandLine,
): Promise<boolean> {
  const { say } = line;
  switch (command) {
    case 'status':
      for (const migration of await withSession(ownerUrl, (session) => migrationStatus(session, service)))
        say(statusLine(migration));
      return true;
    case 'migrate': {
      const ran = await runMigrations(SERVICE_DATABASES[service], ownerUrl);
      say(ran.length === 0 ? '  up to date\n' : ran.map((migration) => `  ran ${migration}\n`).join(''));
      return true;
    }
    case 'revert': {
      const database = SERVICE_DATABASES[service];
      if (!yes && !(await mayLose(await rowsLostByRevert(database, ownerUrl), service, line))) return false;
      const reverted = await revertMigration(database, ownerUrl);
      say(reverted === undefined ? '  has no migration to take back\n' : `  took back ${reverted}\n`);
      return true;
    }
    case 'generate':
      return typeorm(service, ownerUrl, ['migration:generate', `apps/${SERVICES[service].app}/src/migrations/${name}`]);
    case 'drift':
      return typeorm(service, ownerUrl, ['schema:log']);
    case 'create':
      return true;
  }
}

async function withSession<T>(ownerUrl: string, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await connect(ownerUrl, 'raptorflow-status');
  try {
    return await work(session);
  } finally {
    await session.end();
  }
}

/** TypeORM's own command line; true when it succeeded. */
function typeorm(service: ServiceKey, ownerUrl: string, args: string[]): boolean {
  const dataSource = ['-d', join(__dirname, 'data-source.ts')];
  const { status } = spawnSync(
    process.execPath,
    ['-r', '@swc-node/register', join(root, 'node_modules/typeorm/cli.js'), ...args, ...dataSource],
    { cwd: root, stdio: 'inherit', env: { ...process.env, RAPTOR_DB_SERVICE: service, DATABASE_OWNER_URL: ownerUrl } },
  );
  return status === 0;
}
