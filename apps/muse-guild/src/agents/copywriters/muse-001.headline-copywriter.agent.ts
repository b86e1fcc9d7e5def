import {
  citationProblems,
  defineAgent,
  fence,
  memoriesOf,
  repeatedEntries,
  strangeNumbers,
  type Evidence,
} from '@raptor/agent-kit';
import { REASONS, fillFormulas, type Draft } from '../../craft/headlines/formulas';
import { scoresOf, shoutingIn, spamIn, totalOf } from '../../craft/headlines/score';
import { graphemes, overlap, stemsOf } from '../../craft/text/graphemes';
import { bannedIn, escaped, says } from '../../craft/text/lexicon';
import { headlineAnswer, headlineTask, type Headline, type HeadlineAnswer, type HeadlineTask } from './muse-001.schema';
import { headlineSamples } from './muse-001.samples';

const DAY_MS = 86_400_000;

/** Several angles rather than one best line: experiments choose, not taste. */
export const headlineCopywriter = defineAgent({
  code: 'MUSE-001',
  name: 'Headline Copywriter',
  guild: 'muse',
  tier: 'balanced',
  purpose: 'Writes five to ten scored headlines for one promise and one audience.',
  input: headlineTask,
  output: headlineAnswer,
  floor: (task, evidence) => {
    const drafts = fillFormulas(task);
    const chosen = choose(drafts, task);
    const headlines = chosen.map(({ text, formula, evidenceIds }): Headline => ({
      ...{ text, formula, evidenceIds: [...evidenceIds] },
      ...{ reason: REASONS[formula], score: 0, length: 0 },
    }));
    return scored({ headlines, notes: [] }, task, evidence);
  },
  prompt: (
    { product, audience, promise, maxLength, language, tone, lexicon, proofPoints, count, earlier },
    _evidence,
    { headlines },
  ) =>
    `Write ${count} headlines in the language ${language}, each at most ${maxLength} characters.

${fence('brief', JSON.stringify({ product, audience, promise, tone, lexicon, proofPoints, earlier }))}

These were made from formulas:
${fence('draft', headlines.map(({ text, formula, score }) => `${score} ${formula}: ${text}`).join('\n'))}

Better ones sound like a person of this brand talking to this audience, keep the promise without repeating its words in each line, come from angles
that differ (a fact, a question, a contrast, the moment of need), and read aloud without a stumble. Keep a line of the draft only where you cannot
beat it.

- A figure may stand in a headline only if the brief has it; one that rests on a proof point cites its evidenceId.
- No superlative, guarantee or comparison that no proof point shows. No word that is banned; what is required stands in one headline at least.
- Plain letters: no capitals for loudness, at most one mark of exclamation, no quotation marks around it.
- reason says why it should work with this audience, not what it says. Leave out score, scores, length and notes: code works them out.`,
  finish: (answer, task, evidence) => scored(answer, task, evidence),
  check: (answer, task) => [
    ...citationProblems(
      answer,
      task.proofPoints.map(({ evidenceId, text }) => ({ id: evidenceId, text })),
    ),
    ...repeatedEntries(answer),
    ...problemsIn(answer, task),
  ],
  cache: { ttlMs: DAY_MS },
  memory: {
    recall: ({ product, promise }) => [{ kind: 'copy', text: `${product}: ${promise}`, atMost: 5 }],
    remember: ({ headlines }, { product }) =>
      headlines.slice(0, 3).map(({ text }) => ({ kind: 'copy', text, metadata: { form: 'headline', product } })),
  },
  samples: headlineSamples,
});

/** One of each formula first, then the rest; what the brand requires is never left out. Formal brands ask no questions. */
function choose(all: readonly Draft[], { count, lexicon, tone, promise, earlier }: HeadlineTask): Draft[] {
  const used = new Set(earlier.map((text) => text.trim().toLowerCase()));
  const unused = all.filter(({ text }) => !used.has(text.toLowerCase()));
  const drafts = unused.length >= 5 ? unused : all;
  const isFormal = tone.some((word) => /formal|serious|authoritative|dignified/i.test(word) && !/informal/i.test(word));
  const fitting = drafts.filter(({ formula }) => !isFormal || formula !== 'question');
  const pool = fitting.length >= 5 ? fitting : drafts;
  const bearers = lexicon.required.flatMap((word) => pool.find(({ text }) => says(text, word)) ?? []);
  const keepsPromise = ({ text }: Draft): number => overlap(stemsOf(text), stemsOf(promise));
  const firsts = pool.filter(({ formula }, at) => pool.findIndex((other) => other.formula === formula) === at);
  const rest = pool.filter((draft) => !firsts.includes(draft)).toSorted((a, b) => keepsPromise(b) - keepsPromise(a));
  return [...new Set([...bearers, ...firsts, ...rest])].slice(0, count);
}

