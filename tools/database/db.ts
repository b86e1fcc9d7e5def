import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICE_KEYS, SERVICES, type ServiceKey } from '@raptor/contracts';

const root = join(__dirname, '..', '..');

const COMMANDS: Readonly<Record<string, (app: string, name?: string) => string[]>> = {
  status: () => ['migration:show'],
  migrate: () => ['migration:run', '--transaction', 'each'],
  revert: () => ['migration:revert'],
  generate: (app, name) => ['migration:generate', `apps/${app}/src/migrations/${name ?? ''}`],
  create: (app, name) => ['migration:create', `apps/${app}/src/migrations/${name ?? ''}`],
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

function main([target, command, name]: string[]): number {
  const services = target === 'all' ? [...SERVICE_KEYS] : SERVICE_KEYS.filter((key) => key === target);
  const argumentsOf = command === undefined ? undefined : COMMANDS[command];
  const forOneOnly = command !== 'status' && command !== 'migrate';
  const needsName = command === 'create' || command === 'generate';
  if (services.length === 0 || !argumentsOf || (target === 'all' && forOneOnly) || (needsName && !name)) {
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
  const failed = services.find((service) => !typeorm(service, ownerUrl, argumentsOf(SERVICES[service].app, name)));
  return failed ? 1 : 0;
}

function findOwnerUrl(): string | undefined {
  if (process.env['DATABASE_OWNER_URL']) return process.env['DATABASE_OWNER_URL'];
  const runFile = join(stateFolder(), 'run.json');
  if (!existsSync(runFile)) return undefined;
  return (JSON.parse(readFileSync(runFile, 'utf8')) as { postgres: { ownerUrl: string } }).postgres.ownerUrl;
}

const stateFolder = (): string => process.env['RAPTOR_DIR'] ?? join(root, '.raptor');

/** TypeORM's own command line; true when it succeeded. */
function typeorm(service: ServiceKey, ownerUrl: string, args: string[]): boolean {
  process.stdout.write(`${service}: `);
  const dataSource = args[0] === 'migration:create' ? [] : ['-d', join(__dirname, 'data-source.ts')];
  const { status } = spawnSync(
    process.execPath,
    ['-r', '@swc-node/register', join(root, 'node_modules/typeorm/cli.js'), ...args, ...dataSource],
    { cwd: root, stdio: 'inherit', env: { ...process.env, RAPTOR_DB_SERVICE: service, DATABASE_OWNER_URL: ownerUrl } },
  );
  return status === 0;
}

process.exitCode = main(process.argv.slice(2));
