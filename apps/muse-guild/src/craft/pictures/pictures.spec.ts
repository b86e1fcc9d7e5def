import { inflateSync } from 'node:zlib';
import { contrastOf, hexOf, luminanceOf, readableOn } from './contrast';
import { drawn, type Picture } from './draw';
import { PICTURE_FORMATS, PICTURE_FORMAT_NAMES } from './formats';
import { xmlEscaped } from './pen';
import { pngOf } from './raster';
import { isReadable, schemeOf, TEMPLATES } from './scheme';
import { shaped, widthOf } from './shape';
import { balanced, fitted, wrapped } from './wrap';

const PALETTE = [
  { role: 'primary', hex: '#1d4ed8' },
  { role: 'background', hex: '#ffffff' },
  { role: 'text', hex: '#111827' },
];

const picture = (more: Partial<Picture> = {}): Picture => ({
  ...{ company: 'Tally', headline: 'Invoices paid sooner', kicker: 'For freelancers', callToAction: 'Start free' },
  ...{ altText: 'Tally: Invoices paid sooner.', palette: PALETTE, template: 'panel', format: 'x_card', seed: 1 },
  ...more,
});

interface Raster {
  readonly width: number;
  readonly height: number;
  /** Colours by how many pixels have them. */
  readonly colours: ReadonlyMap<number, number>;
}

/** Reads a PNG of eight bits with red, green, blue and alpha: W3C, Portable Network Graphics, sections 5, 9 and 10. */
function read(png: Buffer): Raster {
  expect(png.subarray(0, 8)).toEqual(Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]));
  const packed: Buffer[] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') packed.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  expect([png[24], png[25]]).toEqual([8, 6]);
  const rows = inflateSync(Buffer.concat(packed));
  const line = width * 4;
  const before = Buffer.alloc(line);
  const colours = new Map<number, number>();
  for (let y = 0; y < height; y += 1) {
    const start = y * (line + 1);
    const row = rows.subarray(start + 1, start + 1 + line);
    unfilter(rows[start] ?? 0, row, before);
    for (let x = 0; x < line; x += 4) {
      const colour = row.readUIntBE(x, 3);
      colours.set(colour, (colours.get(colour) ?? 0) + 1);
    }
    row.copy(before);
  }
  return { width, height, colours };
}

function unfilter(kind: number, row: Buffer, above: Buffer): void {
  for (let at = 0; at < row.length; at += 1) {
    const left = at < 4 ? 0 : (row[at - 4] ?? 0);
    const up = above[at] ?? 0;
    const corner = at < 4 ? 0 : (above[at - 4] ?? 0);
    row[at] = ((row[at] ?? 0) + predicted(kind, left, up, corner)) & 255;
  }
}

function predicted(kind: number, left: number, up: number, corner: number): number {
  if (kind < 3) return kind === 0 ? 0 : kind === 1 ? left : up;
  if (kind === 3) return (left + up) >> 1;
  const near = left + up - corner;
  const a = Math.abs(near - left);
  const b = Math.abs(near - up);
  const c = Math.abs(near - corner);
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

describe('contrast', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#777777', '#ffffff', 4.48],
    ['#767676', '#fff', 4.54],
    ['#ff0000', '#ffffff', 4],
    ['#1d4ed8', '#1D4ED8', 1],
  ])('of %s and %s is %d, as others measure it', (one, other, ratio) => {
    expect(contrastOf(one, other)).toBeCloseTo(ratio, 1);
    expect(contrastOf(other, one)).toBe(contrastOf(one, other));
  });

  it('goes by luminance, from 0 to 1', () => {
    expect([luminanceOf('#000'), luminanceOf('#fff')]).toEqual([0, 1]);
    expect(() => hexOf('blue')).toThrow(TypeError);
  });

  it('is enough on whatever colour there is', () => {
    for (let grey = 0; grey < 256; grey += 1) {
      const hex = `#${grey.toString(16).padStart(2, '0').repeat(3)}`;
      expect(contrastOf(readableOn(hex, [hex]), hex)).toBeGreaterThanOrEqual(4.5);
    }
    expect(readableOn('#ffffff', ['#fde68a', '#111827'])).toBe('#111827');
  });

  it('is enough in every scheme of every palette', () => {
    const hexes = ['#1d4ed8', '#fde68a', '#777777', '#ffffff', '#000000', '#16a34a', '#f97316'];
    for (const primary of hexes)
      for (const background of hexes)
        for (const template of TEMPLATES) {
          const palette = [
            { role: 'Primary', hex: primary },
            { role: 'background', hex: background },
            { role: 'text', hex: background },
          ];
          expect(isReadable(schemeOf(palette, template))).toBe(true);
        }
    expect(isReadable(schemeOf([], 'panel'))).toBe(true);
  });
});