/** With scores, best first, and what there is to say about them all. */
function scored({ headlines }: HeadlineAnswer, task: HeadlineTask, evidence: Evidence): HeadlineAnswer {
  const earlier = [...task.earlier, ...memoriesOf(evidence, 'copy').map(({ text }) => text)];
  const marked = headlines.map((headline): Headline => {
    const others = headlines.filter((other) => other !== headline).map(({ text }) => text);
    const scores = scoresOf(headline.text, task, [...others, ...earlier]);
    return { ...headline, scores, score: totalOf(scores), length: graphemes(headline.text) };
  });
  const used = new Set(earlier.map((text) => text.trim().toLowerCase()));
  const again = marked.filter(({ text }) => used.has(text.trim().toLowerCase())).length;
  const notes = [
    ...(task.proofPoints.length === 0
      ? ['No proof point was given: no headline states a fact that would need one.']
      : []),
    ...(again > 0 ? [`Used before: ${again} of ${marked.length}.`] : []),
    ...(marked.length < task.count
      ? [`Only ${marked.length} of ${task.count} could be made within the limits of the brief.`]
      : []),
    ...(task.language.startsWith('en') ? [] : ['Clarity is measured with English rules.']),
  ];
  return { headlines: marked.toSorted((a, b) => b.score - a.score || (a.text < b.text ? -1 : 1)), notes };
}

/** `Route 66` in a name is no figure. */
const withoutNames = (text: string, { product, audience, lexicon }: HeadlineTask): string =>
  [product, audience, ...lexicon.required].reduce(
    (rest, name) => rest.replaceAll(new RegExp(escaped(name), 'giu'), ' '),
    text,
  );

const TOPPING = /\b(?:best|leading|#1|number one|guaranteed?|fastest|cheapest|only)\b/i;

function problemsIn({ headlines }: HeadlineAnswer, task: HeadlineTask): string[] {
  const { proofPoints, ...rest } = task;
  const brief = JSON.stringify(rest);
  const texts = headlines.map(({ text }) => text);
  const same = texts.filter(
    (text, at) => texts.findIndex((other) => other.toLowerCase() === text.toLowerCase()) !== at,
  );
  return [
    ...same.map((text) => `"${text}" is there twice`),
    ...task.lexicon.required
      .filter((word) => !texts.some((text) => says(text, word)))
      .map((word) => `No headline has "${word}", which is required`),
    ...headlines.flatMap(({ text, evidenceIds }) => {
      const proof = proofPoints.filter(({ evidenceId }) => evidenceIds.includes(evidenceId)).map((point) => point.text);
      const shown = [task.product, task.audience, task.promise, ...task.lexicon.required, ...proof].join('\n');
      const topping = TOPPING.exec(text)?.[0];
      return [
        ...(graphemes(text) > task.maxLength
          ? [`"${text}" has ${graphemes(text)} characters, over ${task.maxLength}`]
          : []),
        ...(text === text.trim() && !/^["“].*["”]$/.test(text) ? [] : [`"${text}" has marks or space around it`]),
        ...bannedIn(text, task.lexicon),
        ...spamIn(text).map((sign) => `"${text}" looks like spam: "${sign}"`),
        ...shoutingIn(text, brief + shown).map((word) => `"${text}" shouts: "${word}"`),
        ...strangeNumbers(withoutNames(text, task), shown).map(
          (number) => `"${text}" has ${number}, which neither the brief nor a proof point it cites has`,
        ),
        ...(topping && !says(shown, topping) ? [`"${text}" claims "${topping}" and cites nothing that says so`] : []),
      ];
    }),
  ];
}
