import { createHash } from 'node:crypto';

/** What research says, in one sentence, and what it rests on. */
export interface Statement {
  readonly section: string;
  readonly text: string;
  readonly evidenceIds: readonly string[];
  /** 0 to 1, as whoever found it thinks. */
  readonly confidence: number;
  /** What is measured, where it is a figure: `market size, Germany, 2026`. */
  readonly figure?: { readonly of: string; readonly value: number; readonly unit: string };
}

/** Share of words in common from which two statements say the same. */
const SAME_FROM = 0.8;

const wordsOf = (text: string): Set<string> =>
  new Set(
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  );

/** Jaccard's index of the words of two texts. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter((word) => b.has(word)).length;
  const either = a.size + b.size - both;
  return either === 0 ? 1 : both / either;
}

/** Numbers in a text, so that two statements that differ in nothing else stay two. */
const numbersOf = (text: string): string => (text.match(/\d[\d.,]*/g) ?? []).join(' ');

/**
 * Says what several have found once, with everything it rests on. Two that rest on different things make each other likelier: their
 * doubts are multiplied, as for independent witnesses; the same evidence said twice is not two witnesses.
 */
export function joined<T extends Statement>(statements: readonly T[]): T[] {
  const kept: { statement: T; words: Set<string> }[] = [];
  for (const statement of statements) {
    const words = wordsOf(statement.text);
    const same = kept.find(
      (other) =>
        other.statement.section === statement.section &&
        numbersOf(other.statement.text) === numbersOf(statement.text) &&
        likeness(other.words, words) >= SAME_FROM,
    );
    if (same) same.statement = together(same.statement, statement);
    else kept.push({ statement, words });
  }
  return kept.map(({ statement }) => statement);
}

function together<T extends Statement>(first: T, second: T): T {
  const known = new Set(first.evidenceIds);
  const isAnotherWitness = second.evidenceIds.some((id) => !known.has(id));
  const confidence = isAnotherWitness
    ? 1 - (1 - first.confidence) * (1 - second.confidence)
    : Math.max(first.confidence, second.confidence);
  const evidenceIds = [...new Set([...first.evidenceIds, ...second.evidenceIds])];
  return { ...first, evidenceIds, confidence: Number(confidence.toFixed(4)) };
}

export interface Contradiction {
  readonly of: string;
  /** What is said, the lowest first. */
  readonly values: readonly {
    readonly value: number;
    readonly unit: string;
    readonly evidenceIds: readonly string[];
  }[];
}

/** Figures of the same that are further apart than this share of the larger contradict each other. */
const APART = 0.2;

/** Figures of one thing that cannot all be right; what is told in different units is not compared. */
export function contradictionsAmong(statements: readonly Statement[]): Contradiction[] {
  const byFigure = new Map<string, { of: string; values: Contradiction['values'][number][] }>();
  for (const { figure, evidenceIds } of statements) {
    if (!figure) continue;
    const key = `${figure.of.toLowerCase()}\n${figure.unit.toLowerCase()}`;
    const known = byFigure.get(key) ?? { of: figure.of, values: [] };
    known.values.push({ value: figure.value, unit: figure.unit, evidenceIds });
    byFigure.set(key, known);
  }
  return [...byFigure.values()]
    .map(({ of, values }) => ({ of, values: values.toSorted((a, b) => a.value - b.value) }))
    .filter(({ values }) => {
      const [lowest, highest] = [values.at(0)?.value ?? 0, values.at(-1)?.value ?? 0];
      return highest - lowest > APART * Math.max(Math.abs(lowest), Math.abs(highest));
    });
}

/**
 * SHA-256 of what is said and what it rests on, without ids or times, in no particular order: equal for equal findings, whenever and in whatever order
 * they were made. An evidence id ends in the hash of its content.
 */
export function contentHashOf(statements: readonly Statement[]): string {
  const lines = statements.map(({ section, text, evidenceIds }) =>
    JSON.stringify([
      section,
      text.normalize('NFC').trim(),
      evidenceIds.map((id) => id.slice(id.indexOf(':') + 1)).toSorted(),
    ]),
  );
  return createHash('sha256').update(lines.toSorted().join('\n')).digest('hex');
}
