import { hidesText, readDeclarations } from './declarations';
import { attributeOf, type MarkupElement } from './parse-markup';

/** What the page's own style sheets hide, by the selectors that can be judged without a layout: one class, one id, one tag with a class. */
export class StyleSheet {
  private readonly classes = new Set<string>();
  private readonly ids = new Set<string>();

  /** @param css of all `<style>` elements together; what is over 500,000 characters is left unread. */
  constructor(css: string) {
    for (const { selectors, body } of topLevelRules(css.slice(0, MOST_CHARACTERS))) {
      const simple = selectors.split(',').map((selector) => SIMPLE.exec(selector.trim()));
      if (!simple.some(Boolean) || !hidesText(readDeclarations(body))) continue;
      for (const match of simple) {
        if (match?.[1] === '.') this.classes.add(match[2] ?? '');
        else if (match?.[1] === '#') this.ids.add(match[2] ?? '');
      }
    }
  }

  hides(element: MarkupElement): boolean {
    if (this.classes.size === 0 && this.ids.size === 0) return false;
    const id = attributeOf(element, 'id');
    if (id !== undefined && this.ids.has(id)) return true;
    const classes = attributeOf(element, 'class')?.split(/\s+/) ?? [];
    return classes.some((name) => this.classes.has(name));
  }
}

const MOST_CHARACTERS = 500_000;
const SIMPLE = /^(?:[a-z][a-z0-9]*)?([.#])([\w-]{1,100})$/i;

/** Rules outside of @media and the like: those inside hold on some screens only. */
function* topLevelRules(css: string): Generator<{ selectors: string; body: string }> {
  const plain = css.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, '');
  let depth = 0;
  let begun = 0;
  let selectors = '';
  for (let at = 0; at < plain.length; at += 1) {
    const sign = plain[at];
    if (sign === '{') {
      if (depth === 0) selectors = plain.slice(begun, at);
      depth += 1;
      begun = at + 1;
    } else if (sign === '}' && depth > 0) {
      depth -= 1;
      if (depth === 0 && !selectors.includes('@')) yield { selectors, body: plain.slice(begun, at) };
      begun = at + 1;
    } else if (sign === ';' && depth === 0) begun = at + 1;
  }
}
