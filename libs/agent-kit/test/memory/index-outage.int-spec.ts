import { Database } from '@raptor/persistence';
import { startService, type RunningService } from '@raptor/platform';
import { Outbox, RaptorBus, RaptorBusServer } from '@raptor/raptor-bus';
import { INDEX_MEMORIES } from '@raptor/contracts';
import {
  aKeyPrefix,
  cloneDatabase,
  deliver,
  eventually,
  prepared,
  serviceEnvironment,
  type ClonedDatabase,
} from '@raptor/testing';
import { Client } from 'pg';
import { Registry } from 'prom-client';
import { v7 as uuidv7 } from 'uuid';
import type { Recall } from '../../src';
import { buildMemories } from '../../src/memory/build-memories';
import type { Embedder } from '../../src/memory/embedders/embedder';
import { LocalEmbedder } from '../../src/memory/embedders/local-embedder';
import { Memories } from '../../src/memory/memories';
import { MemoryMetrics } from '../../src/memory/memory-metrics';
import { LOGGER, type Logger } from '@raptor/platform';
import { MemoryService, memoryServiceConfig, rememberIn } from './support/memory-service';
import { OwnChroma } from './support/own-chroma';

const TOPICS = ['pricing', 'onboarding', 'churn', 'referrals', 'webinars', 'newsletters', 'trials', 'invoices'];
const TEXTS = Array.from(
  { length: 160 },
  (_, at) =>
    `Note ${at}: ${TOPICS[at % 8]} moved ${at % 7} points in week ${at % 52} after test ${at % 5} of ${TOPICS[(at + 3) % 8]}`,
);
const QUESTIONS = [...TOPICS.map((topic) => `What moved ${topic}?`), 'week 12 test 3 of trials', TEXTS[77]!];

