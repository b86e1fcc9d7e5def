import { samplePage } from '../../agents/sample-evidence';
import { linksByRole, roleOf } from '../pages/page-roles';
import { sentencesOf } from '../pages/sentences';
import { isSameSite, siteOf } from '../pages/sites';
import { claimsIn } from './claims';
import { changeOf } from './page-changes';
import { audiencesIn, callsToActionOf, offersOf } from './positioning';
import { proofIn, trustIn } from './proof';
import { messageMatrix } from './themes';
import { describeTone, measureTone } from './tone';

const page = (...shows: string[]) => samplePage({ url: 'https://acme.example/', shows });
const said = (...shows: string[]) => sentencesOf(page(...shows));

describe('a site', () => {
  it.each([
    ['https://www.acme.co.uk/a', 'acme.co.uk'],
    ['https://one.github.io/', 'one.github.io'],
    ['http://127.0.0.1:4100/x', '127.0.0.1:4100'],
    ['not an address', undefined],
  ])('of %s is %s', (url, site) => expect(siteOf(url)).toBe(site));

  it('is another for another tenant of one host', () => {
    expect(isSameSite('https://one.github.io/', 'https://two.github.io/')).toBe(false);
    expect(isSameSite('https://app.acme.com/', 'https://www.acme.com/about')).toBe(true);
  });
});

describe('the role of a page', () => {
  it.each([
    ['https://a.example/', '', 'home'],
    ['https://a.example/de/', '', 'home'],
    ['https://a.example/pricing', '', 'pricing'],
    ['https://a.example/de/preise/', '', 'pricing'],
    ['https://a.example/x1', 'Über uns', 'about'],
    ['https://a.example/customers/stories', '', 'customers'],
    ['https://a.example/blog/how-we-built-our-pricing-page', '', undefined],
    ['https://a.example/blog/2024/05/pricing', '', undefined],
    ['https://a.example/legal', 'Terms', undefined],
  ])('%s "%s": %s', (url, text, role) => expect(roleOf(url, text)).toBe(role));

  it('chooses the shortest link of the same site for each role', () => {
    const home = page(
      '[Pricing](/pricing)',
      '[Plans for teams](/pricing/teams)',
      '[Pricing](https://other.example/pricing)',
      '[About](/about#team)',
    );
    expect(linksByRole(home, ['pricing', 'about', 'trust'])).toEqual([
      { role: 'pricing', url: 'https://acme.example/pricing' },
      { role: 'about', url: 'https://acme.example/about' },
    ]);
  });
});

describe('positioning', () => {
  const home = page(
    '# Invoicing that gets you paid',
    'Send invoices in one click. Built for freelancers and small studios.',
    '[Start free trial](/signup)',
    '[Blog](/blog)',
  );

  it('is the main heading and the first sentence under it', () => {
    expect(offersOf([home], sentencesOf(home)).map(({ text }) => text)).toEqual([
      'Invoicing that gets you paid',
      'Send invoices in one click.',
    ]);
  });

  it('names whom it is for, in the words of the page', () => {
    expect(audiencesIn(sentencesOf(home)).map(({ who }) => who)).toEqual(['freelancers and small studios']);
    expect(
      audiencesIn(said('Good for your teams. Waiting for an answer. Perfect for remote design teams.')).map(
        ({ who }) => who,
      ),
    ).toEqual(['teams', 'remote design teams']);
  });

  it('has the calls to action, and no other link', () => {
    expect(callsToActionOf([home], () => true).map(({ text }) => text)).toEqual(['Start free trial']);
  });
});

describe('claims', () => {
  it.each([
    ['Get paid 9 days sooner on average.', 'number'],
    ['Easier than spreadsheets from day one.', 'comparison'],
    ['The leading tool for small studios.', 'superlative'],
    ['Satisfaction guaranteed for a year.', 'guarantee'],
    ['Never chase a client again.', 'outcome'],
    ['Plans start at $12 per month.', undefined],
    ['Want to save time?', undefined],
    ['Our office is in Porto.', undefined],
  ])('%s: %s', (text, kind) => expect(claimsIn(said(text))[0]?.kind).toBe(kind));
});

describe('proof', () => {
  it.each([
    ['Trusted by 4,000 freelancers.', 'customers'],
    ['Rated 4.8/5 on Capterra.', 'rating'],
    ['“It paid for itself in a week.” — Ana Reis, Atelier Reis', 'testimonial'],
    ['Serving bakeries since 1998.', 'track record'],
    ['We like coffee.', undefined],
  ])('%s: %s', (text, kind) => expect(proofIn([{ text, page: page(text) }])[0]?.kind).toBe(kind));

  it('of trust is each mark once', () => {
    expect(trustIn(said('SOC 2 audited.', 'Encrypted at rest. SOC 2 type II.')).map(({ name }) => name)).toEqual([
      'SOC 2',
      'Encryption',
    ]);
  });
});

describe('tone', () => {
  it('is measured', () => {
    expect(
      describeTone(
        measureTone(
          said(
            'You send it. You’re paid in days! Your clients don’t wait for you.',
            'It’s your money, and you’ll love it!',
          ),
        ),
      ),
    ).toEqual(['short sentences', 'speaks to the reader', 'exclaiming', 'informal']);
  });

  it('is not told from two sentences', () =>
    expect(describeTone(measureTone(said('We sell pipes to plants.')))).toEqual([]));
});

describe('the message matrix', () => {
  it('has a row for each theme somebody speaks of, in their words', () => {
    const rows = messageMatrix(
      ['Invoices in minutes'],
      [{ domain: 'acme.example', sentences: said('Connects with your bank.', 'Support by real people.') }],
    );
    expect(rows.map(({ theme, ours, theirs }) => [theme, ours, theirs[0]?.phrases.map(({ text }) => text)])).toEqual([
      ['time saved', ['Invoices in minutes'], []],
      ['integrations', [], ['Connects with your bank.']],
      ['support', [], ['Support by real people.']],
    ]);
  });
});

describe('changes of a page', () => {
  const version = {
    url: 'https://acme.example/',
    seenAt: '2026-01-12T08:00:00.000Z',
    text: 'Acme\n$10 per month\nFor teams',
  };

  it('are lines that are new and lines that are gone', () => {
    expect(changeOf(page('For teams', '# Acme', '$12 per month'), [version])).toEqual({
      since: version.seenAt,
      similarity: 0.5,
      added: ['$12 per month'],
      removed: ['$10 per month'],
    });
  });

  it('are none when lines only moved, and unknown of a page that was never seen', () => {
    expect(changeOf(page('For teams', '# Acme', '$10 per month'), [version])).toBeUndefined();
    expect(changeOf(samplePage({ url: 'https://acme.example/about', shows: ['# Us'] }), [version])).toBeUndefined();
  });

  it('are told from the latest version', () => {
    const older = { ...version, seenAt: '2025-01-01T00:00:00.000Z', text: 'Acme\n$8 per month\nFor teams' };
    expect(changeOf(page('# Acme', '$12 per month', 'For teams'), [older, version])?.removed).toEqual([
      '$10 per month',
    ]);
  });
});
