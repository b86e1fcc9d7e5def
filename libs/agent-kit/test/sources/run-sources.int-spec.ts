import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Transaction } from '@raptor/persistence';
import { aKeyPrefix, testServers } from '@raptor/testing';
import { openDatabase, type OpenedDatabase } from '@raptor/testing/builders';
import { Redis } from 'ioredis';
import { v7 as uuidv7 } from 'uuid';
import { AgentEvidenceEntity } from '../../src/evidence/agent-evidence.entity';
import type { MemoryEvidence } from '../../src/evidence/evidence';
import type { EvidenceStore } from '../../src/evidence/evidence-store';
import { FolderObjectStore } from '../../src/objects/folder-object-store';
import type { Reading, ReadingRun } from '../../src/run/run-ports';
import { FeedSource } from '../../src/sources/feed-source';
import { PageSource } from '../../src/sources/page-source';
import { createRunSources, type SourceParts } from '../../src/sources/run-sources';
import { aPage, aStore, actor, database } from '../evidence/a-store';
import { aWeb, inMs } from './a-web';
import { serveExample } from './example-site';
import { openSite, text, type WebSite } from './web-site';

let opened: OpenedDatabase;
let site: WebSite;
let redis: Redis;
let folder: string;
let store: EvidenceStore;
let workspaceId: string;

beforeAll(async () => {
  opened = await openDatabase(database);
  site = await openSite();
  redis = new Redis(testServers().redisCacheUrl);
  folder = await mkdtemp(join(tmpdir(), 'raptor-objects-'));
  store = aStore(opened.database, new FolderObjectStore({ folder, maxBytes: 10_000_000 }));
});
afterAll(async () => {
  redis.disconnect();
  await Promise.all([opened.close(), site.close(), rm(folder, { recursive: true })]);
});
beforeEach(() => {
  site.reset();
  workspaceId = uuidv7();
});

const scope = (workspace = workspaceId) => ({ workspaceId: workspace, actor });

