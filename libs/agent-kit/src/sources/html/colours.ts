import type { Declarations } from './declarations';

/** Text and background colour as far as inline styles and the old attributes tell; undefined: not known. */
export interface Colours {
  readonly text: string | undefined;
  readonly background: string | undefined;
}

const NAMED: Readonly<Record<string, string>> = {
  white: '255,255,255',
  snow: '255,250,250',
  ivory: '255,255,240',
  black: '0,0,0',
  red: '255,0,0',
  green: '0,128,0',
  blue: '0,0,255',
  yellow: '255,255,0',
  gray: '128,128,128',
  grey: '128,128,128',
  silver: '192,192,192',
  lightgray: '211,211,211',
  lightgrey: '211,211,211',
  whitesmoke: '245,245,245',
};

/** What an element sees of its ancestors' colours, with its own over them. */
export function coloursOf(
  declarations: Declarations,
  oldAttributes: { readonly color?: string | undefined; readonly bgcolor?: string | undefined },
  around: Colours,
): Colours {
  const behind = declarations.get('background-color') ?? declarations.get('background') ?? oldAttributes.bgcolor;
  return {
    text: readColour(declarations.get('color') ?? oldAttributes.color) ?? around.text,
    // A picture or a gradient is of no one colour.
    background: behind === undefined ? around.background : readColour(behind),
  };
}

/** Closer than anybody can read: 8 of 255 in each channel. */
export function areAlike({ text, background }: Colours): boolean {
  if (text === undefined || background === undefined) return false;
  const [ink, paper] = [text, background].map((colour) => colour.split(',').map(Number));
  return ink?.every((channel, at) => Math.abs(channel - (paper?.[at] ?? 0)) <= 8) ?? false;
}

/** As `r,g,b`; undefined for what is no plain colour. */
function readColour(value: string | undefined): string | undefined {
  const text = value?.trim().toLowerCase() ?? '';
  if (Object.hasOwn(NAMED, text)) return NAMED[text];
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(text);
  if (short) return channels(short.slice(1).map((digit) => Number.parseInt(digit + digit, 16)));
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})(?:ff)?$/.exec(text);
  if (long) return channels(long.slice(1).map((digits) => Number.parseInt(digits, 16)));
  const rgb = /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*(?:[,/]\s*(?:1(?:\.0*)?|100%)\s*)?\)$/.exec(text);
  return rgb ? channels(rgb.slice(1).map(Number)) : undefined;
}

const channels = (values: readonly number[]): string => values.join(',');
