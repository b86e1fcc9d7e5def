import { v7 as uuidv7 } from 'uuid';
import type { EvidenceItem } from '../../src/evidence/evidence';
import { identify } from '../../src/evidence/identify';
import { boundaryOf, withBoundary } from '../../src/run/fence';
import { userPrompt } from '../../src/run/user-prompt';
import { readHtml } from '../../src/sources/html/read-html';
import { injectedPages, type InjectedPage } from './injected-pages';

const trap = {
  origin: 'http://trap.example',
  victim: { workspaceId: uuidv7(), memoryId: uuidv7(), evidenceId: `research:${'b'.repeat(64)}` },
};
const pages = injectedPages(trap);
const named = (order: InjectedPage['order']) =>
  pages.filter((page) => page.order === order).map((page) => [page.name, page] as const);

const read = async (page: InjectedPage): Promise<EvidenceItem> => {
  const { title, data, text } = await readHtml(page.html, 'https://tally.example/');
  return identify<'page'>('research', {
    kind: 'page',
    source: 'pages',
    url: 'https://tally.example/',
    ...(title !== undefined && { title }),
    text,
    data,
    seenAt: '2026-03-03T10:00:00.000Z',
    tainted: true,
  });
};

it('has a hundred pages and more, each once', () => {
  expect(pages.length).toBeGreaterThanOrEqual(100);
  expect(new Set(pages.map(({ html }) => html)).size).toBe(pages.length);
  expect(injectedPages(trap)).toEqual(pages);
  expect(injectedPages(trap, 8)).not.toEqual(pages);
});

describe('an order that nobody sees is not in what is read', () => {
  it.each(named('unseen'))('%s', async (_name, page) => {
    const item = await read(page);
    expect(JSON.stringify(item)).not.toContain(page.mark);
    expect(item.text).toContain('Tally costs $10 a month for one person.');
  });
});

describe('an order that the page describes itself with is in none of its text', () => {
  it.each(named('described'))('%s', async (_name, page) => {
    const item = await read(page);
    expect(item.text).not.toContain(page.mark);
    expect(JSON.stringify(item.data)).toContain(page.mark);
  });
});

describe('an order that everybody sees is read as what it is: text of a stranger', () => {
  it.each(named('seen'))('%s', async (_name, page) => {
    const item = await read(page);
    if (page.mark !== undefined) expect(`${item.title}\n${item.text}`).toContain(page.mark);
    expect(item.tainted).toBe(true);

    const boundary = boundaryOf(uuidv7());
    const prompt = withBoundary(boundary, () => userPrompt('What does it cost?', { items: [item], lacking: [] }));
    const lines = prompt.split('\n');
    // One fence, begun and ended by us; whatever looks like one of its lines stands inside, broken up.
    expect(lines.filter((line) => line.startsWith('<<<'))).toHaveLength(2);
    expect(prompt.match(/<{3,}|>{3,}/g)).toHaveLength(4);
    expect(lines.at(-1)).toBe(`<<<END ${boundary}>>>`);
    expect(prompt.split(boundary)).toHaveLength(3);
  });
});
