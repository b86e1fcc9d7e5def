import { createHash } from 'node:crypto';
import type { PageData, PageEvidence, RowsEvidence } from '@raptor/agent-kit';

const SEEN_AT = '2026-03-02T09:00:00.000Z';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export interface SamplePage extends Partial<Pick<PageData, 'language' | 'description' | 'structured'>> {
  readonly url: string;
  readonly title?: string;
  /** What people see, a line each. `# ` and `## ` begin headings, `| ` rows of a table, `[text](/path)` is a link. */
  readonly shows: readonly string[];
}

/** A page as its source would have read it, for samples. */
export function samplePage({ url, title, shows, ...head }: SamplePage): PageEvidence {
  const headings: PageData['headings'][number][] = [];
  const links: PageData['links'][number][] = [];
  const tables: string[][][] = [];
  let isInTable = false;
  const blocks = shows.map((line) => {
    const heading = /^(#{1,6}) (.*)$/.exec(line);
    if (heading?.[1] && heading[2]) headings.push({ level: heading[1].length as 1, text: heading[2] });
    const isRow = line.startsWith('| ');
    if (isRow && !isInTable) tables.push([]);
    isInTable = isRow;
    if (!isRow)
      return (heading?.[2] ?? line).replace(/\[([^\]]+)\]\(([^)]+)\)/g, (_link, text: string, to: string) => {
        links.push({ url: new URL(to, url).href, text });
        return text;
      });
    const cells = line
      .slice(2)
      .split('|')
      .map((cell) => cell.trim());
    tables.at(-1)?.push(cells);
    return cells.filter(Boolean).join(' | ');
  });
  const text = blocks.join('\n');
  const contentHash = sha256(url + text);
  const data = { headings, links, blocks, tables, structured: [], ...head };
  const about = { source: 'pages', ...(title && { title }), text, contentHash, seenAt: SEEN_AT, tainted: true };
  return { kind: 'page', id: `research:${contentHash}`, url, ...about, data };
}

/** What a reader of the guild's own tables would have given, for samples. */
export function sampleRows(reader: string, data: RowsEvidence['data']): RowsEvidence {
  const text = data.map((row) => JSON.stringify(row)).join('\n');
  const contentHash = sha256(text);
  const about = {
    source: `rows.${reader}`,
    text,
    contentHash,
    seenAt: SEEN_AT,
    tainted: data.some((row) => row['tainted'] === true),
  };
  return { kind: 'rows', id: `research:${contentHash}`, ...about, data };
}
