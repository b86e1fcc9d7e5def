import type { BriefStatement, ImplicationStatement } from '@raptor/contracts';

export interface PlacedStatement extends BriefStatement {
  /** Where it stands, in the words of the API: `market_analysis.trends`. */
  readonly section: string;
}

type Node = Readonly<Record<string, unknown>>;

/** The document as the API spells it: keys in snake_case, whatever is in them as it is. */
export function inSnakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inSnakeCase);
  if (!isNode(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [snakeCase(key), inSnakeCase(each)]));
}

/**
 * All statements of a brief, with where they stand. A statement is whatever has a `text`, or a text in a list; implications are not among them.
 * Briefs of all types are read alike: by their form, not by their sections.
 */
export const statementsOf = (content: Node): PlacedStatement[] =>
  Object.entries(content)
    .filter(([key]) => key !== 'implications' && !isEvidenceList(key))
    .flatMap(([key, value]) => statementsIn(value, snakeCase(key)));

export const implicationsOf = ({ implications }: Node): ImplicationStatement[] =>
  listOf(implications)
    .filter(isNode)
    .filter((each) => typeof each['text'] === 'string')
    .map((each) => ({ text: String(each['text']), evidence_ids: textsOf(each['evidenceIds']) }));

function statementsIn(value: unknown, section: string): PlacedStatement[] {
  if (Array.isArray(value))
    return value.flatMap((each: unknown) =>
      typeof each === 'string' ? [placed({ text: each }, section)] : statementsIn(each, section),
    );
  if (!isNode(value)) return [];
  if (typeof value['text'] === 'string') return [placed(value, section)];
  return Object.entries(value)
    .filter(([, each]) => typeof each === 'object')
    .flatMap(([key, each]) => (isEvidenceList(key) ? [] : statementsIn(each, `${section}.${snakeCase(key)}`)));
}

const placed = (said: Node, section: string): PlacedStatement => ({
  section,
  text: String(said['text']),
  evidence_ids: textsOf(said['evidenceIds']),
  confidence: numberOf(said['confidence']),
  value: numberOf(said['value']),
  unit: textOf(said['unit']),
  channel: textOf(said['channel']),
  share: numberOf(said['share']),
});

/** Lists of ids are no statements. */
const isEvidenceList = (key: string): boolean => key === 'evidenceIds' || key === 'researchSources';

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const textsOf = (value: unknown): string[] => listOf(value).filter((each) => typeof each === 'string');
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

const snakeCase = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
