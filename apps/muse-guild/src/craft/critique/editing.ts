import { countedWords, measureReadability, sentencesOf } from '../readability/readability';
import { shoutingIn, spamIn } from '../headlines/score';
import { wordsOf } from '../text/graphemes';
import { bannedIn } from '../text/lexicon';
import type { CritiqueTask } from './critique-task';
import { shareOf, within, type Criterion } from './judged';

/** Words a sentence may have before readers lose it: plain-language guidance keeps the mean at 15 to 20 and none over 25 (plainlanguage.gov). */
const LONGEST_SENTENCE = 25;
const HEDGES =
  /\b(?:very|really|quite|basically|actually|just|simply|perhaps|maybe|somewhat|kind of|sort of|in order to|leverage|utilize|cutting-edge|seamless(?:ly)?|world-class)\b/gi;
const PASSIVE = /\b(?:is|are|was|were|been|being|be)\s+(?:\w+ly\s+)?\w+(?:ed|en)\b(?!\s+to\b)/gi;

/** What a chief editor looks at: whether it reads easily, flows, says nothing twice, and keeps to the brand's words. */
export function editingOf({ copy, lexicon, tone }: CritiqueTask): Criterion[] {
  const whole = copy.map(({ text }) => text.replace(/https?:\/\/\S+|#\w+/gu, '')).join('\n');
  const sentences = sentencesOf(whole);
  const words = countedWords(whole).length;
  const { fleschReadingEase: ease } = measureReadability(whole);
  const long = sentences.filter((sentence) => countedWords(sentence).length > LONGEST_SENTENCE);
  const weak = [...(whole.match(HEDGES) ?? []), ...(whole.match(PASSIVE) ?? [])];
  const again = repeatedAmong(sentences);
  const banned = copy.flatMap(({ text }) => bannedIn(text, lexicon));
  const loud = copy.flatMap(({ text }) => [...spamIn(text), ...shoutingIn(text, '')]);
  return [
    {
      name: 'easy to read',
      weight: 3,
      quality: ease === null ? 0.5 : within(ease, [55, 100], 50),
      comment:
        ease === null ? 'There is nothing to read.' : `Flesch reading ease is ${ease}; 60 to 70 is plain English.`,
      notes: [`Use shorter words and sentences: reading ease is ${ease ?? 0}, 60 is plain.`],
    },
    {
      name: 'sentences',
      weight: 2,
      quality: 1 - shareOf(long.length, Math.max(1, sentences.length)),
      comment: `${long.length} of ${sentences.length} sentences have more than ${LONGEST_SENTENCE} words.`,
      notes: long.slice(0, 3).map((sentence) => `Split or shorten: "${sentence.slice(0, 120)}"`),
    },
    {
      name: 'strong words',
      weight: 2,
      quality: within(shareOf(weak.length, Math.max(1, words)) * 100, [0, 1], 6),
      comment: `${weak.length} weak words or passive forms in ${words} words.`,
      notes: [...new Set(weak)].slice(0, 3).map((word) => `Cut or make active: "${word}"`),
    },
    {
      name: 'nothing twice',
      weight: 2,
      quality: 1 - Math.min(1, shareOf(again.length, Math.max(1, sentences.length)) * 2),
      comment: again.length === 0 ? 'No sentence says what another says.' : `${again.length} sentences repeat others.`,
      notes: again.slice(0, 3).map((sentence) => `Say something else than before: "${sentence.slice(0, 120)}"`),
    },
    {
      name: 'the brand’s words',
      weight: 2,
      quality: 1 - Math.min(1, (banned.length + loud.length) / 2),
      comment: `${banned.length} banned words, ${loud.length} loud or spammy ones${tone.length > 0 ? `; the brand is ${tone.join(', ')}` : ''}.`,
      notes: [...banned, ...loud.map((word) => `Say it more calmly: "${word}"`)].slice(0, 3),
    },
  ];
}

/** Sentences that share most of their words with one before. */
function repeatedAmong(sentences: readonly string[]): string[] {
  const seen: Set<string>[] = [];
  return sentences.filter((sentence) => {
    const words = new Set(wordsOf(sentence));
    const isAgain =
      words.size > 2 && seen.some((other) => [...words].filter((word) => other.has(word)).length / words.size > 0.8);
    seen.push(words);
    return isAgain;
  });
}
