import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { printable } from './admin-session';
import { BackupError, qualifiedName } from './backup-format';
import { checkBackup } from './read-backup';
import type { Restored } from './restore-backup';
import type { MayReplace } from './rows-at-stake';
import { runCommand, startedIn } from './run-command';
import { summaryOf } from './summary';

const USAGE = `npm run db:restore -- <file>

  --check     only say whether the file is whole, and what is in it
  --replace   give up the rows that are there; asks for the database's name
  --yes       do not ask

The database is DATABASE_ADMIN_URL, else that of the fleet in .raptor, which must be stopped. All or nothing.
`;

interface Wish {
  readonly file: string;
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
      ...{ file: wish.file, adminUrl, services: SERVICE_DATABASES, say },
      ...(ownerUrl && { ownerUrl }),
      ...(wish.replace && { mayReplace: wish.yes ? () => Promise.resolve(true) : askForName }),
    });
    process.stdout.write(told(restored, await database.afterRestore()));
    return 0;
  } finally {
    await database.close();
  }
}

/** Only now, as it brings TypeORM and every migration along. */
function loaded() {
  /* eslint-disable @typescript-eslint/no-require-imports */
  return {
    ...(require('./restore-backup') as typeof import('./restore-backup')),
    ...(require('./find-database') as typeof import('./find-database')),
    ...(require('../service-databases') as typeof import('../service-databases')),
  };
  /* eslint-enable @typescript-eslint/no-require-imports */
}

function readWish(args: string[]): Wish | undefined {
  const flag = { type: 'boolean', default: false } as const;
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { check: flag, replace: flag, yes: flag },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    return file && more.length === 0 ? { file: resolve(startedIn(), file), ...values } : undefined;
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
