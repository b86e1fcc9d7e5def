/** The deepest an output may be nested, and its largest size as JSON: it travels in a message, with evidence beside it. */
export const OUTPUT_LIMITS = { levels: 24, bytes: 120 * 1024 } as const;

/**
 * Where a value has what PostgreSQL's jsonb cannot hold: the character U+0000, or half of a surrogate pair. The path of the first, such as
 * `headlines[2].text`.
 */
export function unstorableAt(value: unknown, path = ''): string | undefined {
  if (typeof value === 'string') return UNSTORABLE.test(value) ? path || 'the text' : undefined;
  if (Array.isArray(value)) return firstOf(value.map((entry, at) => [`${path}[${at}]`, entry]));
  if (typeof value !== 'object' || value === null) return undefined;
  for (const key of Object.keys(value)) if (UNSTORABLE.test(key)) return `a name in ${path || 'the object'}`;
  return firstOf(Object.entries(value).map(([key, entry]) => [path ? `${path}.${key}` : key, entry]));
}

/** The text with U+FFFD in place of what cannot be stored. */
export const storableText = (text: string): string => text.replaceAll(/\0|\p{Surrogate}/gu, '\u{fffd}');

const UNSTORABLE = /\0|\p{Surrogate}/u;

function firstOf(entries: readonly (readonly [string, unknown])[]): string | undefined {
  for (const [path, entry] of entries) {
    const found = unstorableAt(entry, path);
    if (found) return found;
  }
  return undefined;
}

/** The same as plain JSON, with nothing in it that cannot be stored. */
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [storableText(key), storable(entry)]));
}

/** How many lists and objects a value has one inside the other. */
export const levelsOf = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? 1 + Object.values(value).reduce<number>((most, entry) => Math.max(most, levelsOf(entry)), 0)
    : 0;
