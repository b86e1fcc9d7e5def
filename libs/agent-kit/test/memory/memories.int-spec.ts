import { WorkspaceDeleted, type AgentCode } from '@raptor/contracts';
import { Database } from '@raptor/persistence';
import { Metrics, startService, type RunningService } from '@raptor/platform';
import { RaptorBus } from '@raptor/raptor-bus';
import {
  aKeyPrefix,
  cloneDatabase,
  deliver,
  eventually,
  prepared,
  serviceEnvironment,
  testServers,
  type ClonedDatabase,
} from '@raptor/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { MemoryDraft, Recall } from '../../src';
import { ChromaMemories } from '../../src/memory/chroma-memories';
import { LocalEmbedder } from '../../src/memory/embedders/local-embedder';
import { Memories, type Remembering } from '../../src/memory/memories';
import { NearDuplicates, answerMemory } from '../../src/memory/near-duplicates';
import { MemoryService, memoryServiceConfig, rememberIn } from './support/memory-service';

const fact = (text: string, more: Partial<MemoryDraft> = {}): MemoryDraft => ({ kind: 'facts', text, ...more });

const CHROMA_DATABASE = 'raptor-test-memories';

describe('what agents remember', () => {
  let clone: ClonedDatabase;
  let admin: Client;
  let service: RunningService;
  let raw: ChromaMemories;
  let workspace: string;

  const embedder = new LocalEmbedder();
  const vectorOf = async (text: string): Promise<readonly number[]> => (await embedder.embed([text]))[0]!;
  const memories = (): Memories => service.app.get(Memories);
  const parts = () => ({ database: service.app.get(Database), memories: memories() });
  const remember = (drafts: MemoryDraft[], by?: Partial<Remembering>, id = workspace): Promise<void> =>
    rememberIn(parts(), id, drafts, by);
  const recall = (text: string, id = workspace, kind: MemoryDraft['kind'] = 'facts'): Promise<Recall> =>
    memories().similar(id, { kind, text });
  const textsOf = ({ memories }: Recall): string[] => memories.map(({ text }) => text);
  const untilIndexed = (id = workspace): Promise<void> =>
    eventually(async () => {
      const { rows } = await admin.query(
        `SELECT 1 FROM muse.agent_memories WHERE workspace_id = $1 AND indexed_at IS NULL`,
        [id],
      );
      expect(rows).toEqual([]);
    });
  const disbelieved = async (reason: string): Promise<number> => {
    const metric = await service.app.get(Metrics).registry.getSingleMetric('memory_vectors_disbelieved_total')?.get();
    return metric?.values.find(({ labels }) => labels['reason'] === reason)?.value ?? 0;
  };

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new Client({ connectionString: clone.adminUrl });
    await admin.connect();
    const environment = { ...serviceEnvironment('muse', clone, aKeyPrefix()), CHROMA_DATABASE };
    service = await startService(MemoryService, memoryServiceConfig, { environment });
    raw = new ChromaMemories(
      {
        url: testServers().chromaUrl,
        home: 'muse',
        database: CHROMA_DATABASE,
        dedicatedWorkspaces: [],
        connectTimeoutMs: 1_000,
        timeoutMs: 5_000,
      },
      embedder,
    );
  });
  afterAll(async () => {
    await service.stop();
    await raw.close();
    await admin.end();
    await clone.drop();
  });
  beforeEach(() => {
    workspace = uuidv7();
  });

  it('comes back as evidence, most similar first, with what is known of it', async () => {
    await remember(
      [
        fact('Acme charges 29 dollars a month for its team plan', { metadata: { competitor: 'Acme' } }),
        fact('Acme charges 29 dollars a month for its team plan, billed yearly'),
        fact('The founders met in Oslo'),
      ],
      { tainted: true, runId: uuidv7() },
    );
    await untilIndexed();
    const { memories: found, contextUnavailable } = await recall('What does Acme charge a month for the team plan?');
    expect(contextUnavailable).toBeUndefined();
    expect(found).toHaveLength(2);
    expect(found[0]).toMatchObject({
      kind: 'memory',
      source: 'memories',
      tainted: true,
      id: expect.stringMatching(/^muse:[0-9a-f]{64}$/) as string,
      data: { collection: 'facts', metadata: { competitor: 'Acme' } },
    });
    expect(found[0]!.data.similarity).toBeGreaterThan(found[1]!.data.similarity);
  });

  it('is kept once, however often it is said, and stays tainted', async () => {
    const text = 'Freelancers lose six hours a week to unpaid invoices';
    await remember([fact(text), fact(`  ${text}\u0000 `)], { tainted: true });
    await remember([fact(text)]);
    await untilIndexed();
    const { memories: found } = await recall(text);
    expect(found).toHaveLength(1);
    expect(found[0]!.tainted).toBe(true);
  });

  it('is not remembered by a transaction that did not happen', async () => {
    const { database } = parts();
    const undone = database.withTenant(workspace, { type: 'system', id: 'test' }, async (tx) => {
      await memories().remember(tx, [fact('never said')], { agentCode: 'MUSE-001', tainted: false });
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    expect(await recall('never said')).toEqual({ memories: [] });
  });

  it('is not recalled after its time, nor under another kind', async () => {
    await remember([
      fact('Spring offer: twenty percent off', { keepForMs: 1_500 }),
      fact('Spring offer: a free month'),
    ]);
    await untilIndexed();
    expect(textsOf(await recall('Spring offer', workspace, 'copy'))).toEqual([]);
    await eventually(async () => expect(textsOf(await recall('Spring offer'))).toEqual(['Spring offer: a free month']));
  });

  it('is remembered anew when it had expired', async () => {
    await remember([fact('A waitlist of forty agencies', { keepForMs: 1 })]);
    await untilIndexed();
    await eventually(async () => expect(textsOf(await recall('A waitlist of forty agencies'))).toEqual([]));
    await remember([fact('A waitlist of forty agencies')]);
    await eventually(async () => expect(textsOf(await recall('A waitlist of forty agencies'))).toHaveLength(1));
  });

  it('finds the passage of a long text, word for word', async () => {
    const filler = Array.from(
      { length: 120 },
      (_, at) => `Paragraph ${at} is about shipping crates of oranges by rail.`,
    );
    filler.splice(70, 0, 'The warranty of the espresso grinder runs for thirty months.');
    const text = filler.join(' ');
    await remember([{ kind: 'research', text }]);
    await untilIndexed();
    const found = (
      await memories().similar(workspace, {
        kind: 'research',
        text: 'How long is the warranty of the espresso grinder?',
        atLeast: 0.1,
      })
    ).memories;
    expect(found).toHaveLength(1);
    expect(found[0]!.text).toContain('The warranty of the espresso grinder runs for thirty months.');
    expect(text).toContain(found[0]!.text);
    expect(found[0]!.text.length).toBeLessThanOrEqual(1_200);
  });

  it('takes any text there is', async () => {
    const odd = [
      '\ud800 half a character, and more',
      '界隈の市場調査',
      '🦖'.repeat(900),
      '\u0000',
      '   ',
      'x'.repeat(60_000),
    ];
    await remember(odd.map((text) => fact(text)));
    await untilIndexed();
    for (const text of odd) await recall(text);
    expect(textsOf(await recall('界隈の市場調査'))).toEqual(['界隈の市場調査']);
  });

  it('finds an earlier answer by nearly the same question, of the same agent only', async () => {
    const near = service.app.get(NearDuplicates);
    const asked = 'Write five headlines for our invoicing app aimed at freelancers';
    await remember([
      answerMemory(asked, 'Paid by Friday. Always.'),
      answerMemory('Name three rivals of Acme', 'Globex, Initech, Hooli'),
    ]);
    await untilIndexed();
    const find = (agent: AgentCode, question: string): Promise<Recall> => near.find(workspace, agent, question);
    expect(textsOf(await find('MUSE-001', 'Write 5 headlines for our invoicing app, aimed at freelancers!'))).toEqual([
      'Paid by Friday. Always.',
    ]);
    expect(textsOf(await find('MUSE-002', asked))).toEqual([]);
    expect(textsOf(await find('MUSE-001', 'Write a newsletter about invoicing'))).toEqual([]);
  });

  describe('of two workspaces with the same ids and nearly the same texts', () => {
    const subjects = Array.from(
      { length: 40 },
      (_, at) => `Plan ${at} of the ${['red', 'green', 'blue', 'grey'][at % 4]} line costs ${at} dollars`,
    );
    let other: string;

    beforeEach(async () => {
      other = uuidv7();
      await remember(subjects.map((text) => fact(`${text}, canary-a`)));
      await admin.query(
        `INSERT INTO muse.agent_memories (workspace_id, id, kind, text, text_hash, agent_code)
         SELECT $2, id, kind, replace(text, 'canary-a', 'canary-b'), encode(sha256(convert_to(replace(text, 'canary-a', 'canary-b'), 'UTF8')), 'hex'), agent_code
         FROM muse.agent_memories WHERE workspace_id = $1`,
        [workspace, other],
      );
      await remember([fact('Something to be indexed with')], {}, other);
      await untilIndexed();
      await untilIndexed(other);
    });

    it('none is ever seen in the other, in a thousand questions', async () => {
      for (let asked = 0; asked < 1_000; asked += 20) {
        await Promise.all(
          Array.from({ length: 20 }, async (_, at) => {
            const [id, own] = at % 2 ? [workspace, 'canary-a'] : [other, 'canary-b'];
            const question = { kind: 'facts', text: subjects[(asked + at) % 40]!, atMost: 3 } as const;
            const texts = textsOf(await memories().similar(id, question));
            expect(texts.length).toBeGreaterThan(0);
            for (const text of texts) expect(text).toContain(own);
          }),
        );
      }
    });

    it('a vector of the other that was planted with this workspace’s id is not believed, is counted and goes', async () => {
      const text = 'Secret plans of the neighbour, canary-b';
      await remember([fact(text)], {}, other);
      await untilIndexed(other);
      const { rows } = await admin.query<{ id: string; text_hash: string }>(
        `SELECT id, text_hash FROM muse.agent_memories WHERE workspace_id = $1 AND text = $2`,
        [other, text],
      );
      const { id: memoryId, text_hash: textHash } = rows[0]!;
      const planted = { kind: 'facts', agentCode: 'MUSE-001', passage: 0, start: 0, end: text.length } as const;
      await raw.store(workspace, [{ ...planted, memoryId, textHash, vector: await vectorOf(text) }]);
      const before = await disbelieved('no_such_memory');
      expect(textsOf(await recall(text)).filter((found) => found.includes('canary-b'))).toEqual([]);
      expect(await disbelieved('no_such_memory')).toBe(before + 1);
      await eventually(async () => expect([...(await raw.present(workspace, [memoryId]))]).toEqual([]));
      expect(textsOf(await recall(text, other))).toEqual([text]);
    });

    it('a vector under one’s own memory with another text’s hash is not believed', async () => {
      const { rows } = await admin.query<{ id: string }>(
        `SELECT id FROM muse.agent_memories WHERE workspace_id = $1 LIMIT 1`,
        [workspace],
      );
      const planted = {
        memoryId: rows[0]!.id,
        kind: 'facts',
        agentCode: 'MUSE-001',
        passage: 7,
        start: 0,
        end: 10,
        textHash: 'f'.repeat(64),
      } as const;
      await raw.store(workspace, [{ ...planted, vector: await vectorOf('zebra quartz jumps') }]);
      const before = await disbelieved('other_text');
      expect(textsOf(await recall('zebra quartz jumps'))).toEqual([]);
      expect(await disbelieved('other_text')).toBe(before + 1);
    });
  });

  it('leaves no vector and no row when the workspace is deleted, and the neighbour keeps its own', async () => {
    const neighbour = uuidv7();
    const text = 'The launch is on the ninth of May';
    await remember([fact(text)]);
    await remember([fact(text)], {}, neighbour);
    await untilIndexed();
    await untilIndexed(neighbour);
    const bus = service.app.get(RaptorBus);
    await deliver(bus, prepared(bus, workspace, new WorkspaceDeleted()));
    const question = { vector: await vectorOf(text), kind: 'facts', atMost: 5 } as const;
    await eventually(async () => expect((await raw.nearest(workspace, question)).hits).toEqual([]));
    expect((await raw.nearest(neighbour, question)).hits).toHaveLength(1);
    expect(textsOf(await recall(text))).toEqual([]);
    expect(textsOf(await recall(text, neighbour))).toEqual([text]);
  });
});
