import { EvidenceKeepers, identify, type EvidenceItem, type PageEvidence, type Sources } from '@raptor/agent-kit';
import { openDatabase, type OpenedDatabase } from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { competitorAnalyst } from '../src/agents/competition/res-002.competitor-analyst.agent';
import { samplePage } from '../src/agents/sample-evidence';
import { researchDatabase } from '../src/database';
import { rowReaders } from '../src/row-readers';
import { Library } from '../src/sources/library';
import { SourceDocumentsRepository } from '../src/sources/source-documents.repository';

const URL = 'https://ledgerly.example/pricing';
const january = samplePage({ url: URL, shows: ['# Pricing', '$12 per month'] });
const march = samplePage({ url: URL, shows: ['# Pricing', '$9 per month'] });
const actor = { type: 'agent', id: 'RES-002' } as const;

describe('pages as they were before', () => {
  let opened: OpenedDatabase;
  const keepers = new EvidenceKeepers();

  beforeAll(async () => {
    opened = await openDatabase(researchDatabase);
    new Library(new SourceDocumentsRepository(), keepers);
  });
  afterAll(() => opened.close());

  const keep = (workspaceId: string, page: PageEvidence): Promise<void> =>
    opened.database.withTenant(workspaceId, actor, (tx) => keepers.keep(tx, [page]));

  /** What the Competitor Analyst looks at when its pages are as given. */
  const looksAt = async (workspaceId: string, home: PageEvidence): Promise<EvidenceItem[]> => {
    const items: EvidenceItem[] = [];
    const sources: Sources = {
      pages: { read: () => Promise.resolve((items.push(home), home)) },
      feeds: { read: () => Promise.resolve([]) },
      memories: { similar: () => Promise.resolve([]) },
      rows: {
        read: async (reader, question = {}) => {
          const data = await opened.database.withTenant(workspaceId, actor, async (tx) =>
            rowReaders[reader]!(tx, question),
          );
          if (data.length === 0) return undefined;
          const rows = identify<'rows'>('research', {
            kind: 'rows',
            source: `rows.${reader}`,
            text: JSON.stringify(data),
            data,
            seenAt: home.seenAt,
            tainted: true,
          });
          items.push(rows);
          return rows;
        },
      },
      signal: new AbortController().signal,
    };
    await competitorAnalyst.gather?.(task, sources);
    return items;
  };
  const task = competitorAnalyst.input.parse({
    competitors: [{ domain: 'ledgerly.example', url: URL }],
    company: { name: 'Tally', offer: 'Invoices', audience: 'freelancers' },
  });

  it('show the Competitor Analyst what has changed', async () => {
    const workspaceId = uuidv7();
    await keep(workspaceId, january);
    const evidence = { items: await looksAt(workspaceId, march), lacking: [] };
    const floor = competitorAnalyst.floor(task, evidence);
    expect(floor.changes).toMatchObject([
      { url: URL, since: january.seenAt, added: ['$9 per month'], removed: ['$12 per month'] },
    ]);
    expect(competitorAnalyst.check?.(floor, task, evidence)).toEqual([]);
  });

  it('are nothing where the page is as it was, was never read, or is only known to another workspace', async () => {
    const [mine, other] = [uuidv7(), uuidv7()];
    await keep(mine, march);
    await keep(other, january);
    for (const workspaceId of [mine, uuidv7()]) expect(await looksAt(workspaceId, march)).toHaveLength(1);
    expect(await looksAt(other, march)).toHaveLength(2);
  });

  it('refuse a question that they do not understand', async () => {
    const asked = opened.database.withTenant(uuidv7(), actor, (tx) =>
      rowReaders['pageVersions']!(tx, { pages: 'all' }),
    );
    await expect(asked).rejects.toThrow();
  });
});
