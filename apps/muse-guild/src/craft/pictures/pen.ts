import { px } from './ornament';
import { shaped } from './shape';
import type { Weight } from './faces';

/** Characters that XML 1.0 cannot hold, however they are written (section 2.2), half pairs included. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text and attributes of XML. */
export const xmlEscaped = (text: string): string =>
  text.replace(UNWRITABLE, '').replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '');

export interface Stroke {
  readonly weight: Weight;
  /** Pixels of one em. */
  readonly size: number;
  readonly colour: string;
}

/** Writes lines of text as outlines; a glyph that stands in several places is described once. */
export class Pen {
  private readonly outlines = new Map<string, { id: string; path: string }>();
  private readonly unknown = new Set<string>();

  /** @param at where the line begins, on its baseline. @returns elements of SVG. */
  line(text: string, { weight, size, colour }: Stroke, at: { readonly x: number; readonly y: number }): string {
    const { glyphs, missing } = shaped(text, weight);
    for (const each of missing) this.unknown.add(each);
    const uses = glyphs.map((glyph) => {
      const scale = size / glyph.unitsPerEm;
      const [x, y] = [at.x + glyph.x * size, at.y - glyph.y * size];
      const id = this.idOf(glyph.key, glyph.outline, glyph.broadened * glyph.unitsPerEm);
      const factor = Number(scale.toPrecision(5));
      return `<use href="#${id}" transform="matrix(${factor} 0 0 ${-factor} ${px(x)} ${px(y)})"/>`;
    });
    return `<g fill="${colour}" stroke="${colour}" stroke-width="0">${uses.join('')}</g>`;
  }

  /** What every line was drawn with. */
  get definitions(): string {
    return [...this.outlines.values()].map(({ path }) => path).join('');
  }

  /** Characters that no font has. */
  get missing(): string[] {
    return [...this.unknown];
  }

  private idOf(key: string, outline: string, broadened: number): string {
    const known = this.outlines.get(key);
    if (known) return known.id;
    const id = `g${this.outlines.size}`;
    const line = broadened > 0 ? ` stroke-width="${px(broadened)}" stroke-linejoin="round"` : '';
    this.outlines.set(key, { id, path: `<path id="${id}" d="${outline}"${line}/>` });
    return id;
  }
}
