import { graphemes } from '@raptor/policy-packs';
import { capitalised } from '../text/graphemes';
import { inBrandWords, says, wordsIn } from '../text/lexicon';
import type { CopyTask } from './copy-task';

/** A sentence, and the proof point that it rests on. */
export interface Line {
  readonly text: string;
  readonly evidenceIds: readonly string[];
}

/** What can be said for something, each as lines to choose from, the first the best. */
export interface Arguments {
  readonly openings: readonly Line[];
  readonly promises: readonly Line[];
  readonly proofs: readonly Line[];
  readonly answers: readonly Line[];
  readonly calls: readonly Line[];
  /** A few words that stand alone, for headlines that have room for no more. */
  readonly shorts: readonly Line[];
}

/** Words of a promise that can stand within a sentence. */
const LONGEST_PHRASE = 8;

const plain = (...texts: readonly string[]): Line[] => texts.map((text) => ({ text, evidenceIds: [] }));

/** With its mark at the end, and no other blank than one. */
export function sentence(text: string): string {
  const clean = text.replace(/\s+/gu, ' ').trim();
  return /[.!?…”"]$/u.test(clean) ? capitalised(clean) : `${capitalised(clean)}.`;
}

const lowered = (text: string): string => text.replace(/^\p{Lu}(?=\p{Ll}|\s)/u, (letter) => letter.toLowerCase());

/** Arguments by code, from what the task says and nothing else; banned words are left out, preferred ones put in. */
export function argumentsOf(task: CopyTask): Arguments {
  const { product, audience, promise, proofPoints, objections, offers, callToAction, problem } = task;
  const isFormal = task.tone.some(
    (word) => /formal|serious|authoritative|dignified/i.test(word) && !/informal/i.test(word),
  );
  const kept = lowered(promise).replace(/[.!?]+$/u, '');
  // A promise that is a sentence of its own stands as it is; one of a few words goes into others.
  const isPhrase = !says(kept, product) && kept.split(' ').length <= LONGEST_PHRASE;
  const openings = [
    ...(problem ? plain(sentence(problem)) : []),
    ...(isPhrase ? plain(`${capitalised(audience)}: ${kept}.`) : []),
    ...(isPhrase && !isFormal ? plain(`What would ${audience} do with ${kept}?`) : []),
    ...plain(sentence(promise)),
    ...(isPhrase ? plain(`${capitalised(kept)}, for ${audience}.`) : plain(`${product} is for ${audience}.`)),
  ];
  const promises = [
    ...offers.map((text) => ({ text: sentence(text), evidenceIds: proofFor(task, text) })),
    ...(isPhrase
      ? plain(`${product} is for ${audience} who want ${kept}.`, `With ${product}: ${kept}.`)
      : plain(sentence(promise), `${product} is made for ${audience}.`)),
  ];
  const proofs = proofPoints.map(({ text, evidenceId }) => ({ text: sentence(text), evidenceIds: [evidenceId] }));
  const answers = objections
    .filter((text) => !text.trim().endsWith('?'))
    .map((text) => ({ text: sentence(text), evidenceIds: proofFor(task, text) }));
  const action = callToAction.replace(/[.!?]+$/u, '');
  const calls = plain(`${capitalised(action)}.`, `${capitalised(action)} with ${product}.`);
  const shorts = plain(
    ...(isPhrase ? [capitalised(kept)] : []),
    `${product} for ${audience}`,
    capitalised(action),
    `${capitalised(audience)}: ${product}`,
    `Meet ${product}`,
    ...(isPhrase ? [`${product}: ${kept}`] : []),
    product,
  );
  const clean = (lines: readonly Line[]): Line[] => allowed(task, lines);
  return {
    openings: clean(openings),
    promises: clean(promises.filter(({ text, evidenceIds }) => evidenceIds.length > 0 || !/\d/u.test(text))),
    proofs: clean(proofs),
    answers: clean(answers.filter(({ text, evidenceIds }) => evidenceIds.length > 0 || !/\d/u.test(text))),
    calls: clean(calls),
    shorts: clean(shorts),
  };
}

/** Proof points that say the same, word for word. */
const proofFor = ({ proofPoints }: CopyTask, text: string): string[] =>
  proofPoints
    .filter((proof) => proof.text.includes(text) || text.includes(proof.text))
    .map(({ evidenceId }) => evidenceId);

/** In the brand's words, each once; what has a banned word is not said. */
function allowed({ lexicon }: CopyTask, lines: readonly Line[]): Line[] {
  const seen = new Set<string>();
  return lines
    .map(({ text, evidenceIds }) => ({ text: inBrandWords(text, lexicon), evidenceIds: [...new Set(evidenceIds)] }))
    .filter(
      ({ text }) => wordsIn(text, lexicon.banned).length === 0 && !seen.has(spoken(text)) && seen.add(spoken(text)),
    );
}

/** As it is heard: capitals and the mark at the end make no other sentence. */
const spoken = (text: string): string => text.toLowerCase().replace(/[.!?]+$/u, '');

/** The `at`-th of them, beginning again at the end: variants and rounds take others than those before. */
export const pick = (lines: readonly Line[], at: number): Line | undefined =>
  lines.length === 0 ? undefined : lines[at % lines.length];

/** All that have room, beginning with the `at`-th. */
export const allFitting = (lines: readonly Line[], at: number, room: number): Line[] =>
  lines
    .map((_line, step) => lines[(at + step) % lines.length])
    .filter((line): line is Line => line !== undefined && graphemes(line.text) <= room);

/** Each once, as it is heard. */
export const distinct = (lines: readonly Line[]): Line[] =>
  lines.filter((line, at) => lines.findIndex((other) => spoken(other.text) === spoken(line.text)) === at);

/** The first from `at` on that has room; undefined where none has. */
export function fitting(
  lines: readonly Line[],
  at: number,
  room: number,
  length: (text: string) => number = graphemes,
): Line | undefined {
  const order = lines.map((_line, step) => lines[(at + step) % lines.length]);
  return order.find((line) => line !== undefined && length(line.text) <= room);
}

/** Joins lines into one text, with all that they rest on. */
export const joinedLines = (lines: readonly (Line | undefined)[], by: string): Line => {
  const there = lines.filter((line): line is Line => line !== undefined && line.text !== '');
  const once = there.filter(({ text }, at) => there.findIndex((other) => other.text === text) === at);
  return {
    text: once.map(({ text }) => text).join(by),
    evidenceIds: [...new Set(once.flatMap(({ evidenceIds }) => evidenceIds))],
  };
};
