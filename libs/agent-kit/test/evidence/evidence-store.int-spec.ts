import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type OpenedDatabase } from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { AgentEvidenceEntity } from '../../src/evidence/agent-evidence.entity';
import type { EvidenceItem } from '../../src/evidence/evidence';
import { EvidenceKeepers } from '../../src/evidence/evidence-keepers';
import type { EvidenceStore } from '../../src/evidence/evidence-store';
import { identify } from '../../src/evidence/identify';
import { FolderObjectStore } from '../../src/objects/folder-object-store';
import { NO_DATA, aPage, aStore, actor, database } from './a-store';

let opened: OpenedDatabase;
let folder: string;
let objects: FolderObjectStore;
let keepers: EvidenceKeepers;
let store: EvidenceStore;
let workspaceId: string;

beforeAll(async () => {
  opened = await openDatabase(database);
  folder = await mkdtemp(join(tmpdir(), 'raptor-objects-'));
  objects = new FolderObjectStore({ folder, maxBytes: 10_000_000 });
});
afterAll(() => Promise.all([opened.close(), rm(folder, { recursive: true })]));
beforeEach(() => {
  workspaceId = uuidv7();
  keepers = new EvidenceKeepers();
  store = aStore(opened.database, objects, keepers);
});

const rows = (): Promise<AgentEvidenceEntity[]> =>
  opened.database.withTenant(workspaceId, actor, (tx) => tx.find(AgentEvidenceEntity));
const scope = (workspace = workspaceId) => ({ workspaceId: workspace, actor });

describe('evidence', () => {
  it('is found again as it was, in the order asked for', async () => {
    const items = [aPage('one'), aPage('two', { title: undefined }), aPage('three')];
    await store.keep(scope(), items);
    const ids = items.map(({ id }) => id);
    expect(await store.find(scope(), ids)).toEqual(JSON.parse(JSON.stringify(items)));
    expect(await store.find(scope(), [ids[2]!, ids[0]!, ids[2]!])).toMatchObject([{ text: 'three' }, { text: 'one' }]);
  });

  it('is there once, however often it is read, and says when first and last', async () => {
    await store.keep(scope(), [aPage('same'), aPage('same')]);
    await store.keep(scope(), [aPage('same', { seenAt: '2026-03-05T10:00:00.000Z' })]);
    expect(await rows()).toMatchObject([
      { firstSeenAt: new Date('2026-03-03T10:00:00Z'), lastSeenAt: new Date('2026-03-05T10:00:00Z') },
    ]);
  });

  it('is kept by many at once', async () => {
    const items = Array.from({ length: 20 }, (_, at) => aPage(`page ${at}`));
    await Promise.all(Array.from({ length: 10 }, (_, at) => store.keep(scope(), at % 2 ? items : items.toReversed())));
    expect(await rows()).toHaveLength(20);
  });

  it('that is long is in the object store, and comes back whole', async () => {
    const long = aPage('\u{1f600} word '.repeat(5_000));
    const much = aPage('short', { data: { ...NO_DATA, structured: [{ text: 'x'.repeat(120_000) }] } });
    await store.keep(scope(), [long, much]);
    expect(await store.find(scope(), [long.id, much.id])).toEqual([long, much]);
    const stored = await rows();
    expect(stored.map(({ data, objectKey, text: kept }) => [data, objectKey !== null, kept.length <= 20_000])).toEqual([
      [null, true, true],
      [null, true, true],
    ]);
    expect(await readdir(join(folder, workspaceId, 'evidence', 'research'))).toHaveLength(2);
    await objects.removeWorkspace(workspaceId);
    expect(await store.find(scope(), [long.id])).toEqual([]);
  });

  it('that is long stays in its row while the object store is away', async () => {
    await writeFile(join(folder, 'a-file'), '');
    const nowhere = new FolderObjectStore({ folder: join(folder, 'a-file'), maxBytes: 10_000_000 });
    const long = aPage('word '.repeat(10_000));
    await aStore(opened.database, nowhere).keep(scope(), [long]);
    expect(await rows()).toMatchObject([{ objectKey: null, text: long.text }]);
    expect(await store.find(scope(), [long.id])).toEqual([long]);
  });

  it('holds what PostgreSQL cannot, without it', async () => {
    const vendor: EvidenceItem = identify<'vendor'>('research', {
      kind: 'vendor',
      source: 'search',
      text: 'a\0b\ud800c',
      data: { name: 'x\0y', list: ['\udc00z'] },
      seenAt: '2026-03-03T10:00:00.000Z',
      tainted: true,
    });
    await store.keep(scope(), [vendor]);
    expect(await store.find(scope(), [vendor.id])).toMatchObject([{ text: 'abc', data: { name: 'xy', list: ['z'] } }]);
  });

  it('of another workspace is not there, though its id is known', async () => {
    const other = uuidv7();
    const secret = aPage(`canary ${'x'.repeat(30_000)}`);
    await store.keep(scope(other), [secret]);
    expect(await store.find(scope(), [secret.id])).toEqual([]);
    expect(await store.find(scope(), [`muse:${secret.contentHash}`, 'no id', ''])).toEqual([]);
  });

  it('is kept in the guild own tables in the same transaction, or not at all', async () => {
    const seen: string[] = [];
    keepers.register(async (tx, items) => {
      expect(await tx.count(AgentEvidenceEntity)).toBe(1);
      seen.push(...items.map(({ text: body }) => body));
      throw new Error('the guild cannot keep it');
    });
    await expect(store.keep(scope(), [aPage('one')])).rejects.toThrow('cannot keep it');
    expect(seen).toEqual(['one']);
    expect(await rows()).toEqual([]);
  });
});
