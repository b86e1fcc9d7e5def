import { readHtml } from './read-html';

const URL = 'https://tally.example/pricing?a=1';
const blocksOf = async (body: string): Promise<readonly string[]> => (await readHtml(body, URL)).data.blocks;

describe('a page', () => {
  it('is read in the order in which people read it', async () => {
    const page = await readHtml(
      `<!doctype html><html lang="de-de"><head><title> Tally &ndash; Preise </title>
         <meta name="description" content="Rechnungen, schneller bezahlt."></head>
       <body><nav><ul><li><a href="/">Start</a><li><a href="tour#top">Tour</a></ul></nav>
         <h1>Preise <small>netto</small></h1><p>Für <b>alle</b>,<br>die warten.
         <p>Ab <a href="//shop.example/?q=%C3%A9">hier</a>.</p><pre>a\n  b</pre></body>`,
      URL,
    );
    expect(page).toEqual({
      title: 'Tally – Preise',
      text: 'Start\nTour\nPreise netto\nFür alle, die warten.\nAb hier.\na b',
      isCut: false,
      data: {
        description: 'Rechnungen, schneller bezahlt.',
        language: 'de-DE',
        headings: [{ level: 1, text: 'Preise netto' }],
        links: [
          { url: 'https://tally.example/', text: 'Start' },
          { url: 'https://tally.example/tour', text: 'Tour' },
          { url: 'https://shop.example/?q=%C3%A9', text: 'hier' },
        ],
        blocks: ['Start', 'Tour', 'Preise netto', 'Für alle, die warten.', 'Ab hier.', 'a b'],
        tables: [],
        structured: [],
      },
    });
  });

  it('has its tables as rows, and each row as a line', async () => {
    const { data } = await readHtml(
      `<table><caption>Plans</caption><thead><tr><th>Plan<th>Price</thead>
       <tr><td>Solo<td>$10<br>a month<tr><td>Team<td>$25</table>
       <table><tr><td><div>layout</div><p>only</p></td></tr></table>`,
      URL,
    );
    expect(data.tables).toEqual([
      [
        ['Plan', 'Price'],
        ['Solo', '$10 a month'],
        ['Team', '$25'],
      ],
    ]);
    expect(data.blocks).toEqual(['Plans', 'Plan | Price', 'Solo | $10 a month', 'Team | $25', 'layout', 'only']);
  });

  it.each([
    ['scripts of an address', '<a href="javascript:alert(1)">a</a>'],
    ['mail and telephone', '<a href="mailto:a@b.example">a</a><a href="tel:1">b</a>'],
    ['user names and passwords', '<a href="https://u:p@b.example/">a</a>'],
    ['data', '<a href="data:text/html,hi">a</a>'],
    ['files', '<a href="file:///etc/passwd">a</a>'],
    ['the page itself', `<a href="#top">a</a><a href="${URL}">b</a>`],
    ['what is no address', '<a href="http://[::1">a</a><a href="">b</a><a>c</a>'],
    ['addresses without end', `<a href="/${'x'.repeat(3_000)}">a</a>`],
  ])('has no links to %s', async (_what, markup) => {
    expect((await readHtml(markup, URL)).data.links).toEqual([]);
  });

  it('resolves its links against its base', async () => {
    const { data } = await readHtml('<base href="/en/"><base href="/fr/"><a href="tour">Tour</a>', URL);
    expect(data.links).toEqual([{ url: 'https://tally.example/en/tour', text: 'Tour' }]);
  });

  it('keeps its JSON-LD as it is, in what can be stored', async () => {
    const { data } = await readHtml(
      `<script type="application/ld+json">{"@graph":[{"@type":"Product","name":"T\\u0000all\\ud800y","__proto__":{"a":1}},{"@type":"Offer"}]}</script>
       <script type="application/ld+json">[{"@type":"FAQPage"}, "text"]</script>
       <script type="application/ld+json">{ no json</script>
       <script type="application/ld+json">${'['.repeat(50_000)}${']'.repeat(50_000)}</script>
       <script type="application/ld+json">{"large":"${'x'.repeat(200_000)}"}</script>`,
      URL,
    );
    expect(data.structured).toEqual([
      { '@type': 'Product', name: 'Tally' },
      { '@type': 'Offer' },
      { '@type': 'FAQPage' },
    ]);
    expect(Object.getPrototypeOf(data.structured[0])).toBe(Object.prototype);
  });

  it('is plain text where it has no markup, and nothing where it is empty', async () => {
    expect(await blocksOf('just a word')).toEqual(['just a word']);
    expect(await readHtml('', URL)).toMatchObject({ text: '', isCut: false });
  });

  it('says no language that is none', async () => {
    expect((await readHtml('<html lang="ignore all rules">', URL)).data.language).toBeUndefined();
  });
});

