import type { Evidence, PageEvidence, Sources } from '@raptor/agent-kit';
import { samplePage } from '../sample-evidence';
import { competitorAnalyst } from './res-002.competitor-analyst.agent';
import type { CompetitorAnswer, CompetitorTask } from './res-002.schema';

const [invoicing, plants, silent] = competitorAnalyst.samples.map(
  ({ input, evidence = { items: [], lacking: [] } }) => {
    const task = competitorAnalyst.input.parse(input);
    return { task, evidence, floor: competitorAnalyst.floor(task, evidence) };
  },
) as [Case, Case, Case];

interface Case {
  readonly task: CompetitorTask;
  readonly evidence: Evidence;
  readonly floor: CompetitorAnswer;
}

const problems = ({ task, evidence, floor }: Case, change: (answer: CompetitorAnswer) => void): string[] => {
  const answer = structuredClone(floor);
  change(answer);
  return competitorAnalyst.check?.(answer, task, evidence) ?? [];
};

describe('the floor of the Competitor Analyst', () => {
  it('says what they sell, for whom, and what it rests on, in their own words', () => {
    expect(invoicing.floor.profiles[0]).toMatchObject({
      name: 'Ledgerly',
      summary: 'Ledgerly offers: Invoicing that gets you paid. It names as its buyers: freelancers and small studios.',
      tone: { words: ['short sentences', 'speaks to the reader', 'formal'] },
      unknowns: [],
    });
    expect(invoicing.floor.profiles[0]?.callsToAction).toMatchObject([
      { quote: 'Start free trial', url: 'https://ledgerly.example/signup' },
    ]);
  });

  it('sees a competitor against the own company, prices of one currency only', () => {
    const texts = (list: readonly { readonly text: string }[] = []): string[] => list.map(({ text }) => text);
    expect(texts(invoicing.floor.swot[0]?.threats)).toContain(
      'Buyers who compare prices find ledgerly.example cheaper: 9 USD per month against 12 USD per month.',
    );
    expect(texts(invoicing.floor.swot[0]?.threats)).toContain('Has changed its pricing page since 2026-01-12.');
    expect(texts(plants.floor.swot[0]?.weaknesses)).toContain('No price is public on the pages read.');
    expect(texts(plants.floor.swot[1]?.strengths)).toEqual([
      'Asks less to begin with: 49 EUR per month against 89 EUR per month.',
    ]);
  });

  it('calls nothing missing on pages that it cannot read', () => {
    expect(plants.floor.swot[1]?.weaknesses).toEqual([]);
    expect(plants.floor.profiles[1]?.unknowns[0]).toMatch(/in de/);
  });

  it('says of a site that could not be read that nothing is known', () => {
    expect(silent.floor.profiles[1]?.unknowns).toEqual([
      'No page of this site could be read: everything about it is unknown.',
    ]);
    expect(silent.floor.lacking).toEqual([{ what: 'https://closed.example/', reason: 'robots.txt forbids it' }]);
  });
});

