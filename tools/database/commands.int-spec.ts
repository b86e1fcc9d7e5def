import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownerDataSource } from '@raptor/persistence';
import { cloneDatabase, type ClonedDatabase } from '@raptor/testing';
import { everyGuardianRow, plant } from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { auditCommand } from './audit/audit-command';
import type { CommandLine } from './command-line';
import { dbCommand } from './db-command';
import { docsCommand } from './docs/docs-command';
import { SERVICE_DATABASES } from './service-databases';
import { connect } from './session';

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

describe('the commands about the database', () => {
  let clone: ClonedDatabase;
  let folder: string;

  /** Folder: what a fleet on this machine has noted is none of a test's business. */
  const run = async (
    command: (line: CommandLine) => Promise<number>,
    words: readonly string[],
    ownerUrl = clone.ownerUrl,
    answer?: string,
  ): Promise<Ended> => {
    let out = '';
    let err = '';
    const code = await command({
      words,
      environment: { RAPTOR_DIR: folder, DATABASE_OWNER_URL: ownerUrl },
      say: (text) => (out += text),
      complain: (text) => (err += text),
      ...(answer !== undefined && {
        ask: (question: string) => {
          out += question;
          return Promise.resolve(answer);
        },
      }),
    });
    return { code, out, err };
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'raptorflow-commands-'));
    clone = await cloneDatabase();
  });

  afterAll(async () => {
    await clone.drop();
    await rm(folder, { recursive: true });
  });

  it('take the last migration back, say that it is missing, and run it again', async () => {
    const reverted = await run(dbCommand, ['revert', 'research']);
    expect(reverted).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^research\n {2}took back \w+\n$/) as string,
    });
    const name = /took back (\w+)/.exec(reverted.out)![1]!;

    const status = await run(dbCommand, ['status', 'research']);
    expect(status.out).toContain(`  [ ] ${name}\n`);
    expect(status.out).toContain('  [X] CreateBusTables1795420000000\n');

    const audited = await run(auditCommand, ['--json']);
    const { findings } = JSON.parse(audited.out) as { findings: { rule: string }[] };
    expect(audited.code).toBe(1);
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['missing-table']));

    expect(await run(dbCommand, ['migrate', 'research'])).toMatchObject({ code: 0, out: `research\n  ran ${name}\n` });
    expect((await run(dbCommand, ['migrate', 'research'])).out).toBe('research\n  up to date\n');
  });

  it('take nothing back that has rows unless somebody says so', async () => {
    const revert = (words: readonly string[] = [], answer?: string): Promise<Ended> =>
      run(dbCommand, ['revert', 'guardian', ...words], clone.ownerUrl, answer);
    const asAdmin = await ownerDataSource(SERVICE_DATABASES.guardian, clone.adminUrl).initialize();
    await plant(asAdmin.manager, ...everyGuardianRow(uuidv7()));
    const waivers = (): Promise<unknown> => asAdmin.query('SELECT workspace_id FROM guardian.policy_waivers');
    // What a migration brings is no loss: it is brought again.
    expect((await revert()).out).toContain('took back BringInMorePolicyPacks');
    expect((await revert()).out).toContain('took back BringInPolicyPacks');
    expect((await revert(['--yes'])).out).toContain('took back CreateAgentTables');
    expect((await revert()).out).toContain('took back CreateWorkspaceLives');

    const list = 'guardian\n  these rows will be gone:\n    guardian.policy_waivers: 1\n';
    const wayOut = 'Nothing was changed. Add --yes to give them up without being asked.\n';
    expect(await revert()).toEqual({ code: 1, out: list, err: wayOut });
    const question = 'Type guardian to go on: ';
    expect(await revert([], 'y')).toEqual({ code: 1, out: `${list}${question}`, err: 'Nothing was changed.\n' });
    expect(await waivers()).toHaveLength(1);

    expect(await revert([], 'guardian')).toMatchObject({
      code: 0,
      out: expect.stringContaining('took back') as string,
    });
    expect(await revert(['--yes'])).toEqual({
      code: 0,
      out: expect.stringMatching(/^guardian\n {2}took back CreateClaimEvidence\d+\n$/) as string,
      err: '',
    });
    await asAdmin.destroy();
    expect((await run(dbCommand, ['migrate', 'guardian'])).code).toBe(0);
  });

  it('audit what is there: a table of what was found, and 0 when all is well', async () => {
    const { code, out } = await run(auditCommand, []);
    expect(out).toMatch(/^all +56 of 56 /m);
    expect(out).toMatch(/\nNo findings\.\n$/);
    expect(code).toBe(0);
  });

  it('tell of a migration that this version of the code does not have, and do not take it back', async () => {
    const admin = await connect(clone.adminUrl);
    await admin.query(`INSERT INTO muse.migrations (timestamp, name) VALUES (9999999999999, 'FromTheFuture')`);
    await admin.end();
    expect((await run(dbCommand, ['status', 'muse'])).out).toContain(
      '  [X] FromTheFuture (not in this version of the code)\n',
    );
    await expect(run(dbCommand, ['revert', 'muse'])).rejects.toThrow(
      'Cannot take back FromTheFuture of muse: this version of the code does not have it.',
    );
  });

  it('say what they take when they are asked for something else', async () => {
    expect(await run(dbCommand, ['revert'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /^Say of which service: revert <service>\n\nnpm run db -- <service> <command>\n/,
      ) as string,
    });
    expect(await run(docsCommand, ['--check'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^npm run db:docs\n/) as string,
    });
    expect(await run(auditCommand, ['--loudly'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('npm run db:audit [-- --json]') as string,
    });
  });

  it.each([
    ['db', dbCommand, ['status']],
    ['audit', auditCommand, []],
    ['docs', docsCommand, []],
  ] as const)('say what to do when there is no database: %s', async (_name, command, words) => {
    expect(await run(command, words, '')).toMatchObject({
      code: 78,
      err: expect.stringContaining('start the fleet with `npm start`, or set DATABASE_OWNER_URL') as string,
    });
  });

  it('end as a process with 1 and the reason when nobody answers', async () => {
    const env = { ...process.env, RAPTOR_DIR: folder, DATABASE_OWNER_URL: 'postgres://nobody:x@localhost:1/none' };
    const args = ['-r', '@swc-node/register', join(__dirname, 'audit', 'db-audit.ts')];
    const ended = await new Promise<Ended>((resolve) =>
      execFile(process.execPath, args, { cwd: join(__dirname, '..', '..'), env }, (error, out, err) =>
        resolve({ code: Number(error?.code ?? 0), out, err }),
      ),
    );
    expect(ended).toEqual({ code: 1, out: '', err: expect.stringMatching(/^connect ECONNREFUSED .*\n$/) as string });
  });
});
