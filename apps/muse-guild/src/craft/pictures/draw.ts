import { createHash } from 'node:crypto';
import { isBanner, PICTURE_FORMATS, type PictureFormat } from './formats';
import { ornamentOf, px, type Area } from './ornament';
import { Pen, xmlEscaped } from './pen';
import { leastContrast, schemeOf, type PaletteColour, type Scheme, type Template } from './scheme';
import { widthOf } from './shape';
import { fitted, type SetText } from './wrap';

/** What a picture says and looks like. */
export interface Picture {
  readonly company: string;
  readonly headline: string;
  /** A few words above the headline. */
  readonly kicker?: string | undefined;
  readonly callToAction: string;
  readonly altText: string;
  readonly palette: readonly PaletteColour[];
  readonly template: Template;
  readonly format: PictureFormat;
  readonly seed: number;
}

/** A picture that is drawn. */
export interface Drawing {
  /** Whole in itself: text is outlines, and nothing is fetched from anywhere. */
  readonly svg: string;
  readonly svgHash: string;
  readonly width: number;
  readonly height: number;
  /** Of the text that is hardest to read, 1 to 21. */
  readonly contrastRatio: number;
  readonly scheme: Scheme;
  readonly headline: SetText;
  /** Characters that could not be drawn. */
  readonly missing: readonly string[];
  /** Whether some words had no room. */
  readonly isCut: boolean;
}

const LEADING = 1.16;
/** From the top of a line to its baseline: Inter's ascent, in em, so that capitals stand in the middle of their line. */
const BASELINE = 0.94;
/** Below so many pixels there is room for no more than headline, button and name. */
const SMALL = 300;

const boldly = (line: string): number => widthOf(line, 'bold');
const plainly = (line: string): number => widthOf(line, 'regular');

/** Lays a picture out and draws it: pure, the same for the same. */
export function drawn(picture: Picture): Drawing {
  const { width, height } = PICTURE_FORMATS[picture.format];
  const scheme = schemeOf(picture.palette, picture.template);
  const pen = new Pen();
  const isStrip = width / height > 3.2;
  const { body, headline, isCut } = isStrip
    ? strip(picture, scheme, pen, { width, height })
    : page(picture, scheme, pen, { width, height });
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title alt">`,
    `<title id="title">${xmlEscaped(picture.headline)}</title><desc id="alt">${xmlEscaped(picture.altText)}</desc>`,
    `<defs>${pen.definitions}</defs><rect width="${width}" height="${height}" fill="${scheme.background}"/>${body}</svg>`,
  ].join('');
  return {
    ...{ svg, svgHash: createHash('sha256').update(svg).digest('hex'), width, height },
    ...{ contrastRatio: leastContrast(scheme), scheme, headline, missing: pen.missing, isCut },
  };
}

interface Laid {
  readonly body: string;
  readonly headline: SetText;
  readonly isCut: boolean;
}

/** From top to bottom: name, kicker and headline, button; shapes beside them, or above where it is not broad. */
function page(picture: Picture, scheme: Scheme, pen: Pen, { width, height }: Sides): Laid {
  const unit = Math.min(width, height);
  const margin = unit * 0.075;
  const isBroad = width / height > 1.25;
  const shapes: Area = isBroad
    ? { x: width * 0.66, y: 0, width: width * 0.34, height }
    : { x: 0, y: 0, width, height: height * 0.24 };
  const column: Area =
    picture.template === 'frame'
      ? { x: margin * 1.7, y: margin * 1.7, width: width - margin * 3.4, height: height - margin * 3.4 }
      : isBroad
        ? { x: margin, y: margin, width: shapes.x - margin * 1.8, height: height - margin * 2 }
        : {
            x: margin,
            y: shapes.height + margin * 0.8,
            width: width - margin * 2,
            height: height * 0.76 - margin * 1.8,
          };
  const words = columnOf(picture, scheme, pen, column, unit);
  return { ...words, body: backdrop(picture, scheme, shapes, unit, { width, height }) + words.body };
}

interface Sides {
  readonly width: number;
  readonly height: number;
}

function backdrop(
  { template, seed, format }: Picture,
  { accent, accents }: Scheme,
  area: Area,
  unit: number,
  { width, height }: Sides,
): string {
  if (template === 'frame') {
    const [inset, line] = [unit * 0.045, unit * 0.016];
    const [right, corner] = [width - inset * 2, unit * (isBanner(format) ? 0.02 : 0.03)];
    return `<rect x="${px(inset)}" y="${px(inset)}" width="${px(right)}" height="${px(height - inset * 2)}" rx="${px(corner)}" fill="none" stroke="${accent}" stroke-width="${px(line)}"/>`;
  }
  const { x, y, width: across, height: down } = area;
  const place = `x="${px(x)}" y="${px(y)}" width="${px(across)}" height="${px(down)}"`;
  const ground = template === 'panel' ? `<rect ${place} fill="${accent}"/>` : '';
  return `<clipPath id="shapes"><rect ${place}/></clipPath>${ground}<g clip-path="url(#shapes)">${ornamentOf(area, accents, seed)}</g>`;
}

