import type { AgentHome } from '@raptor/contracts';
import type { PageEvidence } from '../evidence/evidence';
import { identify } from '../evidence/identify';
import { PAGE_TYPES, readPage } from './read-page';
import type { PoliteWeb, Visit } from './web/polite-web';

/** What a source has to say: evidence with what it cost to read, or why there is none. */
export type Reading<Found> =
  | { readonly outcome: 'read'; readonly found: Found; readonly bytes: number }
  | { readonly outcome: 'lacking'; readonly reason: string };

export type ReadingTime = Pick<Visit, 'deadlineAt' | 'signal'>;

/** Pages of the open web, made plain. Always tainted: strangers wrote them. */
export class PageSource {
  constructor(
    private readonly guild: AgentHome,
    private readonly web: PoliteWeb,
  ) {}

  async read(url: string, time: ReadingTime): Promise<Reading<PageEvidence>> {
    const visited = await this.web.visit(url, { ...time, accept: PAGE_TYPES });
    if (visited.outcome === 'lacking') return visited;
    const { response } = visited;
    const { title, data, text } = await readPage(response);
    const found = identify<'page'>(this.guild, {
      kind: 'page',
      source: 'pages',
      url: response.url,
      ...(title !== undefined && { title }),
      text,
      data,
      seenAt: new Date().toISOString(),
      tainted: true,
    });
    return { outcome: 'read', found, bytes: response.body.length };
  }
}
