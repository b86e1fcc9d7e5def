import type { PageEvidence } from '@raptor/agent-kit';

/** A page as somebody of this guild has read it before. */
export interface PageVersion {
  readonly url: string;
  /** When it was last seen so. ISO 8601. */
  readonly seenAt: string;
  /** Its lines. */
  readonly text: string;
}

/** What has changed on a page since the version before. */
export interface PageChange {
  /** ISO 8601. */
  readonly since: string;
  /** Share of lines that both have (Jaccard, Bulletin de la Société Vaudoise des Sciences Naturelles 37, 1901); 1: nothing changed. */
  readonly similarity: number;
  /** Lines that are new, and lines that are gone, word for word. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

const LONGEST_LINE = 500;

const linesOf = (lines: readonly string[]): string[] => [
  ...new Set(lines.map((line) => line.replace(/\s+/gu, ' ').trim().slice(0, LONGEST_LINE).trim()).filter(Boolean)),
];

/** What changed since the page was last seen otherwise; undefined where it never was. A line that only moved has not changed. */
export function changeOf(page: PageEvidence, versions: readonly PageVersion[]): PageChange | undefined {
  const [latest] = versions.filter(({ url }) => url === page.url).toSorted((a, b) => (a.seenAt < b.seenAt ? 1 : -1));
  if (!latest) return undefined;
  const [before, now] = [linesOf(latest.text.split('\n')), linesOf(page.text.split('\n'))];
  const [known, present] = [new Set(before), new Set(now)];
  const added = now.filter((line) => !known.has(line));
  const removed = before.filter((line) => !present.has(line));
  if (added.length + removed.length === 0) return undefined;
  const both = before.length - removed.length;
  const similarity = Math.round((both / (both + added.length + removed.length)) * 100) / 100;
  return { since: latest.seenAt, similarity, added, removed };
}
