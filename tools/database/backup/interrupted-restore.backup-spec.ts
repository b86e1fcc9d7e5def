import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SERVICE_KEYS, type ServiceKey } from '@raptor/contracts';
import { cloneDatabase, type ClonedDatabase } from '@raptor/testing';
import { Client } from 'pg';
import { prepareDatabase } from '../../launcher/prepare-database';
import type { Secrets } from '../../launcher/secrets';
import { auditCommand } from '../audit/audit-command';
import type { CommandLine } from '../command-line';
import { dbCommand } from '../db-command';
import { SERVICE_DATABASES } from '../service-databases';
import { withAdmin } from './admin-session';
import { makeBackup } from './make-backup';
import { keepRestoresOut } from './one-at-a-time';
import { restoreBackup, type RestoreOptions } from './restore-backup';
import { setAside } from './set-aside';
import { settleInterruption, type SettlementOptions } from './settle-interruption';
import { contentsOf, plantTwoWorkspaces, query, rowsIn } from './test/a-database';

const INTERRUPTED = /interrupted.*gateway_before_restore.*--put-back.*--drop-former/;

const passwordIn = (url: string): string => decodeURIComponent(new URL(url).password);

const secretsOf = ({ ownerUrl, roleUrls }: ClonedDatabase): Secrets =>
  ({
    database: {
      owner: passwordIn(ownerUrl),
      roles: Object.fromEntries(SERVICE_KEYS.map((key): [ServiceKey, string] => [key, passwordIn(roleUrls[key])])),
    },
    demo: { workspaceId: '', email: '', password: '' },
  }) as Secrets;

