import type {
  BriefStatement,
  ChangedStatement,
  ImplicationStatement,
  ImplicationsDiff,
  SectionDiff,
  StatementOfOne,
} from '@raptor/contracts';
import { implicationsOf, statementsOf, type PlacedStatement } from './brief-statements';

type Content = Readonly<Record<string, unknown>>;

export interface BriefsDiff {
  readonly sections: SectionDiff[];
  readonly implications: ImplicationsDiff;
}

interface Pair {
  readonly before: PlacedStatement;
  readonly after: PlacedStatement;
}

/**
 * What one brief says otherwise than another, section by section, and what hangs on it. Two statements of a section are the same one when they have
 * the same words, are about the same channel, or rest in part on the same evidence, looked for in this order.
 */
export function diffBriefs(before: Content, after: Content): BriefsDiff {
  const [old, young] = [statementsOf(before), statementsOf(after)];
  const [were, are] = [implicationsOf(before), implicationsOf(after)];
  const hanging = hangingOn([...were, ...are]);
  const sections = [...new Set([...old, ...young].map(({ section }) => section))]
    .map((section) => sectionDiff(section, { old, young }, hanging))
    .filter(({ added, removed, changed }) => added.length + removed.length + changed.length > 0);
  return { sections, implications: implicationsDiff(were, are, sections) };
}

function sectionDiff(
  section: string,
  all: { old: readonly PlacedStatement[]; young: readonly PlacedStatement[] },
  hanging: (...statements: BriefStatement[]) => string[],
): SectionDiff {
  const here = (each: PlacedStatement): boolean => each.section === section;
  const { pairs, removed, added } = matched(all.old.filter(here), all.young.filter(here));
  const ofOne = (each: PlacedStatement): StatementOfOne => ({ ...bare(each), implications: hanging(each) });
  const changed = pairs.map(({ before, after }): ChangedStatement => {
    const [one, other] = [bare(before), bare(after)];
    return { before: one, after: other, fields: fieldsThatDiffer(one, other), implications: hanging(one, other) };
  });
  return {
    section,
    added: added.map(ofOne),
    removed: removed.map(ofOne),
    changed: changed.filter(({ fields }) => fields.length > 0),
  };
}

/** Surest sign first; each statement is matched once. */
const SIGNS: readonly ((one: PlacedStatement, other: PlacedStatement) => boolean)[] = [
  (one, other) => wordsOf(one.text) === wordsOf(other.text),
  (one, other) => one.channel !== null && one.channel === other.channel,
  (one, other) => one.evidence_ids.some((id) => other.evidence_ids.includes(id)),
];

function matched(old: readonly PlacedStatement[], young: readonly PlacedStatement[]) {
  const pairs: Pair[] = [];
  const [removed, added] = [new Set(old), new Set(young)];
  for (const isSame of SIGNS)
    for (const before of [...removed]) {
      const after = [...added].find((each) => isSame(before, each));
      if (!after) continue;
      pairs.push({ before, after });
      removed.delete(before);
      added.delete(after);
    }
  return { pairs, removed: [...removed], added: [...added] };
}

const wordsOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
    ?.join(' ') ?? text;

const bare = ({ section: _section, ...statement }: PlacedStatement): BriefStatement => statement;

const fieldsThatDiffer = (one: BriefStatement, other: BriefStatement): string[] =>
  (Object.keys(one) as (keyof BriefStatement)[]).filter((field) => textOf(one[field]) !== textOf(other[field]));

/** The order of evidence says nothing. */
const textOf = (value: unknown): string => JSON.stringify(Array.isArray(value) ? value.toSorted() : value);

/** Texts of those that cite evidence of any of the statements. */
function hangingOn(implications: readonly ImplicationStatement[]) {
  return (...statements: BriefStatement[]): string[] => {
    const ids = new Set(statements.flatMap((each) => each.evidence_ids));
    const citing = implications.filter((each) => each.evidence_ids.some((id) => ids.has(id)));
    return [...new Set(citing.map(({ text }) => text))];
  };
}

function implicationsDiff(
  were: readonly ImplicationStatement[],
  are: readonly ImplicationStatement[],
  sections: readonly SectionDiff[],
): ImplicationsDiff {
  const isIn = (some: readonly ImplicationStatement[]) => (one: ImplicationStatement) =>
    some.some((other) => wordsOf(other.text) === wordsOf(one.text));
  const moved = new Set(
    sections.flatMap(({ removed, changed }) => [...removed, ...changed].flatMap((each) => each.implications)),
  );
  return {
    added: are.filter((each) => !isIn(were)(each)),
    removed: were.filter((each) => !isIn(are)(each)),
    shaken: are.filter((each) => isIn(were)(each) && moved.has(each.text)),
  };
}
