import { repeatedEntries, strangeNumbers } from '@raptor/agent-kit';
import type { CopyFieldName } from '@raptor/contracts';
import { graphemes } from '@raptor/policy-packs';
import { shoutingIn, spamIn } from '../headlines/score';
import { bannedIn, says } from '../text/lexicon';
import type { CopyAnswer, CopyTask } from './copy-task';

/** How long a field may be, and how it is counted. */
export interface Limit {
  readonly most: number;
  /** Graphemes where nothing else is said. */
  readonly count?: (text: string) => number;
}
export type Limits = Partial<Readonly<Record<CopyFieldName, Limit>>>;

const TOPPING = /\b(?:best|leading|#1|number one|guaranteed?|fastest|cheapest|only)\b/i;

/** What is wrong with texts, a sentence each: lengths, banned words, facts that nothing shows. */
export function copyProblems({ copy, notes }: CopyAnswer, task: CopyTask, limits: Limits): string[] {
  const { proofPoints, revision: _revision, ...rest } = task;
  const brief = JSON.stringify(rest);
  const known = new Set(proofPoints.map(({ evidenceId }) => evidenceId));
  const proofOf = (ids: readonly string[]): string[] =>
    proofPoints.filter(({ evidenceId }) => ids.includes(evidenceId)).map(({ text }) => text);
  const whole = copy.map(({ text }) => text).join('\n');
  return [
    ...repeatedEntries({ copy, notes }),
    ...copy.flatMap(({ field, text, evidenceIds }) => {
      const shown = `${brief}\n${proofOf(evidenceIds).join('\n')}`;
      const limit = limits[field];
      const length = limit ? (limit.count ?? graphemes)(text) : 0;
      const topping = TOPPING.exec(text)?.[0];
      const name = `The ${field.replaceAll('_', ' ')}`;
      return [
        ...(limit ? [] : [`${name} has no place here`]),
        ...(limit && length > limit.most ? [`${name} has ${length} characters, over ${limit.most}`] : []),
        ...(text === text.trim() ? [] : [`${name} has space around it`]),
        ...evidenceIds.filter((id) => !known.has(id)).map((id) => `${id} is none of the proof points`),
        ...(new Set(evidenceIds).size < evidenceIds.length ? [`${name} cites the same twice`] : []),
        ...bannedIn(text, task.lexicon),
        ...spamIn(text).map((sign) => `${name} looks like spam: "${sign}"`),
        ...shoutingIn(text, shown).map((word) => `${name} shouts: "${word}"`),
        ...strangeNumbers(withoutAddresses(text), shown).map(
          (number) => `${name} has ${number}, which no proof point it cites has`,
        ),
        ...(topping && !says(shown, topping) ? [`${name} claims "${topping}" and cites nothing that says so`] : []),
      ];
    }),
    ...task.lexicon.required.filter((word) => !says(whole, word)).map((word) => `"${word}" is required and not there`),
  ];
}

/** An address says nothing of the product, whatever figures it has. */
const withoutAddresses = (text: string): string => text.replace(/https?:\/\/\S+/gu, ' ');

/** What whoever approves it should know. */
export const copyNotes = (task: CopyTask, copy: CopyAnswer['copy']): string[] => [
  ...(task.proofPoints.length === 0 ? ['No proof point was given: it states no fact that would need one.'] : []),
  ...(task.proofPoints.length > 0 && copy.every(({ evidenceIds }) => evidenceIds.length === 0)
    ? ['None of the proof points fits in here.']
    : []),
  ...(task.revision ? [`Written again by ${task.revision.notes.length} notes of the panel.`] : []),
];
