import { mkdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { printable } from './admin-session';
import { discardAllUnfinished } from './backup-writer';
import { runCommand, startedIn } from './run-command';
import { summaryOf } from './summary';
import { clearUnfinished } from './unfinished-backups';

const USAGE = `npm run db:backup [-- <file>]

  Every row of the six schemas at one moment, in a file that npm run db:restore reads. Services may go on.
  Without <file> it is .raptor/backups/<time>.raptor-backup.

The database is DATABASE_ADMIN_URL (a superuser, or a role with BYPASSRLS), else that of the fleet in .raptor.
`;

async function main(args: string[]): Promise<number> {
  const given = fileGiven(args);
  if (given === false) {
    process.stderr.write(USAGE);
    return 2;
  }
  const { makeBackup, findDatabase, SERVICE_DATABASES } = loaded();
  const say = (line: string): void => void process.stdout.write(`  ${line}\n`);
  const database = await findDatabase({ environment: process.env, purpose: 'backup', say });
  try {
    const file = given === undefined ? usualFile() : resolve(startedIn(), given);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    clearUnfinished(dirname(file)).forEach(say);
    removeWhenInterrupted();
    process.stdout.write(`Backing up ${printable(database.adminUrl)}\n`);
    const sums = await makeBackup({ adminUrl: database.adminUrl, services: SERVICE_DATABASES, file, say });
    process.stdout.write(
      `${summaryOf(sums)}${shortest(file)}: ${sizeOf(file)}, read back and whole.\n` +
        'It holds what everybody in the fleet may see, in the clear, and no keys: those are in .raptor/secrets.json or your secret manager.\n',
    );
    return 0;
  } finally {
    await database.close();
  }
}

/** Only now, as it brings TypeORM and every migration along. */
function loaded() {
  /* eslint-disable @typescript-eslint/no-require-imports */
  return {
    ...(require('./make-backup') as typeof import('./make-backup')),
    ...(require('./find-database') as typeof import('./find-database')),
    ...(require('../service-databases') as typeof import('../service-databases')),
  };
  /* eslint-enable @typescript-eslint/no-require-imports */
}

/** False when that is not how it is used. */
function fileGiven(args: string[]): string | undefined | false {
  try {
    const { positionals } = parseArgs({ args, allowPositionals: true });
    return positionals.length <= 1 && positionals[0];
  } catch {
    return false;
  }
}

function usualFile(): string {
  const time = new Date()
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-');
  const folder = resolve(join(__dirname, '..', '..', '..'), process.env['RAPTOR_DIR'] || '.raptor');
  return join(folder, 'backups', `${time}.raptor-backup`);
}

function shortest(file: string): string {
  const fromHere = relative(process.cwd(), file);
  return fromHere.startsWith('..') ? file : fromHere;
}

function sizeOf(file: string): string {
  const { size } = statSync(file);
  return size < 1e6 ? `${Math.ceil(size / 1e3)} kB` : `${(size / 1e6).toFixed(1)} MB`;
}

function removeWhenInterrupted(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      discardAllUnfinished();
      process.exit(130);
    });
}

runCommand(main(process.argv.slice(2)));
