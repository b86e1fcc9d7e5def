import { cut, withoutUnseen } from './visible-text';

const MOST_CHARACTERS = 100_000;
const MOST_OBJECTS = 50;
const MOST_LEVELS = 16;
const LONGEST_TEXT = 5_000;

/** Names that mean something else to JavaScript than to JSON. */
const RESERVED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

type Json = Readonly<Record<string, unknown>>;

/**
 * JSON-LD of a page: its objects, those of lists and of `@graph` each by itself. What is no JSON, too large (100,000 characters a script, 50
 * objects a page) or nested deeper than 16 levels is left out.
 */
export class StructuredReader {
  private readonly found: Json[] = [];
  private left = MOST_CHARACTERS * 2;

  read(script: string): void {
    if (script.length > MOST_CHARACTERS || script.length > this.left) return;
    this.left -= script.length;
    let value: unknown;
    try {
      value = JSON.parse(script.replace(/^\s*<!--|-->\s*$/g, ''));
    } catch {
      return;
    }
    for (const object of objectsIn(value)) {
      if (this.found.length === MOST_OBJECTS) return;
      const plain = plainOf(object, MOST_LEVELS);
      if (isObject(plain)) this.found.push(plain);
    }
  }

  get objects(): readonly Json[] {
    return this.found;
  }
}

function* objectsIn(value: unknown): Generator<unknown> {
  const entries: unknown[] = Array.isArray(value) ? value : [value];
  for (const entry of entries) {
    const graph = isObject(entry) ? entry['@graph'] : undefined;
    if (Array.isArray(graph)) yield* graph as unknown[];
    else yield entry;
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same in what PostgreSQL can store and a person could see; undefined for what is nested too deep. */
function plainOf(value: unknown, levels: number): unknown {
  if (typeof value === 'string') return cut(withoutUnseen(value), LONGEST_TEXT);
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return undefined;
  if (Array.isArray(value))
    return value.map((entry) => plainOf(entry, levels - 1)).filter((entry) => entry !== undefined);
  const entries = Object.entries(value)
    .filter(([name]) => !RESERVED.has(name))
    .map(([name, entry]): [string, unknown] => [withoutUnseen(name), plainOf(entry, levels - 1)]);
  return Object.fromEntries(entries.filter(([, entry]) => entry !== undefined));
}
