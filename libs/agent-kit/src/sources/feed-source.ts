import type { AgentHome } from '@raptor/contracts';
import type { FeedEvidence } from '../evidence/evidence';
import { identify } from '../evidence/identify';
import { decodeText } from './html/decode-text';
import type { Reading, ReadingTime } from './page-source';
import { FEED_TYPES, readFeed } from './read-feed';
import type { PoliteWeb } from './web/polite-web';

/** RSS and Atom feeds, an entry a piece of evidence. Always tainted: strangers wrote them. */
export class FeedSource {
  constructor(
    private readonly guild: AgentHome,
    private readonly web: PoliteWeb,
  ) {}

  async read(url: string, atMost: number, time: ReadingTime): Promise<Reading<FeedEvidence[]>> {
    const visited = await this.web.visit(url, { ...time, accept: FEED_TYPES });
    if (visited.outcome === 'lacking') return visited;
    const { body, headers, url: feedUrl } = visited.response;
    const entries = await readFeed(decodeText(body, headers['content-type']), feedUrl, atMost);
    if (!entries) return { outcome: 'lacking', reason: 'what is there is no RSS or Atom feed' };
    const seenAt = new Date().toISOString();
    const found = entries.map(({ url: entryUrl, title, text, publishedAt, author }) =>
      identify<'feed'>(this.guild, {
        kind: 'feed',
        source: 'feeds',
        url: entryUrl,
        ...(title !== undefined && { title }),
        text,
        data: { feedUrl, ...(publishedAt && { publishedAt }), ...(author && { author }) },
        seenAt,
        tainted: true,
      }),
    );
    return { outcome: 'read', found, bytes: body.length };
  }
}
