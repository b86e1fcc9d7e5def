import { createHash } from 'node:crypto';
import type { RowReaders } from '@raptor/agent-kit';
import { z } from 'zod';
import { PLANNING_ASSUMPTIONS } from './craft/distribution/planning-assumptions';
import { SourceDocumentsRepository } from './sources/source-documents.repository';

const documents = new SourceDocumentsRepository();

const versionsAsked = z.object({
  pages: z.array(z.object({ url: z.string(), textHash: z.string().regex(/^[0-9a-f]{64}$/) })).max(50),
});
/** About four screens of text. */
const CHARACTERS = 12_000;

/** What agents of this guild may read of its tables. */
export const rowReaders: RowReaders = {
  /**
   * How pages, up to 50, were when they were last read, where their text was another than the one of this SHA-256: `{ url, seenAt, text, tainted }`,
   * 12,000 characters of text at most.
   */
  pageVersions: async (tx, question) => {
    const rows = [];
    for (const { url, textHash } of versionsAsked.parse(question).pages) {
      const latest = await documents.latestAt(tx, url);
      if (!latest || createHash('sha256').update(latest.text).digest('hex') === textHash) continue;
      const { fetchedAt, text, tainted } = latest;
      rows.push({ url, seenAt: fetchedAt.toISOString(), text: text.slice(0, CHARACTERS), tainted });
    }
    return rows;
  },
  /** What channels are thought to cost before anything was measured: a row a channel, with the day on which it was stated. */
  planningAssumptions: () => {
    const { rows, ...stated } = PLANNING_ASSUMPTIONS;
    return Promise.resolve(rows.map((row) => ({ ...stated, ...row })));
  },
};
