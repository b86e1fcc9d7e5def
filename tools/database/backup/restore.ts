import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { forgetPreparation } from '../fleet-database';
import { printable } from './admin-session';
import { BackupError, qualifiedName } from './backup-format';
import { checkBackup } from './read-backup';
import type { Restored } from './restore-backup';
import type { MayReplace } from './rows-at-stake';
import { runCommand, startedIn } from './run-command';
import type { Settlement } from './settle-interruption';
import { summaryOf } from './summary';

const USAGE = `npm run db:restore -- <file> | --put-back | --drop-former

  --check     only say whether the file is whole, and what is in it
  --replace   give up the rows that are there; asks for the database's name
  --yes       do not ask

After a restore that was killed, instead of a file:
  --put-back      the rows from before it are the database again
  --drop-former   they are given up; restore or start afresh afterwards
Either asks for the database's name when rows will be gone.

The database is DATABASE_ADMIN_URL, else that of the fleet in .raptor, which must be stopped. All or nothing.
`;

interface Wish {
  /** Either this or a settlement. */
  readonly file: string;
  readonly settlement?: Settlement;
  readonly check: boolean;
  readonly replace: boolean;
  readonly yes: boolean;
}

async function main(args: string[]): Promise<number> {
  const wish = readWish(args);
  if (!wish) {
    process.stderr.write(USAGE);
    return 2;
  }
  if (wish.settlement) return settle(wish.settlement, wish.yes);
  // Before any server is started for it.
  const { header, sums } = await checkBackup(wish.file);
  process.stdout.write(
    `${wish.file} is whole: ${header.database}, ${header.madeAt}, release ${header.product}\n${summaryOf(sums)}`,
  );
  if (wish.check) return 0;
  const { restoreBackup, findDatabase, SERVICE_DATABASES } = loaded();
  const say = (line: string): void => void process.stdout.write(`  ${line}\n`);
  const database = await findDatabase({ environment: process.env, purpose: 'restore', say });
  try {
    const { adminUrl, ownerUrl } = database;
    process.stdout.write(`Restoring into ${printable(adminUrl)}\n`);
    const restored = await restoreBackup({
      ...{ file: wish.file, adminUrl, services: SERVICE_DATABASES, beforeChange: forgetPreparation, say },
      ...(ownerUrl && { ownerUrl }),
      ...(wish.replace && { mayReplace: unlessSaid(wish.yes) }),
    });
    process.stdout.write(told(restored, await database.afterRestore()));
    return 0;
  } finally {
    await database.close();
  }
}

async function settle(settlement: Settlement, yes: boolean): Promise<number> {
  const { settleInterruption, findDatabase, SERVICE_DATABASES } = loaded();
  const say = (line: string): void => void process.stdout.write(`  ${line}\n`);
  const { adminUrl, close } = await findDatabase({ environment: process.env, purpose: 'restore', say });
  try {
    const mayReplace = unlessSaid(yes);
    await settleInterruption({
      ...{ settlement, adminUrl, services: SERVICE_DATABASES, mayReplace, beforeChange: forgetPreparation },
    });
    process.stdout.write(`${printable(adminUrl)}: ${SETTLED[settlement]}\n`);
    return 0;
  } finally {
    await close();
  }
}

const SETTLED: Readonly<Record<Settlement, string>> = {
  'put-back': 'what was there before the restore is back in its place.',
  'drop-former': 'what was there before the restore is gone. What is there now is unfinished: restore, or migrate it.',
};

/** Only now, as it brings TypeORM and every migration along. */
function loaded() {
  /* eslint-disable @typescript-eslint/no-require-imports */
  return {
    ...(require('./settle-interruption') as typeof import('./settle-interruption')),
    ...(require('./restore-backup') as typeof import('./restore-backup')),
    ...(require('./find-database') as typeof import('./find-database')),
    ...(require('../service-databases') as typeof import('../service-databases')),
  };
  /* eslint-enable @typescript-eslint/no-require-imports */
}

const SETTLEMENTS: readonly Settlement[] = ['put-back', 'drop-former'];

function readWish(args: string[]): Wish | undefined {
  const flag = { type: 'boolean', default: false } as const;
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { check: flag, replace: flag, yes: flag, 'put-back': flag, 'drop-former': flag },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    const settlements = SETTLEMENTS.filter((each) => values[each]);
    if (more.length > 0 || settlements.length + (file ? 1 : 0) !== 1) return undefined;
    const [settlement] = settlements;
    if (settlement) return values.check || values.replace ? undefined : { ...values, file: '', settlement };
    return { ...values, file: resolve(startedIn(), file ?? '') };
  } catch {
    return undefined;
  }
}

const askForName: MayReplace = async (rows, database) => {
  process.stdout.write(
    `These rows of ${database} will be gone:\n${rows.map((table) => `  ${qualifiedName(table)}: ${table.rows}\n`).join('')}`,
  );
  if (!process.stdin.isTTY) throw new BackupError('Add --yes to give them up without being asked.');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question(`Type ${database} to go on: `)) === database;
  } finally {
    terminal.close();
  }
};

const unlessSaid = (yes: boolean): MayReplace => (yes ? () => Promise.resolve(true) : askForName);

function told({ sums, migratedOn }: Restored, leftToDo: readonly string[]): string {
  const rows = sums.reduce((all, sum) => all + sum.rows, 0);
  const lines = [
    `Restored: ${sums.length} tables, ${rows} rows, each table the same to the byte.`,
    ...migratedOn.map(({ service, migration }) => `Migrated on to this release: ${migration} of ${service}`),
    'By themselves come back: messages that were on their way (the outbox sends them again, and nothing takes effect twice), caches, and',
    'what live connections had missed (clients load anew). Chroma holds no vectors yet, so nothing has to be rebuilt there.',
    ...leftToDo,
  ];
  return `${lines.join('\n')}\n`;
}

runCommand(main(process.argv.slice(2)));
