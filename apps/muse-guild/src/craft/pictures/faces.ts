import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';

export type Weight = 'regular' | 'bold';

/** A family, and how its files are named. They come in parts: one for each range of characters. */
interface Family {
  readonly package: string;
  fileOf(part: string, weight: Weight): string;
  /**
   * How much broader its strokes are drawn, in em. The families of Han and Hangul are kept in their thinnest weight, one file for all weights:
   * their outlines are drawn with a line around them, as text renderers do where a font has no bold (Skia, `SkScalerContext`, fake bold).
   */
  readonly broadened: Readonly<Record<Weight, number>>;
}

/** Who draws a character: the first that has it. */
const FAMILIES: readonly Family[] = [
  {
    package: '@fontsource/inter',
    fileOf: (part, weight) => `inter-${part}-${weight === 'bold' ? 700 : 400}-normal.woff`,
    broadened: { regular: 0, bold: 0 },
  },
  {
    package: '@fontsource-variable/noto-sans-sc',
    fileOf: (part) => `noto-sans-sc-${part}-wght-normal.woff2`,
    broadened: { regular: 0.03, bold: 0.048 },
  },
  {
    package: '@fontsource-variable/noto-sans-kr',
    fileOf: (part) => `noto-sans-kr-${part}-wght-normal.woff2`,
    broadened: { regular: 0.03, bold: 0.055 },
  },
  {
    package: '@fontsource-variable/noto-emoji',
    fileOf: (part) => `noto-emoji-${part}-wght-normal.woff2`,
    broadened: { regular: 0, bold: 0.02 },
  },
];

/** A font that has been read, and how broad its strokes are drawn. */
export interface Face {
  readonly id: string;
  readonly font: Font;
  /** In em. */
  readonly broadened: number;
}

interface Part {
  readonly name: string;
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

// Where the bundle is when it runs: the fonts lie in node_modules, and are not part of it.
const installed = createRequire(__filename);
const parts = new Map<string, readonly Part[]>();
const faces = new Map<string, Face>();

/** Who draws a character; undefined where none of the fonts has it. Fonts are read when they are first needed. */
export function faceFor(codePoint: number, weight: Weight): Face | undefined {
  for (const family of FAMILIES)
    for (const { name, ranges } of partsOf(family)) {
      if (!ranges.some(([from, to]) => codePoint >= from && codePoint <= to)) continue;
      const face = opened(family, name, weight);
      if (face.font.hasGlyphForCodePoint(codePoint)) return face;
    }
  return undefined;
}

function opened(family: Family, part: string, weight: Weight): Face {
  const file = `${family.package}/files/${family.fileOf(part, weight)}`;
  const id = `${file} ${weight}`;
  const known = faces.get(id);
  if (known) return known;
  const font = create(readFileSync(installed.resolve(file))) as Font;
  const face = { id, font, broadened: family.broadened[weight] };
  faces.set(id, face);
  return face;
}

/** `unicode.json` of a package: which part has which characters, as CSS says it: `U+0000-00FF,U+0131`. */
function partsOf({ package: name }: Family): readonly Part[] {
  const known = parts.get(name);
  if (known) return known;
  const listed = JSON.parse(readFileSync(installed.resolve(`${name}/unicode.json`), 'utf8')) as Record<string, string>;
  const read = Object.entries(listed).map(([part, ranges]) => ({
    name: part.replace(/[[\]]/g, ''),
    ranges: ranges.split(',').map((range) => {
      const [from = '', to = from] = range.replace('U+', '').split('-');
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
    }),
  }));
  parts.set(name, read);
  return read;
}
