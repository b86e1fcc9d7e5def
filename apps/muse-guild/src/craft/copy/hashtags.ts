import { capitalised, wordsOf } from '../text/graphemes';
import type { CopyTask } from './copy-task';

const MOST = 3;

/** Up to three, each word with a capital so that readers of screens read words (WCAG technique; #ThisWay), letters and digits only. */
export function hashtagsOf({
  keywords,
  audience,
  product,
}: Pick<CopyTask, 'keywords' | 'audience' | 'product'>): string[] {
  const tags = [product, ...keywords, audience].map((text) => `#${wordsOf(text).map(capitalised).join('')}`);
  return [...new Set(tags)].filter((tag) => tag.length > 2 && !/\d/u.test(tag)).slice(0, MOST);
}