function columnOf(picture: Picture, scheme: Scheme, pen: Pen, column: Area, unit: number): Laid {
  const { x, y, width, height } = column;
  const { company, headline, kicker, callToAction } = picture;
  const tight = { leading: LEADING, mostLines: 1 };
  const mark = unit * 0.04;
  const nameRoom = {
    width: width - mark * 1.5,
    height: unit * 0.07,
    most: unit * 0.056,
    least: unit * 0.036,
    ...tight,
  };
  const name = fitted(company, nameRoom, boldly);
  const button = buttonOf(callToAction, scheme, pen, { x, y: y + height - unit * 0.13, width, height: unit * 0.13 });
  const top = y + unit * 0.07 + unit * 0.04;
  const room = y + height - unit * 0.13 - unit * 0.04 - top;
  const above =
    kicker === undefined || unit < SMALL
      ? undefined
      : fitted(kicker, { width, height: unit * 0.06, most: unit * 0.044, least: unit * 0.034, ...tight }, plainly);
  const aboveHeight = above ? above.size * 1.5 : 0;
  const main = fitted(
    headline,
    {
      ...{ width, height: room - aboveHeight, most: unit * 0.15, least: Math.max(12, unit * 0.05) },
      ...{ leading: LEADING, mostLines: 6 },
    },
    boldly,
  );
  const free = room - aboveHeight - main.lines.length * main.size * LEADING;
  const start = top + free / 2;
  const body = [
    `<rect x="${px(x)}" y="${px(y + unit * 0.012)}" width="${px(mark)}" height="${px(mark)}" rx="${px(mark * 0.25)}" fill="${scheme.accent}"/>`,
    block(pen, name, { weight: 'bold', colour: scheme.ink }, { x: x + mark * 1.5, y: y + unit * 0.03 - name.size / 2 }),
    above ? block(pen, above, { weight: 'regular', colour: scheme.quiet }, { x, y: start }) : '',
    block(pen, main, { weight: 'bold', colour: scheme.ink }, { x, y: start + aboveHeight }),
    button.body,
  ].join('');
  return { body, headline: main, isCut: main.isCut || button.isCut || name.isCut || (above?.isCut ?? false) };
}

/** From left to right: name, headline, button. */
function strip(picture: Picture, scheme: Scheme, pen: Pen, { width, height }: Sides): Laid {
  const margin = height * 0.18;
  const accent = `<rect width="${px(height * 0.08)}" height="${height}" fill="${scheme.accent}"/>`;
  const nameBox = { width: width * 0.2, height: height * 0.6, most: height * 0.26, least: 11, leading: LEADING };
  const name = fitted(picture.company, { ...nameBox, mostLines: 2 }, boldly);
  const area = { x: 0, y: (height - height * 0.5) / 2, width: width * 0.3, height: height * 0.5 };
  const wide = buttonOf(picture.callToAction, scheme, new Pen(), area).width;
  const button = buttonOf(picture.callToAction, scheme, pen, { ...area, x: width - margin - wide, width: wide });
  const left = margin + Math.max(...name.lines.map(boldly)) * name.size + margin;
  const box = { width: width - margin * 2 - wide - left, height: height * 0.8, most: height * 0.36, least: 11 };
  const main = fitted(picture.headline, { ...box, leading: LEADING, mostLines: 3 }, boldly);
  const middle = (text: SetText): number => (height - text.lines.length * text.size * LEADING) / 2;
  const body = [
    accent,
    block(pen, name, { weight: 'bold', colour: scheme.quiet }, { x: margin, y: middle(name) }),
    block(pen, main, { weight: 'bold', colour: scheme.ink }, { x: left, y: middle(main) }),
    button.body,
  ].join('');
  return { body, headline: main, isCut: main.isCut || name.isCut || button.isCut };
}

/** As broad as its words, and no broader than there is room. */
function buttonOf(
  text: string,
  { button, onButton, edge }: Scheme,
  pen: Pen,
  { x, y, width, height }: Area,
): { body: string; width: number; isCut: boolean } {
  const pad = height * 0.45;
  const box = {
    width: width - pad * 2,
    height,
    most: height * 0.42,
    least: height * 0.24,
    leading: LEADING,
    mostLines: 1,
  };
  const label = fitted(text, box, boldly);
  const wide = Math.min(width, boldly(label.lines[0] ?? '') * label.size + pad * 2 + 0.5);
  const line = edge ? ` stroke="${edge}" stroke-width="${px(height * 0.04)}"` : '';
  const at = { x: x + pad, y: y + (height - label.size * LEADING) / 2 };
  const shape = `<rect x="${px(x)}" y="${px(y)}" width="${px(wide)}" height="${px(height)}" rx="${px(height * 0.28)}" fill="${button}"${line}/>`;
  const body = shape + block(pen, label, { weight: 'bold', colour: onButton }, at);
  return { body, width: wide, isCut: label.isCut };
}

const block = (
  pen: Pen,
  { lines, size }: SetText,
  look: { readonly weight: 'regular' | 'bold'; readonly colour: string },
  { x, y }: { readonly x: number; readonly y: number },
): string =>
  lines.map((line, at) => pen.line(line, { ...look, size }, { x, y: y + size * (BASELINE + at * LEADING) })).join('');
