import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloneDatabase, type ClonedDatabase } from '@raptor/testing';
import { connect } from './session';

jest.setTimeout(60_000);

const root = join(__dirname, '..', '..');

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Each runs in a process of its own, as by npm. */
describe('the commands about the database', () => {
  let clone: ClonedDatabase;
  let folder: string;

  const run = (script: string, args: string[], ownerUrl: string): Promise<Ended> =>
    new Promise((resolve) => {
      // A folder of its own: what a fleet on this machine has noted is none of a test's business.
      const env = { ...process.env, RAPTOR_DIR: folder, DATABASE_OWNER_URL: ownerUrl };
      const file = join('tools/database', script);
      execFile(process.execPath, ['-r', '@swc-node/register', file, ...args], { cwd: root, env }, (error, out, err) =>
        resolve({ code: Number(error?.code ?? 0), out, err }),
      );
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'raptorflow-commands-'));
    clone = await cloneDatabase();
  });

  afterAll(async () => {
    await clone.drop();
    await rm(folder, { recursive: true });
  });

  it('take the last migration back, say that it is missing, and run it again', async () => {
    const reverted = await run('db.ts', ['revert', 'guardian'], clone.ownerUrl);
    expect(reverted).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^guardian\n {2}took back \w+\n$/) as string,
    });
    const name = /took back (\w+)/.exec(reverted.out)![1]!;

    const status = await run('db.ts', ['status', 'guardian'], clone.ownerUrl);
    expect(status.out).toContain(`  [ ] ${name}\n`);
    expect(status.out).toContain('  [X] CreateBusTables1795420000000\n');

    const audited = await run('audit/db-audit.ts', ['--json'], clone.ownerUrl);
    const { findings } = JSON.parse(audited.out) as { findings: { rule: string }[] };
    expect(audited.code).toBe(1);
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['missing-table']));

    const migrated = await run('db.ts', ['migrate', 'guardian'], clone.ownerUrl);
    expect(migrated).toMatchObject({ code: 0, out: `guardian\n  ran ${name}\n` });
    expect((await run('db.ts', ['migrate', 'guardian'], clone.ownerUrl)).out).toBe('guardian\n  up to date\n');
  });

  it('audit what is there: a table of what was found, and 0 when all is well', async () => {
    const { code, out } = await run('audit/db-audit.ts', [], clone.ownerUrl);
    expect(out).toMatch(/^all +56 of 56 /m);
    expect(out).toMatch(/\nNo findings\.\n$/);
    expect(code).toBe(0);
  });

  it('tell of a migration that this version of the code does not have', async () => {
    const admin = await connect(clone.adminUrl);
    await admin.query(`INSERT INTO muse.migrations (timestamp, name) VALUES (9999999999999, 'FromTheFuture')`);
    await admin.end();
    const { out } = await run('db.ts', ['status', 'muse'], clone.ownerUrl);
    expect(out).toContain('  [X] FromTheFuture (not in this version of the code)\n');
    const reverted = await run('db.ts', ['revert', 'muse'], clone.ownerUrl);
    expect(reverted).toMatchObject({ code: 1, err: expect.stringContaining('FromTheFuture was not found') as string });
  });

  it('say what they take when they are asked for something else', async () => {
    expect(await run('db.ts', ['revert'], clone.ownerUrl)).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /^Say of which service: revert <service>\n\nnpm run db -- <service> <command>\n/,
      ) as string,
    });
    expect(await run('audit/db-audit.ts', ['--loudly'], clone.ownerUrl)).toMatchObject({
      code: 2,
      err: expect.stringContaining('npm run db:audit [-- --json]') as string,
    });
  });

  it('say what to do when there is no database, or nobody answers', async () => {
    expect(await run('db.ts', ['status'], '')).toMatchObject({
      code: 78,
      err: expect.stringContaining('start the fleet with `npm start`, or set DATABASE_OWNER_URL') as string,
    });
    expect(await run('audit/db-audit.ts', [], 'postgres://nobody:x@localhost:1/none')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^The database cannot be read: .*ECONNREFUSED/) as string,
    });
  });
});