describe('the index of memories', () => {
  let clone: ClonedDatabase;
  let admin: Client;
  let chroma: OwnChroma;
  let service: RunningService;
  let environment: NodeJS.ProcessEnv;
  let workspace: string;

  const parts = () => ({ database: service.app.get(Database), memories: service.app.get(Memories) });
  const remember = (texts: readonly string[]): Promise<void> =>
    rememberIn(
      parts(),
      workspace,
      texts.map((text) => ({ kind: 'facts', text })),
    );
  const recall = (text: string): Promise<Recall> =>
    parts().memories.similar(workspace, { kind: 'facts', text, atLeast: 0.1, atMost: 20 });
  const idsAndOrder = async (): Promise<string[][]> => {
    const all: string[][] = [];
    for (const question of QUESTIONS) {
      const { memories, contextUnavailable } = await recall(question);
      expect(contextUnavailable).toBeUndefined();
      all.push(memories.map(({ data }) => data.memoryId));
    }
    return all;
  };
  const waiting = async (): Promise<number> => {
    const { rows } = await admin.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM muse.agent_memories WHERE workspace_id = $1 AND indexed_at IS NULL`,
      [workspace],
    );
    return rows[0]!.n;
  };
  const untilIndexed = (): Promise<void> => eventually(async () => expect(await waiting()).toBe(0));
  const timers = async (): Promise<number> => {
    const { rows } = await admin.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM muse.outbox_events WHERE workspace_id = $1 AND name = 'muse.memories.index' AND state = 'timed'`,
      [workspace],
    );
    return rows[0]!.n;
  };

  beforeAll(async () => {
    chroma = await OwnChroma.start();
    clone = await cloneDatabase();
    admin = new Client({ connectionString: clone.adminUrl });
    await admin.connect();
    environment = {
      ...serviceEnvironment('muse', clone, aKeyPrefix()),
      CHROMA_URL: chroma.url,
      MEMORY_INDEX_RETRY_MS: '500',
    };
    service = await startService(MemoryService, memoryServiceConfig, { environment });
  });
  afterAll(async () => {
    await service.stop();
    await chroma.stop();
    await admin.end();
    await clone.drop();
  });
  beforeEach(async () => {
    workspace = uuidv7();
    await chroma.resume();
  });

  it('is made again after it was killed and emptied: answers say so meanwhile, then recall the same in the same order', async () => {
    await remember(TEXTS);
    await untilIndexed();
    const before = await idsAndOrder();
    expect(before.every((found) => found.length > 0)).toBe(true);

    await chroma.killAndEmpty();
    expect(await recall(QUESTIONS[0]!)).toEqual({
      memories: [],
      contextUnavailable: 'The index of memories is not available',
    });

    await chroma.resume();
    await eventually(async () => expect((await recall(QUESTIONS[0]!)).contextUnavailable).toMatch('being restored'));
    await eventually(async () => expect((await recall(QUESTIONS[0]!)).contextUnavailable).toBeUndefined());
    expect(await idsAndOrder()).toEqual(before);
  });

  it('gets what was remembered while it was away, without a dead letter and without piling up tries', async () => {
    await chroma.kill();
    for (const text of TEXTS.slice(0, 10)) await remember([text]);
    await eventually(async () => expect(await timers()).toBe(1));
    expect(await waiting()).toBe(10);
    await chroma.resume();
    await untilIndexed();
    expect((await recall(TEXTS[3]!)).memories[0]!.text).toBe(TEXTS[3]);
    const { rows } = await admin.query(`SELECT 1 FROM muse.dead_letters`);
    expect(rows).toEqual([]);
  });

  it('gets what was remembered by a service that ended before it had indexed it', async () => {
    const { database } = parts();
    await chroma.kill();
    await database.withTenant(workspace, { type: 'system', id: 'test' }, (tx) =>
      parts().memories.remember(tx, [{ kind: 'facts', text: 'said just before the end' }], {
        agentCode: 'MUSE-001',
        tainted: false,
      }),
    );
    await service.stop();
    await chroma.resume();
    service = await startService(MemoryService, memoryServiceConfig, { environment });
    await untilIndexed();
    expect((await recall('said just before the end')).memories).toHaveLength(1);
  });

  it('is restored by the next service that finds single vectors gone', async () => {
    await remember(TEXTS.slice(0, 30));
    await untilIndexed();
    const before = await idsAndOrder();
    const { chroma: index, close } = built(new LocalEmbedder());
    const { rows } = await admin.query<{ id: string }>(
      `SELECT id FROM muse.agent_memories WHERE workspace_id = $1 ORDER BY id LIMIT 7`,
      [workspace],
    );
    await index.removeMemories(
      workspace,
      rows.map(({ id }) => id),
    );
    await service.stop();
    service = await startService(MemoryService, memoryServiceConfig, { environment });
    await eventually(async () => expect((await recall(QUESTIONS[0]!)).contextUnavailable).toBeUndefined());
    expect(await idsAndOrder()).toEqual(before);
    await close();
  });

  it('is rebuilt by order, from the rows alone', async () => {
    await remember(TEXTS.slice(0, 60));
    await untilIndexed();
    const before = await idsAndOrder();
    const { chroma: index, close } = built(new LocalEmbedder());
    const vector = (await new LocalEmbedder().embed(['a stray']))[0]!;
    const strayId = uuidv7();
    const stray = { kind: 'facts', agentCode: 'MUSE-001', textHash: 'x', passage: 0, start: 0, end: 1 } as const;
    await index.store(workspace, [{ ...stray, memoryId: strayId, vector }]);
    await index.removeMemories(workspace, [before[0]![0]!]);
    const bus = service.app.get(RaptorBus);
    await deliver(bus, prepared(bus, workspace, Object.assign(new INDEX_MEMORIES.muse(), { anew: true })));
    await eventually(async () => {
      const { hits } = await index.nearest(workspace, { vector, kind: 'facts', atMost: 100 });
      expect(hits).toHaveLength(60);
      expect(hits.map(({ memoryId }) => memoryId)).not.toContain(strayId);
    });
    await untilIndexed();
    expect(await idsAndOrder()).toEqual(before);
    await close();
  });

  it('never mixes two embedders: another one begins with nothing and gets everything', async () => {
    await remember(TEXTS.slice(0, 20));
    await untilIndexed();
    // Else the service, which is configured otherwise, would take the command of the other.
    await service.app.get(RaptorBusServer).stopReading();
    const other = built(new UpsideDown());
    const recalled = (): Promise<Recall> =>
      other.memories.similar(workspace, { kind: 'facts', text: TEXTS[5]!, atMost: 3 });
    const first = await recalled();
    expect(first.memories).toEqual([]);
    expect(first.contextUnavailable).toMatch('being restored');
    while ((await other.indexer.index(workspace, new AbortController().signal)).isMore);
    const after = await recalled();
    expect(after.memories[0]).toMatchObject({ text: TEXTS[5], data: { similarity: 1 } });
    const { rows } = await admin.query(`SELECT DISTINCT indexed_by FROM muse.agent_memories WHERE workspace_id = $1`, [
      workspace,
    ]);
    expect(rows).toEqual([{ indexed_by: 'upside-down-512' }]);
    await other.close();
  });

  /** The parts of another replica, which index only when they are told to. */
  function built(embedder: Embedder) {
    const config = memoryServiceConfig.load(environment);
    const made = buildMemories({
      home: 'muse',
      chromaUrl: chroma.url,
      config: config.memories,
      embedder,
      database: service.app.get(Database),
      outbox: service.app.get(Outbox),
      metrics: new MemoryMetrics(new Registry()),
      logger: service.app.get<Logger>(LOGGER),
    });
    return { ...made, close: () => made.chroma.close() };
  }
});

/** Vectors of the same length that mean something else. */
class UpsideDown implements Embedder {
  readonly name = 'upside-down';
  readonly dimensions = 512;
  readonly thresholds = { nearDuplicate: 0.65, related: 0.35 };
  private readonly local = new LocalEmbedder();

  async embed(texts: readonly string[]): Promise<readonly (readonly number[])[]> {
    return (await this.local.embed(texts)).map((vector) => vector.map((value) => -value).reverse());
  }
}
