import { foreignMatter } from './foreign-matter';

const KNOWN = 'Try it at https://tally.example/start today. <b>Bold</b> claims. We write to www.tally.example.';

describe('what a model brings into an answer', () => {
  it.each([
    'Tally: invoices paid sooner',
    'See https://tally.example/start.',
    'HTTPS://TALLY.example/start',
    'www.tally.example, again',
    'Profit < cost and 3 > 2',
    '<b>Bold</b>',
    'Family: \u{1f468}\u200d\u{1f469}\u200d\u{1f467}, क्\u200dष',
  ])('may be %j', (text) => {
    expect(foreignMatter({ deep: [{ text }] }, KNOWN)).toEqual([]);
  });

  it.each([
    ['Tally <img src=//evil.example/a>', 'markup'],
    ['Tally <script>x()</script>', 'markup'],
    ['paid sooner, http://evil.example/?q=x', 'address'],
    ['https://tally.example/start?q=what-the-prompt-holds', 'address'],
    ['//evil.example/x', 'address'],
    ['javascript:alert(1)', 'address'],
    ['Tally\u202egnp.exe', 'invisible'],
    ['Ta\u200blly', 'invisible'],
  ])('may not be %j: there is %s', (text, what) => {
    expect(foreignMatter({ deep: [{ text }] }, KNOWN).join(' ')).toContain(what);
  });
});
