/** Declarations of CSS by property, in lower case, the last one of each. `!important` and comments are left out. */
export type Declarations = ReadonlyMap<string, string>;

/** Nothing that hides text needs more. */
const LONGEST_VALUE = 300;

/** Of a `style` attribute or of the inside of a rule. What `url(...)` names is of no interest and may be megabytes. */
export function readDeclarations(css: string): Declarations {
  const plain = css.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, '').replace(/url\([^)]*\)?/gi, 'url()');
  const found = new Map<string, string>();
  for (const part of plain.split(';')) {
    const colon = part.indexOf(':');
    if (colon < 1) continue;
    const value = part.slice(colon + 1, colon + LONGEST_VALUE).replace(/!\s*important/i, '');
    found.set(unescapeCss(part.slice(Math.max(0, colon - LONGEST_VALUE), colon)), unescapeCss(value));
  }
  return found;
}

/** `d\69splay` is `display` to a browser. */
const unescapeCss = (text: string): string =>
  text
    .replace(/\\([0-9a-f]{1,6})\s?/gi, (_all, hex: string) => {
      const point = Number.parseInt(hex, 16);
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '';
    })
    .replaceAll('\\', '')
    .trim()
    .toLowerCase();

const NEVER_SEEN: readonly (readonly [property: string, value: RegExp])[] = [
  ['display', /^none$/],
  ['visibility', /^(?:hidden|collapse)$/],
  ['content-visibility', /^hidden$/],
  ['opacity', /^(?:0?\.0[0-9]*|0+|[0-4](?:\.\d+)?%)$/],
  ['color', /^transparent$|^(?:rgba|hsla|rgb|hsl)\(.*[,/]\s*0?\.?0+%?\s*\)$|^#(?:[0-9a-f]{3}0|[0-9a-f]{6}00)$/],
  ['text-indent', /^-\d{3,}/],
  ['left', /^-\d{3,}/],
  ['right', /^-\d{3,}/],
  ['top', /^-\d{3,}/],
  ['bottom', /^-\d{3,}/],
  ['margin-left', /^-\d{4,}/],
  ['margin-top', /^-\d{4,}/],
  ['clip', /^rect\((?:\s*[01](?:px)?\s*,?){4}\)$/],
  ['clip-path', /^(?:inset\(\s*(?:100|50)%|circle\(\s*0)/],
  ['transform', /scale(?:3d|x|y)?\(\s*0(?:\.0*)?\s*[,)]|translate[xy3d]*\([^)]*-\d{4,}/],
  ['filter', /opacity\(\s*0/],
  ['mask', /^linear-gradient\(\s*transparent/],
];

/** A box of no size shows its text unless that may stand over its edge. */
const boxIsEmpty = (declarations: Declarations): boolean => {
  const overflow = declarations.get('overflow') ?? declarations.get('overflow-y') ?? declarations.get('overflow-x');
  return (
    overflow !== undefined &&
    /hidden|clip/.test(overflow) &&
    ['width', 'height', 'max-height', 'max-width'].some((side) =>
      /^[01](?:\.\d+)?(?:px|em|rem|%)?$/.test(declarations.get(side) ?? ''),
    )
  );
};

/** Whether an element with these declarations is meant to be seen by nobody. Colours are another matter: see `Colours`. */
export const hidesText = (declarations: Declarations): boolean =>
  declarations.size > 0 &&
  (boxIsEmpty(declarations) ||
    NEVER_SEEN.some(([property, value]) => {
      const declared = declarations.get(property);
      return declared !== undefined && value.test(declared);
    }));

const TOO_SMALL = /^(?:[01](?:\.\d*)?|0?\.\d+)(?:px|pt)$|^0(?:\.0*)?[a-z%]*$|^0?\.[01]\d*r?em$/;
/** Of these a size that is nothing stays nothing. */
const RELATIVE = /(?:[^r]em|%|ex|ch|larger|smaller|inherit|unset)$/;

/** Whether text of an element is too small to be read, given whether that around it is. */
export function isTooSmall(declarations: Declarations, around: boolean): boolean {
  const shorthand = /(?:^|\s)([\d.]+[a-z%]*)(?:\s*\/\s*\S+)?\s+\S/.exec(declarations.get('font') ?? '')?.[1];
  const size = declarations.get('font-size') ?? shorthand;
  if (size === undefined) return around;
  return TOO_SMALL.test(size) || (around && RELATIVE.test(size));
}
