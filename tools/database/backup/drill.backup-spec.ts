import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchedFleet, type CommandResult } from '../../launcher/test/launched-fleet';
import { temporaryFolder } from '../../launcher/test/temporary-folder';
import type { RunFile } from '../../launcher/run-file';
import { REPOSITORY } from '../../launcher/state-folder';
import { choosablePostgresData } from '../../embedded-servers/postgres';
import { query } from './test/a-database';

const fleet = new LaunchedFleet(temporaryFolder(), { DATABASE_ADMIN_URL: '', DATABASE_OWNER_URL: '' });
afterAll(() => fleet.cleanUp(), 60_000);

async function run(tool: 'backup' | 'restore', ...args: string[]): Promise<CommandResult> {
  const command = ['-r', '@swc-node/register', `tools/database/backup/${tool}.ts`, ...args];
  const child = spawn(process.execPath, command, {
    cwd: REPOSITORY,
    env: fleet.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

async function signIn({ gatewayUrl, demo }: RunFile): Promise<number> {
  const response = await fetch(`${gatewayUrl}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ email: demo.email, password: demo.password }),
  });
  await response.text();
  return response.status;
}

const migrationsRun = async ({ postgres }: RunFile): Promise<object[]> =>
  query(postgres.ownerUrl, 'SELECT name FROM gateway.migrations ORDER BY name');

/** The drill of the runbook, as a person does it. */
describe('a fleet that loses its database', () => {
  it('has everything back from a backup that was made while it ran', async () => {
    const first = await fleet.start();
    expect(await signIn(first.run)).toBe(200);
    const migrations = await migrationsRun(first.run);

    const made = await run('backup');
    expect(made).toMatchObject({ code: 0, output: expect.stringContaining('read back and whole') });
    const [name = ''] = readdirSync(join(fleet.folder, 'backups'));
    const file = join(fleet.folder, 'backups', name);
    expect(name).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.raptor-backup$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);

    expect(await run('restore', file, '--replace', '--yes')).toMatchObject({
      code: 1,
      output: expect.stringContaining('End it with `npm stop` and run this again'),
    });
    expect(await fleet.command('stop')).toMatchObject({ code: 0 });
    expect(await run('restore', file, '--replace')).toMatchObject({
      code: 1,
      output: expect.stringContaining('Add --yes'),
    });

    for (const data of await choosablePostgresData(fleet.folder)) rmSync(data, { recursive: true, force: true });
    const restored = await run('restore', file);
    expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('each table the same to the byte') });
    expect(restored.output).toContain('Bus and cache were emptied');
    expect(fleet.processes()).toEqual([]);

    const again = await fleet.start();
    expect(again.run.demo).toEqual(first.run.demo);
    expect(await signIn(again.run)).toBe(200);
    expect(await migrationsRun(again.run)).toEqual(migrations);
  }, 240_000);

  it('says what is wrong with how it is asked', async () => {
    expect(await run('restore')).toMatchObject({ code: 2, output: expect.stringContaining('npm run db:restore') });
    expect(await run('backup', '--gzip')).toMatchObject({
      code: 2,
      output: expect.stringContaining('npm run db:backup'),
    });
    expect(await run('restore', 'package.json', '--check')).toMatchObject({
      code: 1,
      output: expect.stringContaining('is not a backup'),
    });
  }, 60_000);
});