describe('lines', () => {
  const byCharacter = (line: string): number => [...line].length;

  it('end between words', () => {
    const room = { width: 12, measure: byCharacter };
    expect(wrapped('Invoices paid sooner than ever', room)).toEqual(['Invoices', 'paid sooner', 'than ever']);
    expect(wrapped('  much \n white\tspace ', room)).toEqual(['much white', 'space']);
    expect(wrapped('', room)).toEqual([]);
  });

  it('end within a word only where it has no room', () => {
    const room = { width: 6, measure: byCharacter };
    expect(wrapped('a Donaudampfschifffahrt b', room)).toEqual(['a', 'Donaud', 'ampfsc', 'hifffa', 'hrt b']);
    expect(wrapped('user-friendly', { width: 9, measure: byCharacter })).toEqual(['user-', 'friendly']);
  });

  it('end between East Asian characters, but none begins with a full stop or ends with an opening bracket', () => {
    const room = { width: 5, measure: byCharacter };
    expect(wrapped('发票更快到，自由职业', room)).toEqual(['发票更快', '到，自由职', '业']);
    expect(wrapped('请求书类「発行」を', room)).toEqual(['请求书类', '「発行」を']);
  });

  it('keep an emoji of several characters whole', () => {
    const family = '👩‍👩‍👧';
    const lines = wrapped(`${family}${family}${family}`, { width: 1, measure: (line) => line.length / family.length });
    expect(lines).toEqual([family, family, family]);
  });

  it('are alike in width, and no more of them', () => {
    const room = { width: 26, measure: byCharacter };
    expect(wrapped('Invoices that write themselves today', room)).toEqual(['Invoices that write', 'themselves today']);
    expect(balanced('one two three four five six seven', room)).toHaveLength(2);
    const [first = '', second = ''] = balanced('one two three four five six seven', room);
    expect(Math.abs(first.length - second.length)).toBeLessThan(6);
  });

  it('are as large as there is room, and cut where there is none', () => {
    const box = { width: 300, height: 100, most: 60, least: 20, leading: 1.2, mostLines: 3 };
    const measure = (line: string): number => widthOf(line, 'bold');
    const short = fitted('Paid', box, measure);
    expect(short).toEqual({ lines: ['Paid'], size: 60, isCut: false });
    const long = fitted('Paid sooner '.repeat(40), box, measure);
    expect(long).toMatchObject({ size: 20, isCut: true });
    expect(long.lines.at(-1)).toMatch(/…$/u);
    for (const line of long.lines) expect(measure(line) * long.size).toBeLessThanOrEqual(box.width);
  });
});

describe('text as outlines', () => {
  it('is as wide as the font says, kerning included', () => {
    expect(widthOf('AV', 'bold')).toBeLessThan(widthOf('A', 'bold') + widthOf('V', 'bold'));
    expect(widthOf('Invoices', 'regular')).toBeLessThan(widthOf('Invoices', 'bold'));
  });

  it('is there for Latin, Greek, Cyrillic, Han, kana, Hangul and emoji; what is not is named', () => {
    for (const text of ['Grüße', 'Ελλάδα', 'Україна', '发票', 'カナ', '청구서', '🚀', '❤️', '👍🏽'])
      expect([text, shaped(text, 'bold').missing, shaped(text, 'bold').glyphs.length > 0]).toEqual([text, [], true]);
    expect(shaped('a\u{10FFFD}b', 'bold')).toMatchObject({ missing: ['\u{10FFFD}'] });
  });
});

describe('a picture', () => {
  it.each(PICTURE_FORMAT_NAMES.map((format, at) => ({ format, template: TEMPLATES[at % 3] ?? 'panel' })))(
    'for $format opens as PNG of its size, with ink on it',
    async ({ format, template }) => {
      const { svg, width, height, contrastRatio, scheme } = drawn(picture({ format, template }));
      const raster = read(await pngOf(svg));
      expect([raster.width, raster.height]).toEqual([PICTURE_FORMATS[format].width, PICTURE_FORMATS[format].height]);
      expect([raster.width, raster.height]).toEqual([width, height]);
      const share = (hex: string): number =>
        (raster.colours.get(Number.parseInt(hex.slice(1), 16)) ?? 0) / (width * height);
      expect(share(scheme.background)).toBeGreaterThan(0.2);
      expect(share(scheme.ink)).toBeGreaterThan(0.005);
      expect(share(scheme.button)).toBeGreaterThan(0.005);
      expect(contrastRatio).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('is the same for the same, and another for other words, colours and seeds', async () => {
    const one = drawn(picture());
    expect(drawn(picture())).toEqual(one);
    const others = [
      picture({ headline: 'Your Sundays back' }),
      picture({ palette: [{ role: 'primary', hex: '#16a34a' }] }),
      picture({ seed: 2 }),
    ].map(drawn);
    expect(new Set([one, ...others].map(({ svgHash }) => svgHash)).size).toBe(4);
    const rasters = await Promise.all([one, ...others].map(({ svg }) => pngOf(svg)));
    expect(new Set(rasters.map((png) => png.toString('base64'))).size).toBe(4);
  });

  it('takes what strangers write as words, and fetches nothing', async () => {
    const hostile = `<script>alert("1")</script> & ']]>\u0000\ud800`;
    const all = { headline: hostile, kicker: hostile, callToAction: hostile, altText: hostile, company: hostile };
    const { svg } = drawn(picture(all));
    expect(svg).not.toMatch(/<script|<image|<foreignObject|@import|<!|\u0000/);
    expect(svg).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;]]&gt;');
    expect([...svg.matchAll(/(?:href|url)[=(]["']?([^"')]*)/g)].every(([, to]) => to?.startsWith('#'))).toBe(true);
    expect(svg.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg']);
    expect(read(await pngOf(svg)).width).toBe(1_200);
    expect(xmlEscaped('a\u0007b')).toBe('ab');
  });

  it('divides a long headline, says where it has no room, and leaves nothing outside', () => {
    const long = drawn(picture({ headline: 'Invoices that write themselves from your calendar. '.repeat(12) }));
    expect(long.isCut).toBe(true);
    expect(long.headline.lines.length).toBeGreaterThan(3);
    for (const headline of [
      '发票更快到账，为自由职业者而生，让每一位自由职业者专注于自己的工作',
      '🚀🚀🚀 Paid sooner 🚀',
    ]) {
      const { headline: set, missing } = drawn(picture({ headline, format: 'instagram_square' }));
      expect(missing).toEqual([]);
      for (const line of set.lines) expect(widthOf(line, 'bold') * set.size).toBeLessThanOrEqual(1_080 * 0.86);
    }
  });
});
