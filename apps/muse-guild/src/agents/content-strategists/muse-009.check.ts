import { quotesOf, strangeNumbers } from '@raptor/agent-kit';
import { looksFactual, quotedIn } from '../../craft/structure/factual';
import { graphemes } from '../../craft/text/graphemes';
import { bannedIn, inBrandWords } from '../../craft/text/lexicon';
import { sourcesOf } from './muse-009.finish';
import { NOTHING_TO_SAY, whyNot } from './muse-009.floor';
import { LIMITS, type ArticleAnswer, type ArticleSentence, type ArticleTask } from './muse-009.schema';

const LONGEST = 1.25;

/** What keeps an article from being used, a sentence each. */
export function articleProblems(answer: ArticleAnswer, task: ArticleTask): string[] {
  const { title, metaDescription, sections, callToAction, omitted } = answer;
  const sentences = sections.flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.sentences));
  const headings = sections.map(({ heading }) => heading);
  const excerpts = sourcesOf(task).flatMap((source) => source.excerpts);
  const framing = [title, metaDescription, ...headings].join('\n');
  const words = answer.measures?.words ?? 0;
  const call = inBrandWords(task.callToAction.text, task.lexicon);
  return [
    ...(graphemes(title) > LIMITS.title ? [`The title has ${graphemes(title)} characters, over ${LIMITS.title}`] : []),
    ...(graphemes(metaDescription) > LIMITS.metaDescription
      ? [`metaDescription has ${graphemes(metaDescription)} characters, over ${LIMITS.metaDescription}`]
      : []),
    ...(words > task.words * LONGEST ? [`The article has ${words} words; ${task.words} were asked for`] : []),
    ...(callToAction.text !== call || callToAction.url !== (task.callToAction.url ?? null)
      ? [`callToAction must be the brief's: "${call}"`]
      : []),
    ...twice(headings).map((heading) => `Two sections are called "${heading}"`),
    ...twice(sentences.map(({ text }) => text)).map((text) => `"${text}" is said twice`),
    ...[title, metaDescription, ...headings, ...sentences.map(({ text }) => text)].flatMap((text) =>
      bannedIn(text, task.lexicon),
    ),
    ...strangeNumbers(framing, [task.topic, task.audience, ...task.outline, ...excerpts].join('\n')).map(
      (figure) => `${figure} in title, description or headings is in no excerpt`,
    ),
    ...requiredMissing(task, [framing, ...sentences.map(({ text }) => text), callToAction.text].join('\n')),
    ...pointProblems(sentences, omitted, task),
    ...sentences.flatMap((sentence) => sentenceProblems(sentence, task)),
  ];
}

const twice = (texts: readonly string[]): string[] => {
  const small = texts.map((text) => text.toLowerCase());
  return texts.filter((_text, at) => small.indexOf(small[at] ?? '') !== at);
};

/** A word that the brand requires can only be asked for where some source or the brief itself has it. */
const requiredMissing = (task: ArticleTask, text: string): string[] => {
  const material = JSON.stringify([
    task.topic,
    task.audience,
    task.callToAction.text,
    task.keyPoints.filter((point, at) => whyNot(point, at, task) === undefined).map(({ point }) => point),
  ]);
  const has = (where: string, word: string): boolean => where.toLowerCase().includes(word.toLowerCase());
  return task.lexicon.required
    .filter((word) => has(material, word) && !has(text, word))
    .map((word) => `"${word}" is required and missing`);
};

function pointProblems(
  sentences: readonly ArticleSentence[],
  omitted: ArticleAnswer['omitted'],
  task: ArticleTask,
): string[] {
  const cited = new Set(sentences.flatMap(({ evidenceIds }) => evidenceIds));
  const left = new Set(omitted.map(({ point }) => point));
  const strange = omitted.filter(({ point }) => !task.keyPoints.some((other) => other.point === point));
  return [
    ...strange.map(({ point }) => `"${point}" is no key point of the brief`),
    ...twice(omitted.map(({ point }) => point)).map((point) => `"${point}" is omitted twice`),
    ...[...new Set(task.keyPoints.map(({ point }) => point))].flatMap((point) => {
      const own = task.keyPoints
        .map((keyPoint, at) => ({ keyPoint, at }))
        .filter(({ keyPoint }) => keyPoint.point === point);
      const sayable = own.filter(({ keyPoint, at }) => whyNot(keyPoint, at, task) === undefined);
      if (left.has(point)) return sayable.length === own.length ? [`"${point}" has evidence and is left out`] : [];
      const ids = own.flatMap(({ keyPoint }) => keyPoint.evidence.map(({ evidenceId }) => evidenceId));
      return ids.some((id) => cited.has(id)) ? [] : [`"${point}" is neither said nor named in omitted`];
    }),
  ];
}

function sentenceProblems({ text, sources, evidenceIds }: ArticleSentence, task: ArticleTask): string[] {
  const all = sourcesOf(task);
  const wrong = sources.filter((number) => number > all.length).map((number) => `There is no source ${number}`);
  const own = all.filter(({ evidenceId }) => evidenceIds.includes(evidenceId));
  const excerpts = own.flatMap((source) => source.excerpts);
  const given = [task.topic, task.audience, task.callToAction.text].map((part) => inBrandWords(part, task.lexicon));
  const stated = [...given, ...own.flatMap(({ name }) => name ?? [])].reduce(
    (rest, part) => rest.replaceAll(part, ' '),
    text,
  );
  if (own.length === 0)
    return [
      ...wrong,
      ...(looksFactual(stated) && text !== NOTHING_TO_SAY ? [`"${text}" states a fact and cites nothing`] : []),
    ];
  const stands = excerpts.map(quotesOf);
  return [
    ...wrong,
    ...strangeNumbers(stated, excerpts.join('\n')).map(
      (figure) => `"${text}" has ${figure}, which the sources it cites do not have`,
    ),
    ...quotedIn(text)
      .filter((quote) => !stands.some((has) => has(quote)))
      .map((quote) => `"${quote}" is in no source that it cites, word for word`),
  ];
}
