/** Least contrast of text and background: WCAG 2.2, success criterion 1.4.3 (AA). */
export const LEAST_CONTRAST = 4.5;
/** Least contrast of what is to be seen and is no text, such as the edge of a button: WCAG 2.2, 1.4.11. */
export const LEAST_EDGE_CONTRAST = 3;

type Rgb = readonly [red: number, green: number, blue: number];

const HEX = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;

export const isHex = (text: string): boolean => HEX.test(text);

/** `#abc` and `#AABBCC` as `#aabbcc`. @throws TypeError for what is no colour. */
export function hexOf(text: string): string {
  if (!isHex(text)) throw new TypeError(`${JSON.stringify(text.slice(0, 40))} is no colour such as #1d4ed8`);
  const digits = text.slice(1).toLowerCase();
  return `#${digits.length === 3 ? [...digits].map((digit) => digit.repeat(2)).join('') : digits}`;
}

const rgbOf = (hex: string): Rgb => {
  const value = Number.parseInt(hexOf(hex).slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
};

/**
 * How bright a colour is, 0 (black) to 1 (white): "relative luminance" of WCAG 2.2, with the threshold 0.04045 of IEC 61966-2-1 that its erratum
 * puts in the place of 0.03928; for eight bits a channel there is no difference.
 */
export function luminanceOf(hex: string): number {
  const [red, green, blue] = rgbOf(hex).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** (L1 + 0.05) / (L2 + 0.05), the brighter above: "contrast ratio" of WCAG 2.2, 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [dark = 0, bright = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

/**
 * The first of the wanted colours that can be read on a background; black or white where none can. One of these two always can: their contrasts
 * with any colour multiply to 21, so that the greater is at least 4.58.
 */
export function readableOn(background: string, wanted: readonly string[]): string {
  const readable = wanted.map(hexOf).find((hex) => contrastOf(hex, background) >= LEAST_CONTRAST);
  if (readable) return readable;
  return contrastOf('#ffffff', background) >= contrastOf('#000000', background) ? '#ffffff' : '#000000';
}

/** So much of one colour (0 to 1) with the rest of another, channel by channel. */
export function mixed(one: string, other: string, share: number): string {
  const rest = rgbOf(other);
  const channels = rgbOf(one).map((value, at) => Math.round(value * share + (rest[at] ?? 0) * (1 - share)));
  return `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
