import { allFitting, distinct, fitting, joinedLines, pick, type Line } from '../../craft/copy/arguments';
import { defineAuthor, type Placed } from '../../craft/copy/author';
import type { Limits } from '../../craft/copy/check-copy';
import { copySamples } from '../copy-samples';

/** Characters of the fields of ads, by the platforms' own specifications as the policy packs have them. */
const LIMITS: Readonly<Record<string, Limits>> = {
  google_ads: { headline: { most: 30 }, description: { most: 90 } },
  display: { headline: { most: 30 }, long_headline: { most: 90 }, description: { most: 90 } },
  linkedin_ads: { primary_text: { most: 600 }, headline: { most: 200 }, description: { most: 100 } },
};
const USUAL: Limits = { primary_text: { most: 500 }, headline: { most: 40 }, description: { most: 30 } };

/** As many as a search ad shows at a time, and some to choose from. */
const [HEADLINES, DESCRIPTIONS] = [5, 3];

const place = (field: Placed['field'], line: Line | undefined): Placed | undefined => line && { field, ...line };

/** The text under the picture or the headline of an ad: why, proof, what to do. */
export const bodyCopySpecialist = defineAuthor({
  code: 'MUSE-002',
  tier: 'balanced',
  purpose: 'Writes the texts of an ad around one promise, each within the limits of its field.',
  limitsFor: ({ channel }) => LIMITS[channel] ?? USUAL,
  compose: ({ channel }, { openings, promises, proofs, calls, shorts }, at) => {
    const limits = LIMITS[channel] ?? USUAL;
    const room = (field: keyof Limits): number => limits[field]?.most ?? 0;
    const all = [...proofs, ...promises, ...openings];
    const headlines = distinct(allFitting([...shorts, ...openings], at, room('headline'))).slice(0, HEADLINES);
    const descriptions = allFitting([...all, ...calls], at, room('description')).slice(0, DESCRIPTIONS);
    const body = joinedLines([pick(openings, at), pick(promises, at), pick(proofs, at), calls[0]], '\n\n');
    const short = joinedLines([pick(openings, at + 1), calls[0]], '\n\n');
    const primary = body.text.length <= room('primary_text') ? body : short;
    return [
      ...(limits.primary_text ? [place('primary_text', primary)] : []),
      ...(limits.long_headline ? [place('long_headline', fitting(all, at, room('long_headline')))] : []),
      ...headlines.map((line) => place('headline', line)),
      ...descriptions.map((line) => place('description', line)),
    ];
  },
  form: () =>
    'Three headlines at least, and two descriptions, where there are such fields; each stands on its own and in any order.',
  samples: copySamples('google_ads', 'meta_ads', 'linkedin_ads'),
});
