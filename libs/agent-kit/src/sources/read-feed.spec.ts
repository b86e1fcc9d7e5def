import { readFeed } from './read-feed';

const URL = 'https://news.example/feed.xml';

describe('a feed', () => {
  it('is read as RSS 2.0', async () => {
    const entries = await readFeed(
      `<?xml version="1.0"?><rss version="2.0" xmlns:content="c" xmlns:dc="d"><channel><title>News</title><link>https://news.example/</link>
        <item><title>Prices &amp;amp; plans</title><link>https://news.example/1#top</link><pubDate>Tue, 03 Mar 2026 10:00:00 +0200</pubDate>
          <description>short</description><content:encoded><![CDATA[<p>Long <b>story</b><span style="display:none">HIDDEN</span></p>]]></content:encoded>
          <dc:creator>Ada</dc:creator></item>
        <item><title><![CDATA[<b>Two</b>]]></title><guid>https://news.example/2</guid><description>&lt;p&gt;two&lt;/p&gt;</description></item>
        <item><title>Three</title><link>javascript:alert(1)</link><guid isPermaLink="false">3</guid><pubDate>soon</pubDate></item>
      </channel></rss>`,
      URL,
      10,
    );
    expect(entries).toEqual([
      {
        url: 'https://news.example/1',
        title: 'Prices & plans',
        text: 'Prices & plans\nLong story',
        publishedAt: '2026-03-03T08:00:00.000Z',
        author: 'Ada',
      },
      { url: 'https://news.example/2', title: 'Two', text: 'Two\ntwo' },
      { url: URL, title: 'Three', text: 'Three' },
    ]);
  });

  it('is read as Atom', async () => {
    const entries = await readFeed(
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
        <entry><title type="html">&lt;i&gt;One&lt;/i&gt;</title><link rel="self" href="/self"/><link href="/1"/>
          <published>2026-03-03T10:00:00Z</published><updated>2026-03-04T10:00:00Z</updated>
          <author><name>Ada</name><email>a@b.example</email></author><summary>sum</summary></entry></feed>`,
      URL,
      10,
    );
    expect(entries).toEqual([
      {
        url: 'https://news.example/1',
        title: 'One',
        text: 'One\nsum',
        publishedAt: '2026-03-03T10:00:00.000Z',
        author: 'Ada',
      },
    ]);
  });

  it('is read as RSS 1.0', async () => {
    const entries = await readFeed(
      `<rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/" xmlns:dc="d"><channel><title>N</title></channel>
        <item rdf:about="x"><title>One</title><link>https://news.example/1</link><dc:date>2026-03-03</dc:date></item></rdf:RDF>`,
      URL,
      10,
    );
    expect(entries).toEqual([
      { url: 'https://news.example/1', title: 'One', text: 'One', publishedAt: '2026-03-03T00:00:00.000Z' },
    ]);
  });

  it('has as many entries as are wanted', async () => {
    const items = Array.from({ length: 5_000 }, (_, at) => `<item><title>${at}</title></item>`).join('');
    const entries = await readFeed(`<rss><channel>${items}</channel></rss>`, URL, 3);
    expect(entries?.map(({ title }) => title)).toEqual(['0', '1', '2']);
  });

  it('loads and expands nothing that it declares', async () => {
    const lol = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('');
    const entries = await readFeed(
      `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY l0 "lol">${lol}]>
       <rss><channel><item><title>&x; &l9;</title></item></channel></rss>`,
      URL,
      10,
    );
    expect(JSON.stringify(entries)).not.toMatch(/root:|lollol/);
  });

  it.each([
    ['a page', '<!doctype html><html><body>hi</body></html>'],
    ['nothing', ''],
    ['words', 'hello'],
    ['JSON', '{"version":"https://jsonfeed.org/version/1"}'],
  ])('is not what is %s', async (_what, text) => {
    expect(await readFeed(text, URL, 10)).toBeUndefined();
  });

  it('costs no more than a page, however deep it is', async () => {
    const deep = `<rss><channel><item><title>t</title><description>${'<a>'.repeat(300_000)}`;
    const begun = performance.now();
    await readFeed(deep, URL, 10);
    expect(performance.now() - begun).toBeLessThan(15_000);
  });
});