describe('a database whose restore was killed while it loaded', () => {
  const folder = mkdtempSync(join(tmpdir(), 'raptorflow-interrupted-'));
  const file = join(folder, 'good');
  let clone: ClonedDatabase;
  let before: Record<string, string>;

  beforeAll(async () => {
    clone = await cloneDatabase();
    await plantTwoWorkspaces(clone.adminUrl, SERVICE_DATABASES);
    before = await contentsOf(clone.adminUrl);
    await makeBackup({ adminUrl: clone.adminUrl, services: SERVICE_DATABASES, file, say: () => undefined });
  });
  afterAll(async () => {
    await clone.drop();
    rmSync(folder, { recursive: true });
  });

  const restore = (changes: Partial<RestoreOptions> = {}) =>
    restoreBackup({
      ...{ file, adminUrl: clone.adminUrl, services: SERVICE_DATABASES, say: () => undefined },
      ...changes,
    });
  const settle = (settlement: SettlementOptions['settlement'], changes: Partial<SettlementOptions> = {}) =>
    settleInterruption({
      ...{ settlement, adminUrl: clone.adminUrl, services: SERVICE_DATABASES, mayReplace: async () => true },
      ...changes,
    });
  const aside = (): Promise<object[]> =>
    query(clone.adminUrl, `SELECT FROM pg_namespace WHERE nspname LIKE '%\\_before\\_restore'`);
  const run = async (command: (line: CommandLine) => Promise<number>, ...words: string[]): Promise<string> => {
    let out = '';
    await command({
      words,
      environment: { RAPTOR_DIR: folder, DATABASE_OWNER_URL: clone.ownerUrl },
      say: (text) => (out += text),
      complain: (text) => (out += text),
    });
    return out;
  };

  it('cannot come about while the launcher still takes it for prepared', async () => {
    const beforeChange = (): void => {
      throw new Error('could not be forgotten');
    };
    await expect(restore({ mayReplace: async () => true, beforeChange })).rejects.toThrow('could not be forgotten');
    expect(await aside()).toEqual([]);
    expect(await contentsOf(clone.adminUrl)).toEqual(before);
  });

  it('cannot come about, nor be settled, while a backup is read', async () => {
    await withAdmin(clone.adminUrl, async (reader) => {
      await keepRestoresOut(reader);
      await expect(restore({ mayReplace: async () => true })).rejects.toThrow('is at work in this database');
      await expect(settle('put-back')).rejects.toThrow('is at work in this database');
    });
  });

  it('has nothing to settle when no restore was killed', async () => {
    await expect(settle('put-back')).rejects.toThrow('nothing is set aside');
    await expect(settle('drop-former')).rejects.toThrow('nothing is set aside');
    expect(await contentsOf(clone.adminUrl)).toEqual(before);
  });

  describe('with its rows aside', () => {
    beforeAll(() => withAdmin(clone.adminUrl, setAside));

    it.each(['status', 'migrate', 'revert muse', 'muse drift'])('refuses db:%s', async (words) => {
      await expect(run(dbCommand, ...words.split(' '))).rejects.toThrow(INTERRUPTED);
    });

    it('refuses a backup, and leaves no file', async () => {
      const empty = { adminUrl: clone.adminUrl, services: SERVICE_DATABASES, file: join(folder, 'empty') };
      await expect(makeBackup({ ...empty, say: () => undefined })).rejects.toThrow(INTERRUPTED);
      expect(readdirSync(folder)).toEqual(['good']);
    });

    it('refuses another restore', async () => {
      await expect(restore({ mayReplace: async () => true })).rejects.toThrow(INTERRUPTED);
    });

    it('is not served by a launcher, which starts no service and keeps its hands off the schema', async () => {
      const markFile = join(folder, 'prepared.json');
      let isServed = false;
      const preparing = prepareDatabase({
        server: { name: 'postgres', origin: 'environment', url: clone.adminUrl, detail: '' },
        ...{ secrets: secretsOf(clone), sources: 'any', markFile, say: () => undefined },
        onProvisioned: () => (isServed = true),
      });
      await expect(preparing).rejects.toThrow(INTERRUPTED);
      expect([isServed, existsSync(markFile), await contentsOf(clone.adminUrl)]).toEqual([false, false, {}]);
    });

    it('is found by the audit', async () => {
      const { findings } = JSON.parse(await run(auditCommand, '--json')) as {
        findings: { rule: string; where: string; remedy: string }[];
      };
      const found = findings.filter(({ rule }) => rule === 'interrupted-restore');
      expect(found.map(({ where }) => where).sort()).toEqual(SERVICE_KEYS.map((key) => `${key}_before_restore`).sort());
      expect(found[0]?.remedy).toContain('npm run db:restore -- --put-back');
    });

    it('is not settled while a service is connected', async () => {
      const service = new Client({ connectionString: clone.roleUrls.muse, application_name: 'raptor-muse' });
      await service.connect();
      await expect(settle('put-back')).rejects.toThrow(/raptor-muse \(1\).*Stop them first/);
      await expect(settle('drop-former')).rejects.toThrow(/raptor-muse \(1\).*Stop them first/);
      await service.end();
      expect(await aside()).toHaveLength(6);
    });

    it('is not settled by somebody who sees no rows, nor when the launcher would still take it for prepared', async () => {
      const beforeChange = (): void => {
        throw new Error('could not be forgotten');
      };
      await expect(settle('put-back', { beforeChange })).rejects.toThrow('could not be forgotten');
      await expect(settle('drop-former', { adminUrl: clone.ownerUrl })).rejects.toThrow('hides the rows');
      expect(await aside()).toHaveLength(6);
    });

    it('keeps the former rows unless they may be given up', async () => {
      const asked: object[] = [];
      const mayReplace: SettlementOptions['mayReplace'] = async (rows) => asked.push(...rows) < 0;
      await expect(settle('drop-former', { mayReplace })).rejects.toThrow('Nothing was changed');
      expect(asked).toContainEqual({ schema: 'gateway_before_restore', name: 'workspaces', rows: 2 });
      expect(asked.filter((table) => 'name' in table && table.name === 'policy_packs')).toEqual([]);
      expect(await aside()).toHaveLength(6);
    });

    it('has them back by --put-back, which asks only for rows that were written since', async () => {
      await query(
        clone.adminUrl,
        'CREATE TABLE muse.notes (id integer PRIMARY KEY); INSERT INTO muse.notes VALUES (1)',
      );
      const asked: object[] = [];
      const mayReplace: SettlementOptions['mayReplace'] = async (rows) => asked.push(...rows) < 0;
      await expect(settle('put-back', { mayReplace })).rejects.toThrow('Nothing was changed');
      expect(asked).toEqual([{ schema: 'muse', name: 'notes', rows: 1 }]);
      await query(clone.adminUrl, 'DROP TABLE muse.notes');
      await settle('put-back', { mayReplace });
      expect(await contentsOf(clone.adminUrl)).toEqual(before);
      expect(await aside()).toEqual([]);
      expect(await query(clone.roleUrls.council, 'SELECT FROM council.inbox_events')).toHaveLength(
        rowsIn(before, 'council.inbox_events'),
      );
      expect(await run(auditCommand)).toContain('No findings.');
    });
  });

  it('is free for a new restore after --drop-former', async () => {
    await withAdmin(clone.adminUrl, setAside);
    await settle('drop-former');
    expect(await aside()).toEqual([]);
    expect(await contentsOf(clone.adminUrl)).toEqual({});
    await restore();
    expect(await contentsOf(clone.adminUrl)).toEqual(before);
  });
});
