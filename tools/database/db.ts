import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SERVICE_KEYS, SERVICES, type ServiceKey } from '@raptor/contracts';
import { runMigrations } from '@raptor/persistence';
import { newMigration } from './new-migration';
import { SERVICE_DATABASES } from './service-databases';

const root = join(__dirname, '..', '..');

const COMMANDS: Readonly<Record<string, (app: string, name?: string) => string[]>> = {
  status: () => ['migration:show'],
  revert: () => ['migration:revert'],
  generate: (app, name) => ['migration:generate', `apps/${app}/src/migrations/${name ?? ''}`],
  drift: () => ['schema:log'],
};

const USAGE = `npm run db -- <service> <command>

  service   ${SERVICE_KEYS.join(', ')}, or all (status and migrate)
  command   status             which migrations have run ([X]) and which have not
            migrate            run what is missing, each in its own transaction
            revert             take the last one back
            create <name>      an empty migration for the service
            generate <name>    a migration from what entities and schema differ in; read it before you keep it
            drift              what entities and schema differ in

The database is DATABASE_OWNER_URL, else the one that \`npm start\` is running.
`;

async function main([target, command, name]: string[]): Promise<number> {
  const only = SERVICE_KEYS.find((key) => key === target);
  if (only && command === 'create' && name) {
    process.stdout.write(newMigration(root, SERVICES[only].app, name));
    return 0;
  }
  const services = target === 'all' ? [...SERVICE_KEYS] : SERVICE_KEYS.filter((key) => key === target);
  const argumentsOf = command === undefined ? undefined : COMMANDS[command];
  const known = argumentsOf !== undefined || command === 'migrate';
  const forOneOnly = command !== 'status' && command !== 'migrate';
  const needsName = command === 'generate';
  if (services.length === 0 || !known || (target === 'all' && forOneOnly) || (needsName && !name)) {
    process.stderr.write(USAGE);
    return 2;
  }
  const ownerUrl = findOwnerUrl();
  if (!ownerUrl) {
    process.stderr.write(
      'No database: start the fleet with `npm start`, or set DATABASE_OWNER_URL (the role raptor_owner).\n',
    );
    return 78;
  }
  // What the launcher noted of the schema no longer holds: it looks again at its next start.
  if (command === 'migrate' || command === 'revert') rmSync(join(stateFolder(), 'prepared.json'), { force: true });
  for (const service of services) {
    process.stdout.write(`${service}\n`);
    if (SERVICE_DATABASES[service].migrations.length === 0) process.stdout.write('  has no migrations yet\n');
    else if (!argumentsOf) await migrate(service, ownerUrl);
    else if (!typeorm(service, ownerUrl, argumentsOf(SERVICES[service].app, name))) return 1;
  }
  return 0;
}

/** By the product's own hand, not TypeORM's command line: with its lock, its rights and its advice. */
async function migrate(service: ServiceKey, ownerUrl: string): Promise<void> {
  const ran = await runMigrations(SERVICE_DATABASES[service], ownerUrl);
  process.stdout.write(ran.length === 0 ? '  up to date\n' : ran.map((migration) => `  ran ${migration}\n`).join(''));
}

function findOwnerUrl(): string | undefined {
  if (process.env['DATABASE_OWNER_URL']) return process.env['DATABASE_OWNER_URL'];
  const runFile = join(stateFolder(), 'run.json');
  if (!existsSync(runFile)) return undefined;
  return (JSON.parse(readFileSync(runFile, 'utf8')) as { postgres: { ownerUrl: string } }).postgres.ownerUrl;
}

const stateFolder = (): string => resolve(root, process.env['RAPTOR_DIR'] ?? '.raptor');

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

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
