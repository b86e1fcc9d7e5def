const QUOTE = 34;
const BACKSLASH = 92;
const OPEN = new Set([91, 123]);
const CLOSE = new Set([93, 125]);

/** How deep objects and arrays stand in each other in a JSON text. One pass, without parsing: a parser may be what breaks. */
export function deepestNesting(json: string): number {
  let depth = 0;
  let deepest = 0;
  let inText = false;
  for (let index = 0; index < json.length; index += 1) {
    const code = json.charCodeAt(index);
    if (inText) {
      if (code === BACKSLASH) index += 1;
      else if (code === QUOTE) inText = false;
    } else if (code === QUOTE) inText = true;
    else if (OPEN.has(code)) deepest = Math.max(deepest, (depth += 1));
    else if (CLOSE.has(code)) depth -= 1;
  }
  return deepest;
}
