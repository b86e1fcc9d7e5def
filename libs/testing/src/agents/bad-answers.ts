import { EVIDENCE_ID } from '@raptor/contracts';

/** An answer that is wrong in one place. */
export interface BadAnswer {
  /** What was done to it, and where: `claims[0].text empty`. */
  readonly name: string;
  readonly answer: unknown;
}

/** Longer than any field of any answer may be. */
const OVERLONG = 200_000;
/** Has the form of an id; nothing has it. */
const NOBODYS = 'f'.repeat(64);

/**
 * Answers that no agent may let pass, made from a good one: each text empty or over-long, each id of evidence one that does not exist, each
 * list of texts or objects with one of its entries twice.
 */
export function badAnswers(good: unknown): BadAnswer[] {
  return places(good).flatMap(({ path, name, value }) => {
    const put = (what: string, bad: unknown): BadAnswer => ({
      name: `${name} ${what}`,
      answer: withAt(good, path, bad),
    });
    if (typeof value === 'string')
      return [
        put('empty', ''),
        put('over-long', overlong(value)),
        ...(EVIDENCE_ID.test(value) ? [put('unknown', value.replace(/[0-9a-f]{64}$/, NOBODYS))] : []),
      ];
    if (Array.isArray(value) && value.length > 0 && isEntry(value[0])) return [put('repeated', [...value, value[0]])];
    return [];
  });
}

interface Place {
  readonly path: readonly (string | number)[];
  readonly name: string;
  readonly value: unknown;
}

const isEntry = (value: unknown): boolean =>
  typeof value === 'string' || (typeof value === 'object' && value !== null && !Array.isArray(value));

const overlong = (text: string): string => `${text} `.repeat(Math.ceil(OVERLONG / (text.length + 1)));

function places(value: unknown, path: readonly (string | number)[] = [], name = ''): Place[] {
  const here = { path, name: name || 'the answer', value };
  if (Array.isArray(value))
    return [here, ...value.flatMap((entry, at) => places(entry, [...path, at], `${name}[${at}]`))];
  if (typeof value !== 'object' || value === null) return [here];
  const inside = Object.entries(value);
  return [here, ...inside.flatMap(([key, entry]) => places(entry, [...path, key], name ? `${name}.${key}` : key))];
}

function withAt(value: unknown, [step, ...rest]: readonly (string | number)[], bad: unknown): unknown {
  if (step === undefined) return bad;
  if (Array.isArray(value)) return value.map((entry, at) => (at === step ? withAt(entry, rest, bad) : entry));
  return Object.fromEntries(
    Object.entries(value as object).map(([key, entry]) => [key, key === step ? withAt(entry, rest, bad) : entry]),
  );
}
