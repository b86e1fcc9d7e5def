const QUOTE = 34;
const SPACE = 32;

/**
 * Whether a field is given twice, of which JSON.parse keeps the last: then the text has more keys than the value. What a bus
 * never writes (space after a name, an escape that is not needed) could hide one and is compared in full, as is a text that
 * itself holds what looks like a key.
 */
export const isAmbiguous = (value: object, text: string): boolean =>
  (keysWritten(text) !== keysIn(value) || text.includes('\\u')) && JSON.stringify(value) !== text;

/** How many names stand in a JSON text; none that could be told when there is space before a colon. */
function keysWritten(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
    const before = text.charCodeAt(at - 1);
    if (before === QUOTE) count += 1;
    else if (before <= SPACE) return NaN;
  }
  return count;
}

function keysIn(value: object): number {
  let count = 0;
  if (Array.isArray(value)) {
    for (const part of value as unknown[]) if (typeof part === 'object' && part !== null) count += keysIn(part);
    return count;
  }
  for (const part of Object.values(value) as unknown[]) {
    count += 1;
    if (typeof part === 'object' && part !== null) count += keysIn(part);
  }
  return count;
}
