import { measureReadability } from '../../craft/readability/readability';
import type { ArticleAnswer, ArticleSection, ArticleTask } from './muse-009.schema';

export interface NumberedSource {
  readonly number: number;
  readonly evidenceId: string;
  readonly excerpts: readonly string[];
  readonly name: string | null;
  readonly url: string | null;
}

/** The sources of a brief in order; evidence that several points cite has one number. */
export function sourcesOf({ keyPoints }: ArticleTask): NumberedSource[] {
  const all = keyPoints.flatMap(({ evidence }) => evidence);
  const ids = [...new Set(all.map(({ evidenceId }) => evidenceId))];
  return ids.map((evidenceId, at) => {
    const own = all.filter((evidence) => evidence.evidenceId === evidenceId);
    const found = (name: 'source' | 'url'): string | null => own.find((evidence) => evidence[name])?.[name] ?? null;
    return {
      number: at + 1,
      evidenceId,
      excerpts: [...new Set(own.map(({ excerpt }) => excerpt))],
      name: found('source'),
      url: found('url'),
    };
  });
}

const CLOSE_ENOUGH = 0.9;

const textOf = ({ paragraphs }: Pick<ArticleSection, 'paragraphs'>): string =>
  paragraphs.map(({ sentences }) => sentences.map(({ text }) => text).join(' ')).join('\n');

/** All that is counted or looked up: ids of evidence, words, readability, the list of sources, the text as a whole. */
export function finishArticle(answer: ArticleAnswer, task: ArticleTask): ArticleAnswer {
  const known = sourcesOf(task);
  const idsOf = (numbers: readonly number[]): string[] => [
    ...new Set(numbers.flatMap((number) => known[number - 1]?.evidenceId ?? [])),
  ];
  const sections = answer.sections.map((section) => ({
    ...section,
    paragraphs: section.paragraphs.map(({ sentences }) => ({
      sentences: sentences.map((sentence) => ({ ...sentence, evidenceIds: idsOf(sentence.sources) })),
    })),
    words: measureReadability(textOf(section)).words,
  }));
  const sentences = sections.flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.sentences));
  const { words, sentences: counted, fleschReadingEase, grade } = measureReadability(sections.map(textOf).join('\n'));
  const cited = new Set(sentences.flatMap((sentence) => sentence.sources));
  const shown =
    Math.round((sentences.filter((sentence) => sentence.sources.length > 0).length / sentences.length) * 100) / 100;
  const finished = {
    ...answer,
    sections,
    outline: sections.map(({ heading }) => heading),
    sources: known
      .filter(({ number }) => cited.has(number))
      .map(({ number, evidenceId, name, url }) => ({ number, evidenceId, name, url })),
    measures: { words, sentences: counted, fleschReadingEase, grade, shown },
    shortfall: shortfallOf(words, answer, task),
  };
  return { ...finished, markdown: markdownOf(finished) };
}

function shortfallOf(
  written: number,
  { omitted }: ArticleAnswer,
  { words: wanted, keyPoints }: ArticleTask,
): ArticleAnswer['shortfall'] {
  if (written >= wanted * CLOSE_ENOUGH) return null;
  const used = keyPoints.length - omitted.length;
  const left =
    omitted.length > 0 ? ` ${omitted.length} of ${keyPoints.length} points are left out, each with its reason.` : '';
  const reason = `The excerpts of ${used} ${used === 1 ? 'point' : 'points'} carry no more without padding.${left} Add points or longer excerpts, or ask for fewer words.`;
  return { wanted, written, reason };
}

function markdownOf({ title, sections, callToAction, sources }: Omit<ArticleAnswer, 'markdown'>): string {
  const body = sections.map(({ heading, paragraphs }) =>
    [
      `## ${heading}`,
      ...paragraphs.map(({ sentences }) =>
        sentences.map(({ text, sources: cited }) => text + cited.map((number) => ` [${number}]`).join('')).join(' '),
      ),
    ].join('\n\n'),
  );
  const call = callToAction.url === null ? callToAction.text : `[${callToAction.text}](${callToAction.url})`;
  const list = sources.map(
    ({ number, name, url, evidenceId }) => `${number}. ${[name, url].filter(Boolean).join(', ') || evidenceId}`,
  );
  return [`# ${title}`, ...body, call, ...(list.length > 0 ? ['## Sources', list.join('\n')] : [])].join('\n\n');
}
