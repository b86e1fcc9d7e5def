import { strangeNumbers } from '@raptor/agent-kit';
import { countedWords } from '../../craft/readability/readability';
import { supportFor } from '../../craft/structure/excerpts';
import { outlineOf } from '../../craft/structure/outline';
import { capitalised, graphemes, shortened } from '../../craft/text/graphemes';
import { bannedIn, inBrandWords, wordsIn } from '../../craft/text/lexicon';
import { finishArticle, sourcesOf, type NumberedSource } from './muse-009.finish';
import {
  LIMITS,
  type ArticleAnswer,
  type ArticleSection,
  type ArticleSentence,
  type ArticleTask,
} from './muse-009.schema';

type KeyPoint = ArticleTask['keyPoints'][number];
type Paragraph = ArticleSection['paragraphs'][number];

const OPENINGS = ['In short', 'At a glance', 'First of all'] as const;
export const NOTHING_TO_SAY = 'There is no evidence yet for anything that could be said here.';
const LONGEST_PARAGRAPH = 12;
const MOST_PARAGRAPHS = 24;
const LONGEST_HEADING = 80;
/** With a name and marks around it a sentence has up to 600 characters. */
const LONGEST_QUOTE = 420;

/**
 * An article that says each point, shows it in the words of its sources, and says nothing else. It grows with the material up to the length asked for;
 * a point that nothing shows, or whose figures its own excerpts do not have, is left out by name.
 */
export function articleFloor(task: ArticleTask): ArticleAnswer {
  const { topic, audience, lexicon, callToAction } = task;
  const brand = (text: string): string => inBrandWords(text, lexicon);
  const judged = task.keyPoints.map((keyPoint, at) => ({
    keyPoint: { ...keyPoint, point: brand(keyPoint.point) },
    given: keyPoint.point,
    reason: whyNot(keyPoint, at, task),
  }));
  const points = judged.filter(({ reason }) => reason === undefined).map(({ keyPoint }) => keyPoint);
  const omitted = judged.flatMap(({ given, reason }) => (reason === undefined ? [] : [{ point: given, reason }]));
  const answer = {
    title: titleOf(brand(topic), brand(audience)),
    metaDescription: descriptionOf(brand(topic), brand(audience), points),
    sections: sectionsOf(points, task),
    callToAction: { text: brand(callToAction.text), url: callToAction.url ?? null },
    omitted: omitted.filter(({ point }, at) => omitted.findIndex((other) => other.point === point) === at),
    ...{ outline: [], sources: [], shortfall: null },
  };
  return finishArticle(answer, task);
}

/** Why a point cannot be said, or undefined. */
export function whyNot({ point, evidence }: KeyPoint, at: number, task: ArticleTask): string | undefined {
  const { lexicon, keyPoints } = task;
  if (evidence.length === 0) return 'No evidence was given for it.';
  const said = inBrandWords(point, lexicon);
  const [banned] = wordsIn(said, lexicon.banned);
  if (banned !== undefined) return `It uses "${banned}", which the brand bans.`;
  const [figure] = strangeNumbers(said, evidence.map(({ excerpt }) => excerpt).join('\n'));
  if (figure !== undefined) return `None of its excerpts has its figure ${figure}.`;
  const isSame = (other: KeyPoint): boolean => inBrandWords(other.point, lexicon).toLowerCase() === said.toLowerCase();
  const isSaid = keyPoints.some(
    (other, before) => before < at && isSame(other) && whyNot(other, before, task) === undefined,
  );
  return isSaid ? 'It is said already by a point before it.' : undefined;
}

function titleOf(topic: string, audience: string): string {
  const full = `${capitalised(topic)}: what ${audience} should know`;
  return graphemes(full) <= LIMITS.title ? full : shortened(capitalised(topic), LIMITS.title);
}

const descriptionOf = (topic: string, audience: string, points: readonly KeyPoint[]): string =>
  shortened(
    [`${capitalised(topic)} for ${audience}.`, ...points.map(({ point }) => asSentence(point))].join(' '),
    LIMITS.metaDescription,
  );

const asSentence = (text: string): string => (/[.!?…]$/.test(text) ? capitalised(text) : `${capitalised(text)}.`);

/** How much more than an even share of the length each source may take, tried from little to much: material is spread unevenly. */
const GENEROSITY = [1, 1.5, 2, 3, 5, 1_000] as const;
const TOO_LONG = 1.1;

/** As much of the material as the length asked for takes. */
function sectionsOf(points: readonly KeyPoint[], task: ArticleTask): ArticleSection[] {
  const opening = openingOf(points, task, sourcesOf(task));
  const base = wordsOfAll(opening) + points.reduce((sum, { point }) => sum + countedWords(point).length, 0);
  const room = Math.max(0, task.words - base) / Math.max(1, points.length);
  const tries = GENEROSITY.map((times) => {
    const body = bodyOf(points, room * times, task);
    const taken = new Set(body.map(({ heading }) => heading.toLowerCase()));
    const heading = OPENINGS.find((text) => !taken.has(text.toLowerCase())) ?? `${OPENINGS[0]}: ${OPENINGS[1]}`;
    return [{ heading, paragraphs: opening, words: 0 }, ...body];
  });
  const fitting = tries.filter(
    (sections) => wordsOfAll(sections.flatMap(({ paragraphs }) => paragraphs)) <= task.words * TOO_LONG,
  );
  return fitting.at(-1) ?? tries[0] ?? [];
}

