import { defineAgent, fence, strangeNumbers } from '@raptor/agent-kit';
import { graphemes } from '@raptor/policy-packs';
import { shoutingIn, spamIn } from '../../craft/headlines/score';
import { LEAST_CONTRAST } from '../../craft/pictures/contrast';
import { undrawable } from '../../craft/pictures/shape';
import { bannedIn } from '../../craft/text/lexicon';
import { finished, roomFor, wordsOf } from './muse-011.finish';
import { visualSamples } from './muse-011.samples';
import { visualAnswer, visualTask, WORD_LIMITS, type VisualAnswer, type VisualTask } from './muse-011.schema';

/** Layout, colours and contrast are worked out by code; a model may find better words. */
export const visualDesigner = defineAgent({
  code: 'MUSE-011',
  name: 'Visual Designer',
  guild: 'muse',
  tier: 'flash',
  purpose:
    'Draws the pictures of a campaign in the colours of its brand, each as large as its place wants it, readable and with words for those who do not see it.',
  input: visualTask,
  output: visualAnswer,
  floor: (task) => finished({ words: wordsOf(task) }, task),
  prompt: (task, _evidence, { words }) => promptFor(task, words),
  finish: (answer, task) => finished(answer, task),
  check: (answer, task) => [...wordProblems(answer, task), ...drawingProblems(answer, task)],
  cache: { ttlMs: 86_400_000 },
  memory: {
    remember: ({ words: { headline, altText } }, { company }) => [
      { kind: 'copy', text: `${headline}. ${altText}`.slice(0, 1_000), metadata: { company } },
    ],
  },
  samples: visualSamples,
});

function promptFor(task: VisualTask, words: VisualAnswer['words']): string {
  const { company, audience, headline, callToAction, proofPoints, lexicon } = task;
  return `Find better words for a picture that is laid out already: "words" with "headline" (at most ${roomFor(task)} characters), "kicker" (at most
${WORD_LIMITS.kicker}; leave it out where it adds nothing) and "altText" (at most ${WORD_LIMITS.altText}). A good headline is read in a second: one
promise, concrete words, no full stop. Use no number and no claim that is not in the brief. "altText" says who speaks, the words of the picture in their
order, and what the button says; it does not begin with "image of".
${fence('brief', JSON.stringify({ company, audience, headline, callToAction, proofPoints: proofPoints.map(({ text }) => text), lexicon }))}
${fence('draft', JSON.stringify(words))}`;
}

function wordProblems({ words }: VisualAnswer, task: VisualTask): string[] {
  const { company, audience, headline, callToAction, proofPoints, lexicon } = task;
  const known = JSON.stringify([company, audience, headline, callToAction, proofPoints.map(({ text }) => text)]);
  // What the company is called, and what it wants on its button, is not for the picture to change.
  const own = (text: string): string => text.replaceAll(company, ' ').replaceAll(callToAction, ' ');
  const limits = [
    ['headline', words.headline, roomFor(task)],
    ['kicker', words.kicker ?? '', WORD_LIMITS.kicker],
    ['altText', words.altText, WORD_LIMITS.altText],
  ] as const;
  return [
    ...limits.flatMap(([name, text, most]) => [
      ...(graphemes(text) > most ? [`The ${name} has ${graphemes(text)} characters, over ${most}`] : []),
      ...(text === text.trim() ? [] : [`The ${name} has space around it`]),
      ...strangeNumbers(text, known).map((number) => `The ${name} has ${number}, which the brief does not have`),
      ...bannedIn(own(text), lexicon),
      ...spamIn(own(text)).map((sign) => `The ${name} looks like spam: "${sign}"`),
      ...shoutingIn(text, known).map((word) => `The ${name} shouts: "${word}"`),
    ]),
    ...(words.altText.includes(words.headline) ? [] : ['The altText does not say what the headline says']),
    ...(words.altText.includes(company) ? [] : ['The altText does not say who speaks']),
    ...undrawable(`${words.headline}${words.kicker ?? ''}`)
      .filter((sign) => !known.includes(sign))
      .map((sign) => `No font draws ${sign}: use other words`),
  ];
}

const drawingProblems = ({ designs, copy }: VisualAnswer, { formats }: VisualTask): string[] => [
  ...formats
    .filter((format) => !designs.some((design) => design.format === format))
    .map((format) => `There is no picture for ${format}`),
  ...designs
    .filter(({ contrastRatio }) => contrastRatio < LEAST_CONTRAST)
    .map(({ format, contrastRatio }) => `${format} has a contrast of ${contrastRatio}, below ${LEAST_CONTRAST}`),
  ...(copy.length === 0 ? ['Its words are not listed'] : []),
];
