import { citationProblems, defineAgent, fence, repeatedEntries } from '@raptor/agent-kit';
import { articleProblems } from './muse-009.check';
import { finishArticle, sourcesOf } from './muse-009.finish';
import { articleFloor } from './muse-009.floor';
import { articleSamples } from './muse-009.samples';
import { LIMITS, articleAnswer, articleTask } from './muse-009.schema';

const DAY_MS = 86_400_000;

/** Sentences name sources by number, which is short and hard to get wrong; ids of evidence are put in by code. */
export const longFormWriter = defineAgent({
  code: 'MUSE-009',
  name: 'Long-form Writer',
  guild: 'muse',
  tier: 'balanced',
  purpose: 'Writes an article from key points and their evidence, with a source for every sentence that states a fact.',
  input: articleTask,
  output: articleAnswer,
  floor: articleFloor,
  prompt: (task, _evidence, { measures, omitted }) => {
    const { topic, audience, keyPoints, outline, words, tone, lexicon, callToAction } = task;
    const sources = sourcesOf(task);
    const numberOf = (id: string): number | undefined => sources.find(({ evidenceId }) => evidenceId === id)?.number;
    const points = keyPoints.map(({ point, heading, evidence }) => ({
      point,
      heading,
      sources: evidence.map(({ evidenceId }) => numberOf(evidenceId)),
    }));
    return `Write an article of about ${words} words.

${fence('brief', JSON.stringify({ topic, audience, points, outline, tone, lexicon, callToAction }))}

Its sources, by number:
${sources.map(({ number, name, excerpts }) => fence(`source ${number}${name ? ` ${name}` : ''}`, excerpts.join('\n'))).join('\n')}

Code has made an article of ${measures?.words ?? 0} words that states each point and quotes its sources${omitted.length > 0 ? `; it left ${omitted.length} points out for want of evidence, and so should you` : ''}.
A better one reads as if a person who knows the subject had written it for this audience: it opens with what is at stake for the reader, leads from one
point to the next, explains in its own words what a source means for the reader instead of quoting at length, and ends where the call to action is
the natural next step. Length comes from the material; do not pad: an article that is shorter than asked is a good answer.

- Every sentence that states a fact names its sources by number in sources; its figures stand in those sources. What stands between quotation marks
  is word for word from one of them. A sentence without sources only leads, asks or addresses: no figure, cause, comparison or superlative.
- Each point of the brief is in the article, or in omitted with the reason, word for word as the brief has it.
- title at most ${LIMITS.title} characters, metaDescription at most ${LIMITS.metaDescription}. Keep to the outline's headings where there is one.
- callToAction is the brief's, unchanged. No banned word; what is preferred instead of something else is said so.
- Leave out evidenceIds, outline, sources at the top, measures, shortfall, markdown and the words of sections: code works them out.`;
  },
  finish: finishArticle,
  check: (answer, task) => [
    ...citationProblems(
      answer,
      sourcesOf(task).map(({ evidenceId, excerpts }) => ({ id: evidenceId, text: excerpts.join('\n') })),
    ),
    ...repeatedEntries(answer),
    ...articleProblems(answer, task),
  ],
  cache: { ttlMs: DAY_MS },
  memory: {
    recall: ({ topic }) => [{ kind: 'copy', text: topic, atMost: 3 }],
    remember: ({ title, metaDescription }, { topic }) => [
      { kind: 'copy', text: `${title}. ${metaDescription}`, metadata: { form: 'article', topic } },
    ],
  },
  samples: articleSamples,
});