function bodyOf(points: readonly KeyPoint[], room: number, task: ArticleTask): ArticleSection[] {
  const sources = sourcesOf(task);
  const quoted = new Set<string>();
  const sections = new Map<string, { heading: string; points: KeyPoint[] }>();
  for (const { heading: given, points: own } of outlineOf(points, task.outline)) {
    const heading = shortened(capitalised(inBrandWords(given, task.lexicon)), LONGEST_HEADING);
    const section = sections.get(heading.toLowerCase()) ?? { heading, points: [] };
    section.points.push(...own);
    sections.set(heading.toLowerCase(), section);
  }
  return [...sections.values()].map(({ heading, points: own }) => {
    const each = Math.max(1, Math.floor(MOST_PARAGRAPHS / own.length));
    const paragraphs = own.flatMap((point) => paragraphsOf(point, room, task, sources, quoted).slice(0, each));
    return { heading, paragraphs, words: 0 };
  });
}

const wordsOfAll = (paragraphs: readonly Paragraph[]): number =>
  paragraphs.reduce((sum, { sentences }) => sum + countedWords(sentences.map(({ text }) => text).join(' ')).length, 0);

const LONG = 600;

/** Whom it is for; in a long article then its first points, so that one who reads no further knows them. */
function openingOf(
  points: readonly KeyPoint[],
  { topic, audience, lexicon, words }: ArticleTask,
  sources: readonly NumberedSource[],
): Paragraph[] {
  const about = inBrandWords(`For ${audience}: ${topic}`, lexicon);
  if (points.length === 0) return [asParagraph([plain(`${about}.`), plain(NOTHING_TO_SAY)])];
  const leads = ['To begin with', 'Then', 'And'];
  const first = words >= LONG && points.length >= leads.length ? leads : [];
  const summary = first.flatMap((lead, at) =>
    points[at] ? [cited(`${lead}: ${asSentence(points[at].point)}`, points[at], sources)] : [],
  );
  const frame = asParagraph([plain(`${about}, with a source for each statement.`)]);
  return summary.length > 0 ? [frame, asParagraph(summary)] : [frame];
}

const asParagraph = (sentences: ArticleSentence[]): Paragraph => ({ sentences: sentences.slice(0, LONGEST_PARAGRAPH) });
const plain = (text: string): ArticleSentence => ({ text, sources: [], evidenceIds: [] });
const cited = (text: string, { evidence }: KeyPoint, sources: readonly NumberedSource[]): ArticleSentence => {
  const own = sources.filter(({ evidenceId }) => evidence.some((item) => item.evidenceId === evidenceId));
  return { text, sources: own.map(({ number }) => number), evidenceIds: own.map(({ evidenceId }) => evidenceId) };
};

/** Right for persons, institutes and records alike. */
const LEADS = [
  (name: string) => `According to ${name}:`,
  (name: string) => `From ${name}:`,
  (name: string) => `In the words of ${name}:`,
];

/** The point, then what its sources say, each sentence once in the article. */
function paragraphsOf(
  point: KeyPoint,
  room: number,
  { lexicon }: ArticleTask,
  sources: readonly NumberedSource[],
  quoted: Set<string>,
): Paragraph[] {
  const said = asParagraph([cited(asSentence(point.point), point, sources)]);
  const share = room / point.evidence.length;
  const isWelcome = (sentence: string): boolean =>
    !quoted.has(sentence.toLowerCase()) && bannedIn(sentence, lexicon).length === 0 && sentence.length <= LONGEST_QUOTE;
  const shown = point.evidence.flatMap(({ evidenceId, excerpt }, nth) => {
    const source = sources.find((other) => other.evidenceId === evidenceId);
    const isNamed = source?.name && bannedIn(source.name, lexicon).length === 0 && !/["“”„«»]/u.test(source.name);
    const passages = supportFor(point.point, excerpt, share, isWelcome).flatMap(({ sentences }) => inParts(sentences));
    return passages.map((text, at) => {
      const lead = LEADS[(nth + at) % LEADS.length]?.(isNamed ? source.name : 'the source');
      return asParagraph([
        { text: `${lead} “${text}”`, sources: source ? [source.number] : [], evidenceIds: [evidenceId] },
      ]);
    });

    function inParts(sentences: readonly string[]): string[] {
      const parts: string[] = [];
      for (const sentence of sentences) {
        quoted.add(sentence.toLowerCase());
        const last = parts.at(-1);
        if (last !== undefined && last.length + sentence.length < LONGEST_QUOTE)
          parts.splice(-1, 1, `${last} ${sentence}`);
        else parts.push(sentence);
      }
      return parts;
    }
  });
  return [said, ...shown];
}