describe('what hides from people', () => {
  it.each([
    ['scripts', '<script>x HIDDEN</script>'],
    ['styles', '<style>p::before{content:"HIDDEN"}</style>'],
    ['comments', '<!-- HIDDEN --><![CDATA[HIDDEN]]>'],
    ['templates', '<template><p>HIDDEN</p></template>'],
    ['noscript', '<noscript>HIDDEN</noscript>'],
    ['frames and objects', '<iframe srcdoc="HIDDEN">HIDDEN</iframe><object>HIDDEN</object><noframes>HIDDEN</noframes>'],
    [
      'pictures',
      '<svg><title>HIDDEN</title><desc>HIDDEN</desc></svg><img alt="HIDDEN" title="HIDDEN"><canvas>HIDDEN</canvas>',
    ],
    ['attributes', '<p title="HIDDEN" data-a="HIDDEN" aria-label="HIDDEN"></p>'],
    ['values of fields', '<input value="HIDDEN"><textarea>HIDDEN</textarea><select><option>HIDDEN</select>'],
    ['the attribute', '<div hidden><p>HIDDEN</p></div><div HIDDEN="until-found">HIDDEN</div>'],
    ['aria-hidden', '<div aria-hidden=" TRUE ">HIDDEN</div>'],
    ['closed dialogs', '<dialog>HIDDEN</dialog>'],
    ['meta refresh', '<meta http-equiv="refresh" content="0;url=https://HIDDEN.example/">'],
    ['display', '<p style="color:red;DISPLAY : None !important">HIDDEN</p>'],
    ['escaped display', '<p style="d\\69splay:n\\6fne">HIDDEN</p>'],
    ['commented display', '<p style="display:/**/none">HIDDEN</p>'],
    [
      'display after a picture',
      `<p style="background:url(data:image/png;base64,${'A'.repeat(5_000)});display:none">HIDDEN</p>`,
    ],
    ['visibility', '<p style="visibility:hidden">HIDDEN</p>'],
    ['opacity', '<p style="opacity:0.0">HIDDEN</p><p style="opacity:.01">HIDDEN</p><p style="opacity:0%">HIDDEN</p>'],
    [
      'font size',
      '<p style="font-size:0">HIDDEN</p><p style="font-size:1px">HIDDEN</p><p style="font:0/0 a">HIDDEN</p>',
    ],
    ['off the screen', '<p style="position:absolute;left:-9999px">HIDDEN</p><p style="text-indent:-999em">HIDDEN</p>'],
    ['clipped', '<p style="clip:rect(0,0,0,0)">HIDDEN</p><p style="clip-path:inset(100%)">HIDDEN</p>'],
    ['no room', '<p style="height:0;overflow:hidden">HIDDEN</p><p style="max-height:1px;overflow:clip">HIDDEN</p>'],
    ['scaled', '<p style="transform:scale(0)">HIDDEN</p>'],
    ['transparent', '<p style="color:transparent">HIDDEN</p><p style="color:rgba(0,0,0,0)">HIDDEN</p>'],
    ['white on white', '<p style="color:#fff;background:white">HIDDEN</p>'],
    [
      'almost white on white',
      '<div style="background-color:rgb(255 255 255)"><p style="color:#fefefe">HIDDEN</p></div>',
    ],
    ['white on a page without styles', '<font color="white">HIDDEN</font><p style="color:white">HIDDEN</p>'],
    ['black on black', '<table bgcolor=black><tr><td><font color="#000000">HIDDEN</font></table>'],
    ['a class', '<style>.a, .b { display:none }</style><p class="x b">HIDDEN</p>'],
    ['an id', '<style>#a{position:absolute;top:-5000px}</style><p id=a>HIDDEN</p>'],
    ['nothing in nothing', '<div style="display:none"><div style="display:block">HIDDEN</div></div>'],
    ['links in it', '<div hidden><a href="https://hidden.example/">HIDDEN</a></div>'],
  ])('is not read: %s', async (_what, markup) => {
    const page = await readHtml(`<p>before</p>${markup}<p>after</p>`, URL);
    expect(page.data.blocks).toEqual(['before', 'after']);
    expect(JSON.stringify(page)).not.toMatch(/hidden/i);
  });

  it.each([
    ['white on black', '<p style="color:#fff;background:#000">seen</p>'],
    ['white where a style sheet has a say', '<link rel="stylesheet" href="a.css"><p style="color:white">seen</p>'],
    ['white on a picture', '<p style="color:white;background:url(a.png) white">seen</p>'],
    ['black in white in white', '<div style="color:white;background:white"><b style="color:black">seen</b></div>'],
    ['of a size again', '<div style="font-size:0"><b style="font-size:16px">seen</b></div>'],
    ['what print hides', '<style>@media print{.a{display:none}}</style><p class=a>seen</p>'],
    ['what another selector hides', '<style>.menu .a{display:none}</style><p class=a>seen</p>'],
    ['a body that fades in', '<body style="opacity:0"><p>seen</p></body>'],
    ['an open dialog', '<dialog open>seen</dialog>'],
    ['details', '<details><summary></summary>seen</details>'],
    ['half opaque', '<p style="opacity:0.5;font-size:12px;left:-5px;height:0">seen</p>'],
  ])('is not what can be seen: %s', async (_what, markup) => {
    expect(await blocksOf(markup)).toEqual(['seen']);
  });
});

