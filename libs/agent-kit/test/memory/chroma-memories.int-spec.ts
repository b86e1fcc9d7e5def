import { testServers } from '@raptor/testing';
import { v7 as uuidv7 } from 'uuid';
import { ChromaMemories, shardOf, vectorIdOf, type MemoryVector } from '../../src/memory/chroma-memories';
import { LocalEmbedder } from '../../src/memory/embedders/local-embedder';

const embedder = new LocalEmbedder();
const address = () => ({ url: testServers().chromaUrl, connectTimeoutMs: 1_000, timeoutMs: 5_000 });

describe('vectors in ChromaDB', () => {
  const [shared, large] = [uuidv7(), uuidv7()];
  const memoryId = uuidv7();
  const database = `raptor-test-${uuidv7()}`;
  let index: ChromaMemories;
  let before: ChromaMemories;
  let vector: readonly number[];

  const opened = (dedicatedWorkspaces: readonly string[]): ChromaMemories =>
    new ChromaMemories({ ...address(), home: 'muse', database, dedicatedWorkspaces }, embedder);
  const found = async (workspace: string, by = index): Promise<string[]> =>
    (await by.nearest(workspace, { vector, kind: 'facts', atMost: 10 })).hits.map(({ vectorId }) => vectorId);

  beforeAll(async () => {
    vector = (await embedder.embed(['Paid by Friday']))[0]!;
    index = opened([large]);
    before = opened([]);
    const one: MemoryVector = {
      memoryId,
      kind: 'facts',
      agentCode: 'MUSE-001',
      textHash: 'h',
      passage: 0,
      start: 0,
      end: 14,
      vector,
    };
    for (const workspace of [shared, large]) await index.store(workspace, [one, { ...one, passage: 1 }]);
  });
  afterAll(async () => {
    await index.close();
    await before.close();
  });

  it('of two workspaces never meet, though their memories have the same id', async () => {
    for (const workspace of [shared, large])
      expect((await found(workspace)).sort()).toEqual(
        [0, 1].map((passage) => vectorIdOf(workspace, memoryId, passage)),
      );
  });

  it('of a workspace with a database of its own are nowhere else', async () => {
    expect(await found(large, before)).toEqual([]);
    expect(await found(shared, before)).toHaveLength(2);
  });

  it('of a workspace all go, from its own database and from the shared one', async () => {
    const one = {
      memoryId,
      kind: 'facts',
      agentCode: 'MUSE-001',
      textHash: 'h',
      passage: 0,
      start: 0,
      end: 14,
      vector,
    } as const;
    // As before it was given a database of its own.
    await before.store(large, [one]);
    await index.forget(large);
    expect(await found(large, before)).toEqual([]);
    expect(await found(large)).toEqual([]);
    expect(await found(shared)).toHaveLength(2);
  });

  it('lie in sixteen shards, in about equal numbers', () => {
    const counts = new Map<string, number>();
    for (let at = 0; at < 16_000; at += 1) {
      const shard = shardOf(uuidv7());
      counts.set(shard, (counts.get(shard) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(Array.from({ length: 16 }, (_, at) => String(at).padStart(2, '0')));
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(250);
  });
});
