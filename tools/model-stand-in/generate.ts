import { fitted, pick, sentencesOf } from './sentences';

type Schema = Readonly<Record<string, unknown>>;

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Writes an answer that fits a schema, out of the words, numbers, links and ids of the prompt: nothing of it is prepared.
 * The same for the same request. Each free text of it begins with `says`, if there is any.
 */
export function generate(schema: Schema, prompt: string, says = ''): unknown {
  return new Writer(schema, prompt, says).write(schema, '');
}

class Writer {
  private readonly sentences: readonly string[];
  private readonly numbers: readonly number[];
  private readonly links: readonly string[];
  private readonly evidence: readonly string[];
  private used = 0;

  constructor(
    private readonly root: Schema,
    private readonly prompt: string,
    private readonly says: string,
  ) {
    this.sentences = sentencesOf(prompt);
    this.numbers = [...prompt.matchAll(/(?<![\w.])\d{1,9}(?:\.\d{1,4})?(?![\w.])/g)].map(([number]) => Number(number));
    this.links = [...new Set(prompt.match(/https?:\/\/[^\s"'<>)\]]+/g) ?? [])];
    this.evidence = [...new Set(prompt.match(/(?:council|research|muse|matrix|guardian):[0-9a-f]{64}/g) ?? [])];
  }

  write(given: Schema, path: string): unknown {
    const schema = withHints(this.resolve(given));
    const variants = [schema.anyOf, schema.oneOf].find(Array.isArray)?.filter(isSchema) ?? [];
    const real = variants.filter(({ type }) => type !== 'null');
    if (real.length > 0) return this.write(real[pick(real.length, path, this.prompt)] ?? {}, path);
    if (schema.const !== undefined) return schema.const;
    if (Array.isArray(schema.enum)) return schema.enum[pick(schema.enum.length, path, this.prompt)] as unknown;
    const type = [schema.type].flat().find((one) => one !== 'null');
    switch (String(type).toLowerCase()) {
      case 'object':
        return this.object(schema, path);
      case 'array':
        return this.array(schema, path);
      case 'integer':
        return Math.round(this.number(schema, path));
      case 'number':
        return this.number(schema, path);
      case 'boolean':
        return pick(2, path, this.prompt) === 1;
      case 'null':
        return null;
      default:
        return this.text(schema, path);
    }
  }

  private resolve(schema: Schema): Schema {
    if (typeof schema.$ref !== 'string') return schema;
    let target: unknown = this.root;
    for (const part of schema.$ref.split('/').slice(1)) target = isSchema(target) ? target[part] : undefined;
    return isSchema(target) ? target : {};
  }

  private object(schema: Schema, path: string): Record<string, unknown> {
    const properties = isSchema(schema.properties) ? Object.entries(schema.properties) : [];
    const required = Array.isArray(schema.required) ? schema.required : properties.map(([name]) => name);
    return Object.fromEntries(
      properties
        .filter(([name]) => required.includes(name) || pick(2, path, name, this.prompt) === 1)
        .map(([name, property]) => [name, this.write(isSchema(property) ? property : {}, `${path}.${name}`)]),
    );
  }

  private array(schema: Schema, path: string): unknown[] {
    const least = numberOr(schema.minItems, 1);
    const most = Math.max(least, Math.min(numberOr(schema.maxItems, least + 2), least + 4));
    const length = least + pick(most - least + 1, path, 'length', this.prompt);
    const items = isSchema(schema.items) ? schema.items : {};
    const written = Array.from({ length }, (_, index) => this.write(items, `${path}[${index}]`));
    const kept = new Map(written.map((item) => [JSON.stringify(item), item]));
    // Ids and options repeat when there are fewer of them than places.
    return kept.size >= least ? [...kept.values()] : written;
  }

  private number(schema: Schema, path: string): number {
    const least =
      numberOr(schema.minimum ?? schema.exclusiveMinimum, 0) + (schema.exclusiveMinimum === undefined ? 0 : 1);
    const most = numberOr(schema.maximum, Math.max(least, 100));
    const found = this.numbers.filter((number) => number >= least && number <= most);
    if (found.length > 0) return found[pick(found.length, path, this.prompt)] ?? least;
    return least + ((most - least) * pick(1_001, path, this.prompt)) / 1_000;
  }

  private text(schema: Schema, path: string): string {
    const name = /([\w$]+)(?:\[\d+\])?$/.exec(path)?.[1] ?? '';
    const one = (list: readonly string[]): string | undefined => list[pick(list.length, path, this.prompt)];
    if (/evidence_?ids?$/i.test(name)) return one(this.evidence) ?? 'none';
    if (schema.format === 'date-time') return '2026-11-23T12:00:00.000Z';
    if (schema.format === 'date') return '2026-11-23';
    if (schema.format === 'uri' || /url$/i.test(name)) return one(this.links) ?? 'https://example.com/';
    if (typeof schema.pattern === 'string') {
      const fitting = this.fitting(schema.pattern);
      if (fitting.length > 0) return one(fitting) ?? '';
    }
    const [least, most] = [numberOr(schema.minLength, 1), numberOr(schema.maxLength, 400)];
    // Each place has a sentence of its own, as long as there are enough.
    const start = pick(this.sentences.length, this.prompt);
    const sentence = this.sentences[(start + this.used++) % this.sentences.length] ?? '';
    return fitted(this.says === '' ? sentence : `${this.says} ${sentence}`, least, most);
  }

  /** What stands in the prompt and fits a pattern as a whole. */
  private fitting(pattern: string): string[] {
    const loose = new RegExp(pattern.replace(/^\^/, '').replace(/(?<!\\)\$$/, ''), 'gu');
    const strict = new RegExp(pattern, 'u');
    return [...new Set(this.prompt.match(loose) ?? [])].filter((text) => text !== '' && strict.test(text)).slice(0, 50);
  }
}

const numberOr = (value: unknown, fallback: number): number =>
  typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : fallback;

/** Limits that a client may only write into a description: `{minLength: 2, maxLength: 40}`. */
function withHints(schema: Schema): Schema {
  const hints = /\{([^{}]*)\}\s*$/.exec(typeof schema.description === 'string' ? schema.description : '')?.[1];
  if (hints === undefined) return schema;
  const found = [...hints.matchAll(/(\w+): (-?\d+(?:\.\d+)?|"(?:[^"\\]|\\.)*")/g)];
  return {
    ...Object.fromEntries(found.map(([, name, value]) => [String(name), JSON.parse(String(value)) as unknown])),
    ...schema,
  };
}