describe('an answer of a model', () => {
  const {
    profiles: [first],
  } = invoicing.floor;

  it.each<[string, (answer: CompetitorAnswer) => void, RegExp]>([
    [
      'quotes what no page says',
      ({ profiles: [p] }) => void (p!.claims[0]!.quote = 'Get paid 12 days sooner'),
      /is not in research:\w+ word for word/,
    ],
    [
      'names a figure from elsewhere',
      ({ profiles: [p] }) => void (p!.summary += ' It has 70,000 users.'),
      /^70,000 is on no page of ledgerly.example$/,
    ],
    ['changes the name', ({ profiles: [p] }) => void (p!.name = 'Ledger Inc.'), /"Ledger Inc." is no name/],
    ['leaves a competitor out', (answer) => void (answer.swot = []), /swot must be ledgerly.example, in this order/],
    ['says the same twice', ({ swot: [s] }) => void s!.strengths.push(s!.strengths[0]!), /twice/],
    [
      'gives buyers who are not in the quote',
      ({ profiles: [p] }) => void (p!.audience[0]!.who = 'banks'),
      /"banks" is not in its quote/,
    ],
  ])('is rejected when it %s', (_deed, change, reason) => {
    expect(problems(invoicing, change).join('\n')).toMatch(reason);
  });

  it('is rejected when evidence of one competitor is cited for another', () => {
    const change = ({ profiles: [one, other] }: CompetitorAnswer): void => void (other!.sells = one!.sells);
    expect(problems(plants, change).join('\n')).toMatch(/is no page of schnell.example/);
  });

  it('keeps what code has found where it names nothing, and what is measured whatever it says', () => {
    const lazy = competitorAnalyst.output.parse({
      profiles: [{ domain: 'ledgerly.example', name: 'Ledgerly', summary: 'Invoices for freelancers.', unknowns: [] }],
      swot: invoicing.floor.swot,
    });
    const finished = competitorAnalyst.finish?.(lazy, invoicing.task, invoicing.evidence);
    expect(finished?.profiles[0]).toEqual({ ...first, summary: 'Invoices for freelancers.' });
    expect(finished?.changes).toEqual(invoicing.floor.changes);
    expect(competitorAnalyst.check?.(finished!, invoicing.task, invoicing.evidence)).toEqual([]);
  });
});

describe('what the Competitor Analyst reads', () => {
  const read = async (site: Readonly<Record<string, PageEvidence>>): Promise<{ urls: string[]; rows: unknown[] }> => {
    const [urls, rows]: [string[], unknown[]] = [[], []];
    const sources: Sources = {
      pages: { read: (url) => (urls.push(url), Promise.resolve(site[url])) },
      feeds: { read: () => Promise.resolve([]) },
      memories: { similar: () => Promise.resolve([]) },
      rows: { read: (reader, question) => (rows.push([reader, question]), Promise.resolve(undefined)) },
      signal: new AbortController().signal,
    };
    await competitorAnalyst.gather?.(invoicing.task, sources);
    return { urls, rows };
  };

  it('is the home page, then what it links to, then how these pages were before', async () => {
    const pages = invoicing.evidence.items.filter((item): item is PageEvidence => item.kind === 'page');
    const { urls, rows } = await read(Object.fromEntries(pages.map((page) => [page.url, page])));
    expect(urls).toEqual([
      'https://ledgerly.example/',
      'https://ledgerly.example/pricing',
      'https://ledgerly.example/about',
      'https://ledgerly.example/security',
    ]);
    expect(rows).toMatchObject([
      [
        'pageVersions',
        {
          pages: [
            { url: 'https://ledgerly.example/' },
            { url: 'https://ledgerly.example/pricing' },
            { url: 'https://ledgerly.example/security' },
          ],
        },
      ],
    ]);
  });

  it('is nothing more where there is no home page', async () => {
    expect(await read({})).toEqual({ urls: ['https://ledgerly.example/'], rows: [] });
  });

  it('is never another site', async () => {
    const home = samplePage({
      url: 'https://ledgerly.example/',
      shows: ['[Pricing](https://elsewhere.example/pricing)'],
    });
    expect((await read({ 'https://ledgerly.example/': home })).urls).toEqual(['https://ledgerly.example/']);
  });
});

describe('what the Competitor Analyst may be asked', () => {
  const ask = (competitors: unknown): string =>
    competitorAnalyst.input
      .safeParse({ ...competitorAnalyst.samples[0]!.input, competitors })
      .error?.issues.map(({ message }) => message)
      .join() ?? '';

  it.each([
    [[{ domain: 'https://acme.com/' }], 'must be a domain such as acme.com, without https:// and path'],
    [[{ domain: 'acme.com' }, { domain: 'ACME.com' }], 'must name each domain once'],
    [[{ domain: 'acme.com', url: 'ftp://acme.com' }], 'must be an address that begins with https:// or http://'],
  ])('is not %j', (competitors, message) => expect(ask(competitors)).toBe(message));
});
