import { faceFor, type Face, type Weight } from './faces';

/** One glyph of a text that is set in a line. */
export interface PlacedGlyph {
  /** The same for the same outline. */
  readonly key: string;
  /** Outline as the data of an SVG path, in units of its font, upwards. */
  readonly outline: string;
  /** One em in units of its font. */
  readonly unitsPerEm: number;
  /** From the beginning of the line and its baseline, in em. */
  readonly x: number;
  readonly y: number;
  /** In em. */
  readonly broadened: number;
}

/** A line of text as outlines: whoever looks at it needs no font, and it is as wide as was measured. */
export interface ShapedLine {
  readonly glyphs: readonly PlacedGlyph[];
  /** In em. */
  readonly width: number;
  /** Characters that none of the fonts has; they are left out. */
  readonly missing: readonly string[];
}

const readers = new Intl.Segmenter('en', { granularity: 'grapheme' });
export const graphemesIn = (text: string): string[] => [...readers.segment(text)].map(({ segment }) => segment);

/** Joiners, marks of direction and selectors of a look: they have no outline of their own. */
const UNSEEN = /^[\p{Cf}\p{Cc}\u{FE00}-\u{FE0F}\u{1F3FB}-\u{1F3FF}]+$/u;

/** Sets a text in one line: kerning, ligatures and marks as the fonts say (OpenType GPOS and GSUB, by fontkit). */
export function shaped(text: string, weight: Weight): ShapedLine {
  const missing = new Set<string>();
  const runs: { face: Face; text: string }[] = [];
  for (const grapheme of graphemesIn(text.normalize('NFC').replace(/\s/gu, ' '))) {
    if (UNSEEN.test(grapheme)) continue;
    const face = faceFor(grapheme.codePointAt(0) ?? 0, weight);
    const last = runs.at(-1);
    if (!face) missing.add(grapheme);
    else if (last?.face === face) last.text += seen(grapheme);
    else runs.push({ face, text: seen(grapheme) });
  }
  const glyphs: PlacedGlyph[] = [];
  let width = 0;
  for (const { face, text: run } of runs) {
    const { glyphs: set, positions } = face.font.layout(run);
    const { unitsPerEm } = face.font;
    set.forEach((glyph, at) => {
      const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[at] ?? {};
      const outline = glyph.id === 0 ? '' : glyph.path.toSVG();
      if (outline !== '')
        glyphs.push({
          ...{ key: `${face.id} ${glyph.id}`, outline, unitsPerEm, broadened: face.broadened },
          ...{ x: width + xOffset / unitsPerEm, y: yOffset / unitsPerEm },
        });
      width += xAdvance / unitsPerEm;
    });
  }
  return { glyphs, width, missing: [...missing] };
}

/** Without what selects a look: a font of one look has no glyph for it. */
const seen = (grapheme: string): string => grapheme.replace(/[\u{FE00}-\u{FE0F}\u{1F3FB}-\u{1F3FF}]/gu, '');

/** Width of a line in em. */
export const widthOf = (text: string, weight: Weight): number => shaped(text, weight).width;

/** Which characters of a text cannot be drawn, each once. */
export const undrawable = (text: string): string[] => [...shaped(text, 'bold').missing];