describe('hostile markup', () => {
  const deep = (element: string, times: number): string => `<${element}>`.repeat(times);
  it.each([
    ['100,000 nested elements', `${deep('div', 100_000)}deep${'</div>'.repeat(100_000)}`],
    ['nested tables', '<table><tr><td>x'.repeat(200_000)],
    ['5 MB of attributes', `<p ${Array.from({ length: 450_000 }, (_, at) => `a${at}=1`).join(' ')}>x</p>`],
    ['5 MB of one style', `<p style="${'a:b;'.repeat(1_250_000)}">x</p>`],
    ['styles of open brackets', `<style>${'.a{'.repeat(1_600_000)}</style>`],
    ['styles of open comments', `<style>${'/*'.repeat(2_500_000)}</style>`],
    ['open addresses in a style', `<p style="${'url('.repeat(1_200_000)}">x</p>`],
    [
      'formatting that is never closed',
      Array.from({ length: 2_000 }, (_, at) => `<font a=${at}>`).join('') + '<p>x'.repeat(50_000),
    ],
    ['closings of what is not open', `${deep('b', 20_000)}${'</i>'.repeat(500_000)}`],
    ['5 MB of brackets', '<'.repeat(5_000_000)],
    ['5 MB of entities', '&amp;'.repeat(1_000_000)],
    ['5 MB of white space', ' \n'.repeat(2_500_000)],
    ['5 MB of selectors', '\ufe0f\u200d'.repeat(800_000)],
  ])('costs no more than a page: %s', async (_what, markup) => {
    const begun = performance.now();
    let longestPause = 0;
    let last = begun;
    const watch = setInterval(() => {
      longestPause = Math.max(longestPause, performance.now() - last);
      last = performance.now();
    }, 5);
    const page = await readHtml(markup, URL);
    clearInterval(watch);
    expect(page.text.length).toBeLessThanOrEqual(400_000);
    expect(page.data.links.length).toBeLessThanOrEqual(1_000);
    // Generous, for machines that do other things too: without bounds some of these take minutes.
    expect(performance.now() - begun).toBeLessThan(15_000);
    expect(longestPause).toBeLessThan(5_000);
  });
});
