import { EvidenceKeepers, identify, type EvidenceItem } from '@raptor/agent-kit';
import { openDatabase, type OpenedDatabase } from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { researchDatabase } from '../src/database';
import { Library } from '../src/sources/library';
import { SourceDocumentEntity } from '../src/sources/source-document.entity';
import { SourceDocumentsRepository } from '../src/sources/source-documents.repository';

const seenAt = '2026-03-03T10:00:00.000Z';

const aPage = (text: string, at = seenAt): EvidenceItem =>
  identify<'page'>('research', {
    kind: 'page',
    source: 'pages',
    url: 'https://tally.example/pricing',
    title: 'Pricing',
    text,
    data: { language: 'en', headings: [], links: [], blocks: [text], tables: [], structured: [] },
    seenAt: at,
    tainted: true,
  });

const anEntry = (): EvidenceItem =>
  identify<'feed'>('research', {
    kind: 'feed',
    source: 'feeds',
    url: 'https://tally.example/blog/1',
    text: 'News',
    data: { feedUrl: 'https://tally.example/feed.xml', publishedAt: seenAt },
    seenAt,
    tainted: true,
  });

const rows = (): EvidenceItem =>
  identify<'rows'>('research', {
    kind: 'rows',
    source: 'rows.personas',
    text: '',
    data: [{ a: 1 }],
    seenAt,
    tainted: false,
  });

describe('the library of research', () => {
  let opened: OpenedDatabase;
  const keepers = new EvidenceKeepers();

  beforeAll(async () => {
    opened = await openDatabase(researchDatabase);
    new Library(new SourceDocumentsRepository(), keepers);
  });
  afterAll(() => opened.close());

  const keep = (workspaceId: string, ...items: EvidenceItem[]) =>
    opened.database.withTenant(workspaceId, { type: 'agent', id: 'RES-002' }, (tx) => keepers.keep(tx, items));
  const kept = (workspaceId: string): Promise<SourceDocumentEntity[]> =>
    opened.database.withTenant(workspaceId, { type: 'system', id: 'test' }, (tx) =>
      tx.find(SourceDocumentEntity, { order: { url: 'ASC', fetchedAt: 'ASC' } }),
    );

  it('has each page and feed entry that was read, and nothing else', async () => {
    const workspaceId = uuidv7();
    const [page, entry] = [aPage('Ten dollars a month.'), anEntry()];
    await keep(workspaceId, page, entry, rows());
    expect(await kept(workspaceId)).toMatchObject([
      {
        kind: 'feed',
        url: 'https://tally.example/blog/1',
        title: null,
        tainted: true,
        metadata: { evidenceId: entry.id },
      },
      {
        kind: 'page',
        url: 'https://tally.example/pricing',
        title: 'Pricing',
        text: 'Ten dollars a month.',
        tainted: true,
        fetchedAt: new Date(seenAt),
        metadata: { evidenceId: page.id, language: 'en' },
      },
    ]);
  });

  it('has a page once as long as it says the same, and anew when it has changed', async () => {
    const workspaceId = uuidv7();
    await keep(workspaceId, aPage('Ten dollars.'));
    await keep(workspaceId, aPage('Ten dollars.', '2026-03-04T10:00:00.000Z'));
    await keep(workspaceId, aPage('Twelve dollars.', '2026-03-05T10:00:00.000Z'));
    expect(
      (await kept(workspaceId)).map(({ text, fetchedAt }) => [text, fetchedAt.toISOString().slice(0, 10)]),
    ).toEqual([
      ['Ten dollars.', '2026-03-04'],
      ['Twelve dollars.', '2026-03-05'],
    ]);
  });
});
