import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Database } from '@raptor/persistence';
import { startService, type RunningService } from '@raptor/platform';
import { aKeyPrefix, cloneDatabase, eventually, serviceEnvironment, type ClonedDatabase } from '@raptor/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { addressesOf } from '../../../../tools/memories/addresses';
import { GuildMemories } from '../../../../tools/memories/guild-memories';
import { ChromaMemories } from '../../src/memory/chroma-memories';
import { LocalEmbedder } from '../../src/memory/embedders/local-embedder';
import { Memories } from '../../src/memory/memories';
import { MemoryService, memoryServiceConfig, rememberIn } from './support/memory-service';

const REPOSITORY = join(__dirname, '../../../..');
const TEXTS = Array.from({ length: 70 }, (_, at) => `Finding ${at}: plan ${at % 7} sells best in month ${at % 12}`);

describe('npm run memories', () => {
  let clone: ClonedDatabase;
  let admin: Client;
  let service: RunningService;
  let environment: NodeJS.ProcessEnv;
  let index: ChromaMemories;
  const [one, other] = [uuidv7(), uuidv7()];

  const parts = () => ({ database: service.app.get(Database), memories: service.app.get(Memories) });
  const recalled = async (workspace: string): Promise<string[]> => {
    const { memories, contextUnavailable } = await parts().memories.similar(workspace, {
      kind: 'facts',
      text: 'Which plan sells best in month 3?',
      atLeast: 0,
      atMost: 50,
    });
    expect(contextUnavailable).toBeUndefined();
    return memories.map(({ data }) => data.memoryId);
  };
  const run = async (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> => {
    const program = ['-r', '@swc-node/register', 'tools/memories/memories.ts', ...args];
    try {
      const env = { PATH: process.env['PATH'], RAPTOR_DIR: '/nonexistent', ...environment };
      return { code: 0, ...(await promisify(execFile)(process.execPath, program, { cwd: REPOSITORY, env })) };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, stdout, stderr };
    }
  };

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new Client({ connectionString: clone.adminUrl });
    await admin.connect();
    environment = { ...serviceEnvironment('muse', clone, aKeyPrefix()), CHROMA_DATABASE: 'raptor-test-rebuild' };
    service = await startService(MemoryService, memoryServiceConfig, { environment });
    const { memory, memories } = memoryServiceConfig.load(environment);
    index = new ChromaMemories({ ...memories.chroma, url: memory.chromaUrl, home: 'muse' }, new LocalEmbedder());
    for (const workspace of [one, other])
      await rememberIn(
        parts(),
        workspace,
        TEXTS.map((text) => ({ kind: 'facts', text })),
      );
    await eventually(async () => {
      const { rows } = await admin.query(`SELECT 1 FROM muse.agent_memories WHERE indexed_at IS NULL`);
      expect(rows).toEqual([]);
    });
  });
  afterAll(async () => {
    for (const workspace of [one, other]) await index.forget(workspace);
    await index.close();
    await service.stop();
    await admin.end();
    await clone.drop();
  });

  it('restores an emptied index from PostgreSQL alone: the same is recalled in the same order', async () => {
    const before = [await recalled(one), await recalled(other)];
    expect(before[0]).toHaveLength(50);
    for (const workspace of [one, other]) await index.clear(workspace);
    const { code, stdout, stderr } = await run('rebuild', '--guild', 'muse');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const workspace of [one, other]) expect(stdout).toContain(`${workspace}  70 memories, 0 wait to be indexed`);
    expect([await recalled(one), await recalled(other)]).toEqual(before);
  });

  it('rebuilds a single workspace and leaves the others as they are', async () => {
    await index.clear(other);
    const muse = new GuildMemories('muse', addressesOf('muse', true, environment));
    try {
      await muse.rebuild(one);
      await eventually(async () => expect(await muse.count(one)).toEqual({ memories: 70, waiting: 0 }));
      expect([...(await muse.workspaces())].sort()).toEqual([one, other].sort());
    } finally {
      await muse.close();
    }
    const question = { vector: (await new LocalEmbedder().embed(['plan']))[0]!, kind: 'facts', atMost: 5 } as const;
    expect((await index.nearest(one, question)).hits).toHaveLength(5);
    expect((await index.nearest(other, question)).hits).toEqual([]);
  });

  it('says what to do when it does not know where the memories are', () => {
    expect(() => addressesOf('muse', true, { RAPTOR_DIR: '/nonexistent' })).toThrow('npm start');
    const { DATABASE_URL, BUS_KEYS } = environment;
    expect(() => addressesOf('muse', false, { RAPTOR_DIR: '/nonexistent', DATABASE_URL, BUS_KEYS })).toThrow('--guild');
  });
});
