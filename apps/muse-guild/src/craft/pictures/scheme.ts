import { contrastOf, isHex, LEAST_CONTRAST, LEAST_EDGE_CONTRAST, mixed, readableOn } from './contrast';

export interface PaletteColour {
  readonly role: string;
  readonly hex: string;
}

/** How a picture is laid out: all of it in the brand's colour, words beside a field of that colour, or words in a frame. */
export const TEMPLATES = ['field', 'panel', 'frame'] as const;
export type Template = (typeof TEMPLATES)[number];

/** Which colour goes where, of one picture. */
export interface Scheme {
  readonly background: string;
  readonly ink: string;
  readonly quiet: string;
  readonly button: string;
  readonly onButton: string;
  /** Around the button where it could not be told from the background. */
  readonly edge: string | null;
  readonly accent: string;
  readonly accents: readonly [string, string];
}

/** Where a kit has no such colour. */
const USUAL = { primary: '#1d4ed8', background: '#ffffff', text: '#111827' };

/** Colours of the brand's palette by their roles; whatever text could not be read is replaced by what can, down to black or white. */
export function schemeOf(palette: readonly PaletteColour[], template: Template): Scheme {
  const colour = (...roles: string[]): string | undefined =>
    palette.find(({ role, hex }) => isHex(hex) && roles.includes(role.trim().toLowerCase()))?.hex;
  const any = palette.find(({ hex }) => isHex(hex))?.hex;
  const primary = colour('primary', 'brand', 'main') ?? any ?? USUAL.primary;
  const paper = colour('background', 'surface', 'paper') ?? USUAL.background;
  const text = colour('text', 'foreground', 'ink') ?? USUAL.text;
  const second = colour('accent', 'secondary', 'highlight') ?? mixed(primary, text, 0.6);
  if (template === 'field') {
    const ink = readableOn(primary, [paper, text]);
    const onButton = readableOn(ink, [primary, text, paper]);
    const accents = [mixed(ink, primary, 0.18), mixed(second, primary, 0.55)] as const;
    return { background: primary, ink, quiet: ink, button: ink, onButton, edge: null, accent: ink, accents };
  }
  const ink = readableOn(paper, [text, primary]);
  const isSeen = contrastOf(primary, paper) >= LEAST_EDGE_CONTRAST;
  return {
    ...{ background: paper, ink, quiet: readableOn(paper, [primary, text]), button: primary },
    onButton: readableOn(primary, [paper, text]),
    edge: isSeen ? null : ink,
    accent: isSeen ? primary : ink,
    accents: [mixed(paper, primary, 0.25), mixed(second, primary, 0.7)],
  };
}

/** The least contrast of any text of a picture with what is behind it, to two places, rounded down. */
export function leastContrast({ background, ink, quiet, button, onButton }: Scheme): number {
  const all = [contrastOf(ink, background), contrastOf(quiet, background), contrastOf(onButton, button)];
  return Math.floor(Math.min(...all) * 100) / 100;
}

export const isReadable = (scheme: Scheme): boolean => leastContrast(scheme) >= LEAST_CONTRAST;
