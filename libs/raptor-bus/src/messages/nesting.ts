const QUOTE = 34;
const BACKSLASH = 92;
const OPEN = [91, 123];
const CLOSE = [93, 125];

/**
 * Whether objects and arrays stand in each other deeper than `most` in a JSON text, without parsing it: a parser may be what
 * breaks. Most messages do not even have that many of them, which is quickly counted.
 */
export function isDeeperThan(most: number, json: string): boolean {
  return occurrences(json, '{', most) + occurrences(json, '[', most) > most && deepestNesting(json) > most;
}

/** How often `part` stands in `text`; counted no further than one beyond `enough`. */
export function occurrences(text: string, part: string, enough = Infinity): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0 && count <= enough; at = text.indexOf(part, at + part.length)) count += 1;
  return count;
}

/** How deep objects and arrays stand in each other. One pass over every character. */
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
    else if (OPEN.includes(code)) deepest = Math.max(deepest, (depth += 1));
    else if (CLOSE.includes(code)) depth -= 1;
  }
  return deepest;
}
