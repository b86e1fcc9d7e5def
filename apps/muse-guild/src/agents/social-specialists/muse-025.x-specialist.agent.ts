import { xWeight } from '@raptor/policy-packs';
import { fitting, type Line } from '../../craft/copy/arguments';
import { defineAuthor, type Placed } from '../../craft/copy/author';
import { copySamples } from '../copy-samples';

/** Weighted length, as X counts: an address weighs 23, an emoji 2. */
const MOST = 280;
const MOST_POSTS = 5;

const weigh = (text: string): number => xWeight(text);

/** A thread where there is more to say than fits: one thought a post, the address in the last. */
export const xSpecialist = defineAuthor({
  code: 'MUSE-025',
  tier: 'balanced',
  purpose: 'Writes a post or a thread for X, each part within 280 characters as X weighs them.',
  limitsFor: () => ({ post: { most: MOST, count: weigh } }),
  compose: ({ url }, { openings, promises, proofs, calls }, at) => {
    const opening = fitting(openings, at, MOST, weigh);
    const thoughts = [
      fitting(promises, at, MOST, weigh),
      fitting(proofs, at, MOST, weigh),
      fitting(proofs, at + 1, MOST, weigh),
    ];
    const call = calls[0] && { text: `${calls[0].text} ${url}`, evidenceIds: [] };
    const posts = packed([opening, ...thoughts, call].filter((line): line is Line => line !== undefined));
    return posts.slice(0, MOST_POSTS).map((line): Placed => ({ field: 'post', ...line }));
  },
  form: () =>
    'One post, or a thread of up to five: one thought each, nothing cut in the middle, the address in the last one, no numbering.',
  samples: copySamples('x'),
});

/** As few posts as the lines fit into, in their order. */
function packed(lines: readonly Line[]): Line[] {
  const posts: Line[] = [];
  for (const line of lines) {
    const last = posts.at(-1);
    if (posts.some(({ text }) => text.includes(line.text))) continue;
    const together = last && `${last.text}\n\n${line.text}`;
    if (last && together && weigh(together) <= MOST)
      posts[posts.length - 1] = {
        text: together,
        evidenceIds: [...new Set([...last.evidenceIds, ...line.evidenceIds])],
      };
    else if (weigh(line.text) <= MOST) posts.push(line);
  }
  return posts;
}
