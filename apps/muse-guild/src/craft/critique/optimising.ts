import { overlap, stemsOf, wordsOf } from '../text/graphemes';
import { says } from '../text/lexicon';
import type { CritiqueTask } from './critique-task';
import { shareOf, within, type Criterion } from './judged';

/** Channels whose texts carry no address of their own: the platform adds it. */
const WITHOUT_ADDRESS = new Set(['google_ads', 'meta_ads', 'linkedin_ads', 'display', 'google_search', 'blog']);
const FIRST_WORDS = 25;

/** What an optimisation director looks at: whether it begins with what matters, proves it, is found, and asks for one thing. */
export function optimisingOf(task: CritiqueTask): Criterion[] {
  const { copy, promise, audience, keywords, callToAction, url, channel } = task;
  const whole = copy.map(({ text }) => text).join('\n');
  const opening = wordsOf(whole).slice(0, FIRST_WORDS).join(' ');
  const keeps = Math.max(...copy.map(({ text }) => coverage(promise, text)));
  const early = Math.max(coverage(promise, opening), overlap(stemsOf(audience), stemsOf(opening)) > 0 ? 0.7 : 0);
  const there = keywords.filter((word) => says(whole, word) || coverage(word, whole) === 1);
  const missing = keywords.filter((word) => !there.includes(word));
  const asks = coverage(callToAction, whole);
  const hasAddress = WITHOUT_ADDRESS.has(channel) || whole.includes(url);
  const cites = copy.filter(({ evidenceIds }) => evidenceIds.length > 0).length;
  return [
    {
      name: 'the promise',
      weight: 3,
      quality: keeps,
      comment: `${Math.round(keeps * 100)} % of the promise's words are there.`,
      notes: [`Say the promise plainly: "${promise}"`],
    },
    {
      name: 'the beginning',
      weight: 2,
      quality: early,
      comment: 'How much of the promise, or of whom it is for, stands at the beginning.',
      notes: [`Begin with the promise or with ${audience}.`],
    },
    {
      name: 'proof',
      weight: 2,
      quality: cites > 0 ? 1 : 0.4,
      comment: `${cites} of ${copy.length} texts rest on evidence.`,
      notes: ['Put a proof point in.'],
    },
    {
      name: 'one thing to do',
      weight: 3,
      quality: hasAddress ? asks : asks * 0.6,
      comment: `${Math.round(asks * 100)} % of the call to action's words are there${hasAddress ? '' : ', and no address'}.`,
      notes: [...(asks < 1 ? [`Ask for it: "${callToAction}"`] : []), ...(hasAddress ? [] : [`Say where: ${url}`])],
    },
    {
      name: 'words people look for',
      weight: 1,
      quality: within(shareOf(there.length, keywords.length), [0.5, 1], 0.5),
      comment: `${there.length} of ${keywords.length} keywords are there.`,
      notes: missing.slice(0, 3).map((word) => `Use the keyword "${word}" where it fits.`),
    },
  ];
}

/** Share of the words of one that the other has. */
function coverage(wanted: string, text: string): number {
  const [stems, has] = [stemsOf(wanted), stemsOf(text)];
  return stems.size === 0 ? 1 : [...stems].filter((stem) => has.has(stem)).length / stems.size;
}
