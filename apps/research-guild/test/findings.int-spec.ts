import {
  aContentHash,
  aKeywordOpportunity,
  aPersona,
  aResearchReport,
  aSourceDocument,
  openDatabase,
  plant,
  type OpenedDatabase,
} from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { researchDatabase } from '../src/database';
import { KeywordOpportunitiesRepository } from '../src/keywords/keyword-opportunities.repository';
import type { Quote } from '../src/personas/persona.entity';
import { PersonasRepository } from '../src/personas/personas.repository';
import { ResearchReportsRepository } from '../src/reports/research-reports.repository';
import { SourceDocumentsRepository } from '../src/sources/source-documents.repository';

describe('what research has found', () => {
  let opened: OpenedDatabase;

  beforeAll(async () => {
    opened = await openDatabase(researchDatabase);
  });

  afterAll(() => opened.close());

  const write = (...rows: object[]) => opened.inWorkspace((tx) => plant(tx, ...rows));
  const here = () => ({ workspaceId: opened.workspaceId });

  it('keeps a text once for an address, and remembers when it was last there', async () => {
    const sources = new SourceDocumentsRepository();
    const keep = (particular: Parameters<typeof aSourceDocument>[0]) =>
      opened.inWorkspace((tx) => sources.keep(tx, aSourceDocument({ url: 'https://a.example/', ...particular })));
    const contentHash = aContentHash();
    const first = await keep({ contentHash, fetchedAt: new Date('2026-03-01') });
    expect(await keep({ contentHash, fetchedAt: new Date('2026-03-02') })).toBe(first);
    expect(await keep({ contentHash, url: 'https://b.example/' })).not.toBe(first);
    const latest = () => opened.inWorkspace((tx) => sources.latestAt(tx, 'https://a.example/'));
    expect(await latest()).toMatchObject({ id: first, fetchedAt: new Date('2026-03-02') });
    const changed = await keep({ fetchedAt: new Date('2026-03-03') });
    expect(await latest()).toMatchObject({ id: changed });
  });

  it('takes a source for tainted unless somebody says otherwise', async () => {
    const source = aSourceDocument(here());
    await write(source);
    const found = await opened.inWorkspace((tx) => new SourceDocumentsRepository().get(tx, source.id));
    expect(found.tainted).toBe(true);
  });

  it('finds the newest report that is still valid', async () => {
    const reports = new ResearchReportsRepository();
    const about = { ...here(), agentCode: 'RES-004', subject: uuidv7() };
    const expired = aResearchReport({
      ...about,
      validUntil: new Date('2026-03-01'),
      createdAt: new Date('2026-02-03'),
    });
    const older = aResearchReport({ ...about, validUntil: null, createdAt: new Date('2026-02-01') });
    const valid = aResearchReport({ ...about, validUntil: new Date('2026-03-03'), createdAt: new Date('2026-02-02') });
    await write(expired, older, valid, aResearchReport({ ...about, agentCode: 'RES-005' }));
    const freshest = (at: string) =>
      opened.inWorkspace((tx) => reports.freshest(tx, about.agentCode, about.subject, new Date(at)));
    expect((await freshest('2026-03-02'))?.id).toBe(valid.id);
    expect((await freshest('2026-03-04'))?.id).toBe(older.id);
  });

  it('keeps a persona under its name', async () => {
    const personas = new PersonasRepository();
    const name = uuidv7();
    const keep = (narrative: string) =>
      opened.inWorkspace((tx) => personas.keep(tx, aPersona({ name, narrative, quotes: [] })));
    const id = await keep('waits for money');
    expect(await keep('does not wait any more')).toBe(id);
    expect(await opened.inWorkspace((tx) => personas.get(tx, id))).toMatchObject({
      narrative: 'does not wait any more',
      quotes: [],
    });
  });

  it.each([[{ text: 'Nobody said so.' }], [{ text: 'Nobody.', evidenceId: '' }], [{ text: 'No.', evidenceId: null }]])(
    'takes no quote without evidence: %j',
    async (quote) => {
      const quotes = [{ text: 'Somebody did.', evidenceId: 'x' }, quote as Quote];
      await expect(write(aPersona({ ...here(), quotes }))).rejects.toThrow(/personas_quotes_check/);
    },
  );

  it('keeps a keyword once, as it was found last', async () => {
    const keywords = new KeywordOpportunitiesRepository();
    const keyword = uuidv7();
    const found = [0.1, 0.2, 0.3].map((gapScore) => aKeywordOpportunity({ keyword, gapScore }));
    await opened.inWorkspace((tx) => keywords.keep(tx, found[0]!));
    await opened.inWorkspace((tx) => keywords.keep(tx, found[1]!, found[2]!, aKeywordOpportunity()));
    const { items } = await opened.inWorkspace((tx) => keywords.list(tx, { sort: '-gap_score' }, { keyword }));
    expect(items).toMatchObject([{ id: found[0]!.id, gapScore: 0.3 }]);
  });

  it('has no keyword without evidence', async () => {
    const guess = aKeywordOpportunity({ ...here(), evidenceId: 'because' });
    await expect(write(guess)).rejects.toThrow(/evidence_id_check/);
  });
});
