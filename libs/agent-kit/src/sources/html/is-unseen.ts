import type { Colours } from './colours';
import { coloursOf } from './colours';
import { type Declarations, hidesText, isTooSmall, readDeclarations } from './declarations';
import { attributeOf, type MarkupElement } from './parse-markup';
import type { StyleSheet } from './style-sheet';

/** What text inherits from the elements around it, as far as it decides whether anybody can read it. */
export interface Look {
  readonly colours: Colours;
  readonly isTooSmall: boolean;
}

/** Never text for a reader: code, what stands in for media, what is shown only to some, and values of form fields. */
const NO_TEXT: ReadonlySet<string> = new Set(
  (
    'script style template noscript iframe object embed applet audio video canvas svg noembed noframes select datalist ' +
    'textarea input meta link base param source track area map img picture'
  ).split(' '),
);

/** Made invisible until scripts have run, on many honest pages. */
const WHOLE_PAGE: ReadonlySet<string> = new Set(['html', 'body']);

const NO_DECLARATIONS: Declarations = new Map();

/** How the text of an element looks; undefined when nobody sees it, whatever is in it. */
export function lookOf(element: MarkupElement, around: Look, sheet: StyleSheet): Look | undefined {
  if (NO_TEXT.has(element.name)) return undefined;
  const style = attributeOf(element, 'style');
  const declarations = style === undefined ? NO_DECLARATIONS : readDeclarations(style);
  if (!WHOLE_PAGE.has(element.name) && (isMarkedHidden(element) || hidesText(declarations) || sheet.hides(element)))
    return undefined;
  const color =
    element.name === 'font' || element.name === 'body' ? attributeOf(element, colourName(element)) : undefined;
  const bgcolor = attributeOf(element, 'bgcolor');
  if (style === undefined && color === undefined && bgcolor === undefined) return around;
  return {
    colours: coloursOf(declarations, { color, bgcolor }, around.colours),
    isTooSmall: isTooSmall(declarations, around.isTooSmall),
  };
}

const colourName = ({ name }: MarkupElement): string => (name === 'body' ? 'text' : 'color');

const isMarkedHidden = (element: MarkupElement): boolean =>
  attributeOf(element, 'hidden') !== undefined ||
  attributeOf(element, 'aria-hidden')?.trim().toLowerCase() === 'true' ||
  (element.name === 'dialog' && attributeOf(element, 'open') === undefined);