describe('the sources of a run', () => {
  const stop = new AbortController();
  const memory: MemoryEvidence = {
    ...aPage('remembered'),
    kind: 'memory',
    source: 'memories',
    data: { memoryId: uuidv7(), collection: 'facts', similarity: 0.9, metadata: {} },
  };

  const open = (parts: Partial<SourceParts> = {}, run: Partial<ReadingRun> = {}): Reading => {
    const web = aWeb({ origins: [site.origin], redis, keyPrefix: aKeyPrefix() });
    const sources = createRunSources({
      home: 'research',
      database: opened.database,
      pages: new PageSource('research', web),
      feeds: new FeedSource('research', web),
      recall: () => Promise.resolve({ memories: [memory] }),
      rows: {},
      perRun: { visits: 10, bytes: 1_000_000 },
      ...parts,
    });
    return sources.open({
      workspaceId,
      actor,
      agentCode: 'RES-002',
      runId: uuidv7(),
      payer: { workspaceId, agentCode: 'RES-002', runId: uuidv7() },
      signal: stop.signal,
      deadlineAt: inMs(20_000),
      ...run,
    });
  };

  it('turn what is read into evidence, in the order in which it was asked for', async () => {
    site.serve(
      '/slow',
      (response) =>
        void setTimeout(() => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Slow</h1>'), 50),
    );
    site.serve('/feed', text('<rss><channel><item><title>News</title></item></channel></rss>', 'text/xml'));
    const { sources, evidence } = open();
    const [page, feed, memories] = await Promise.all([
      sources.pages.read(`${site.origin}/slow#part`),
      sources.feeds.read(`${site.origin}/feed`),
      sources.memories.similar({ kind: 'facts', text: 'what' }),
    ]);
    expect(page).toMatchObject({ kind: 'page', url: `${site.origin}/slow`, text: 'Slow', tainted: true });
    expect(feed).toMatchObject([
      { kind: 'feed', title: 'News', tainted: true, data: { feedUrl: `${site.origin}/feed` } },
    ]);
    expect(memories).toEqual([memory]);
    expect(evidence().items.map(({ kind }) => kind)).toEqual(['page', 'feed', 'memory']);
    expect(evidence().lacking).toEqual([]);
    await store.keep(scope(), evidence().items);
    expect(
      await store.find(
        scope(),
        evidence().items.map(({ id }) => id),
      ),
    ).toHaveLength(3);
  });

  it('read the example sites', async () => {
    await serveExample(site, 'tally');
    const tally = open();
    const home = await tally.sources.pages.read(`${site.origin}/`);
    expect(home?.data).toMatchObject({
      description: 'Invoices and reminders for people who work alone.',
      language: 'en',
      headings: [{ text: 'Invoices paid sooner' }, { text: 'What freelancers say' }, { text: 'How it works' }],
      links: [{ url: `${site.origin}/pricing` }, { url: `${site.origin}/about` }],
      structured: [{ name: 'Tally' }],
    });
    const pricing = await tally.sources.pages.read(`${site.origin}/pricing`);
    expect(pricing?.data.tables[0]).toContainEqual(['Solo', '$10 a month', 'unlimited']);
    const news = await tally.sources.feeds.read(`${site.origin}/feed.xml`);
    expect(news.map(({ data }) => data.publishedAt)).toEqual(['2026-11-02T08:00:00.000Z', '2026-10-01T07:00:00.000Z']);

    site.reset();
    await serveExample(site, 'billwise');
    const billwise = open();
    const german = await billwise.sources.pages.read(`${site.origin}/pricing`);
    expect(german?.text).toBe(
      'Ein Preis\nMeister: 34,90 € im Monat, für den ganzen Betrieb. Zuzüglich Mehrwertsteuer.',
    );
    expect(german?.data.structured).toMatchObject([{ offers: { price: '34.90' } }]);
    await billwise.sources.pages.read(`${site.origin}/old`);
    expect(billwise.evidence().lacking).toMatchObject([{ reason: 'robots.txt of the site forbids it' }]);
  });

  it('say what they lack, and the agent goes on', async () => {
    site.serve('/not-a-feed', text('hello'));
    site.serve('/down', text('', 'text/html', 500));
    const { sources, evidence, contextUnavailable } = open({
      recall: () => Promise.resolve({ memories: [], contextUnavailable: 'The index is away' }),
    });
    expect(await sources.pages.read(`${site.origin}/down`)).toBeUndefined();
    expect(await sources.pages.read('http://169.254.169.254/latest/meta-data/')).toBeUndefined();
    expect(await sources.feeds.read(`${site.origin}/not-a-feed`)).toEqual([]);
    expect(await sources.memories.similar({ kind: 'facts', text: 'what' })).toEqual([]);
    expect(evidence()).toMatchObject({
      items: [],
      lacking: [
        { source: 'pages', what: `${site.origin}/down`, reason: 'the site answered with status 500' },
        { source: 'pages', what: 'http://169.254.169.254/latest/meta-data/' },
        { source: 'feeds', reason: 'what is there is no RSS or Atom feed' },
        { source: 'memories', what: 'facts', reason: 'The index is away' },
      ],
    });
    expect(contextUnavailable()).toBe(true);
  });

  it('ask for an address once, however often it is read', async () => {
    site.serve('/', 'home');
    const { sources, evidence } = open();
    const read = await Promise.all(['/', '/#a', '/'].map((path) => sources.pages.read(`${site.origin}${path}`)));
    expect(new Set(read.map((page) => page?.id)).size).toBe(1);
    expect(evidence().items).toHaveLength(1);
    expect(site.asked.map(({ path }) => path)).toEqual(['/robots.txt', '/']);
  });

  it('end at the pages and bytes of one run', async () => {
    for (const path of ['/1', '/2', '/3']) site.serve(path, 'x'.repeat(1_000));
    const few = open({ perRun: { visits: 2, bytes: 1_000_000 } });
    for (const path of ['/1', '/2', '/3']) await few.sources.pages.read(`${site.origin}${path}`);
    expect(few.evidence()).toMatchObject({
      items: [{}, {}],
      lacking: [{ reason: 'the run has asked for 2 pages and feeds already' }],
    });
    const small = open({ perRun: { visits: 10, bytes: 1_500 } });
    for (const path of ['/1', '/2', '/3']) await small.sources.pages.read(`${site.origin}${path}`);
    expect(small.evidence()).toMatchObject({
      items: [{}, {}],
      lacking: [{ reason: 'the run has read 1500 bytes already' }],
    });
  });

  it('read rows of the run workspace and no other, by readers that the guild has named', async () => {
    const other = uuidv7();
    await store.keep(scope(), [aPage('mine')]);
    await store.keep(scope(other), [aPage('canary of another')]);
    const texts = async (tx: Transaction, question: Readonly<Record<string, unknown>>) => {
      const found = await tx.find(AgentEvidenceEntity);
      return found.map(({ text: body, tainted }) => ({ text: body, asked: question['for'], tainted }));
    };
    const { sources, evidence } = open({ rows: { texts, none: () => Promise.resolve([]) } });
    expect(await sources.rows.read('texts', { for: 'x' })).toMatchObject({
      kind: 'rows',
      source: 'rows.texts',
      data: [{ text: 'mine', asked: 'x' }],
      tainted: true,
    });
    expect(await sources.rows.read('none')).toBeUndefined();
    await expect(sources.rows.read('constructor')).rejects.toThrow('no reader of rows called constructor');
    expect(evidence().items).toHaveLength(1);
    expect(JSON.stringify(evidence())).not.toContain('canary');
  });

  it('stop with the run', async () => {
    const ended = AbortSignal.abort(new Error('stopped'));
    const { sources } = open({ rows: { any: () => Promise.resolve([]) } }, { signal: ended });
    await expect(sources.rows.read('any')).rejects.toThrow('stopped');
    await expect((async () => sources.pages.read(`${site.origin}/`))()).rejects.toThrow('stopped');
    expect(site.asked).toEqual([]);
  });
});
