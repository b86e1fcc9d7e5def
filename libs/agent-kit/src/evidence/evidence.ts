import type { AgentHome, MemoryKind } from '@raptor/contracts';

/** `<guild>:<SHA-256 of the content, in hex>`: the same content has the same id, whoever read it and when. */
export type EvidenceId = `${AgentHome}:${string}`;

interface EvidenceBase {
  readonly id: EvidenceId;
  /** Name of the source that read it, as in {@link Sources}. */
  readonly source: string;
  readonly title?: string;
  /** What was read, as plain text: quotes are taken from here, word for word. */
  readonly text: string;
  readonly contentHash: string;
  /** ISO 8601. */
  readonly seenAt: string;
  /** Written by strangers: fenced in prompts, and no run that read it may act. */
  readonly tainted: boolean;
}

/** A page of the web, with what hides from people taken out. */
export interface PageEvidence extends EvidenceBase {
  readonly kind: 'page';
  readonly url: string;
  readonly data: PageData;
}

export interface PageData {
  readonly description?: string;
  /** BCP 47, where the page says so. */
  readonly language?: string;
  readonly headings: readonly { readonly level: 1 | 2 | 3 | 4 | 5 | 6; readonly text: string }[];
  /** Absolute, http(s) only. */
  readonly links: readonly { readonly url: string; readonly text: string }[];
  /** Text of the page in reading order, a paragraph, list item or table cell row each. */
  readonly blocks: readonly string[];
  readonly tables: readonly (readonly (readonly string[])[])[];
  /** Objects of JSON-LD (schema.org), as the page has them. */
  readonly structured: readonly Readonly<Record<string, unknown>>[];
}

/** An entry of an RSS or Atom feed. */
export interface FeedEvidence extends EvidenceBase {
  readonly kind: 'feed';
  readonly url: string;
  readonly data: { readonly feedUrl: string; readonly publishedAt?: string; readonly author?: string };
}

/** Something this workspace remembers. */
export interface MemoryEvidence extends EvidenceBase {
  readonly kind: 'memory';
  readonly data: {
    readonly memoryId: string;
    readonly collection: string;
    readonly similarity: number;
    readonly metadata: Readonly<Record<string, unknown>>;
  };
}

/** Rows of the guild's own tables, read by a reader that the guild has named; its `source` is `rows.<reader>`. */
export interface RowsEvidence extends EvidenceBase {
  readonly kind: 'rows';
  readonly data: readonly Readonly<Record<string, unknown>>[];
}

/** What a paid service answered, after its schema was checked. */
export interface VendorEvidence extends EvidenceBase {
  readonly kind: 'vendor';
  readonly url?: string;
  readonly data: unknown;
}

export type EvidenceItem = PageEvidence | FeedEvidence | MemoryEvidence | RowsEvidence | VendorEvidence;
export type EvidenceKind = EvidenceItem['kind'];

/** A source that could not say anything, and why: `robots.txt forbids it`. */
export interface Lack {
  readonly source: string;
  readonly what: string;
  readonly reason: string;
}

/** All that an agent looked at for one answer. */
export interface Evidence {
  readonly items: readonly EvidenceItem[];
  readonly lacking: readonly Lack[];
}

export const NO_EVIDENCE: Evidence = { items: [], lacking: [] };

/** Those of one kind, in the order in which they were read. */
export const itemsOf = <Kind extends EvidenceKind>(
  { items }: Evidence,
  kind: Kind,
): Extract<EvidenceItem, { kind: Kind }>[] =>
  items.filter((item): item is Extract<EvidenceItem, { kind: Kind }> => item.kind === kind);

/**
 * Memories of one kind, in the order in which they were read. Among the evidence there may be others than an agent asked for: its own answers to nearly
 * the same question are of the kind `answers`.
 */
export const memoriesOf = (evidence: Evidence, kind: MemoryKind): MemoryEvidence[] =>
  itemsOf(evidence, 'memory').filter(({ data }) => data.collection === kind);

/** What a reader of the guild's own tables gave; nothing where it was not asked or could not say. */
export const rowsOf = (evidence: Evidence, reader: string): readonly Readonly<Record<string, unknown>>[] =>
  itemsOf(evidence, 'rows')
    .filter(({ source }) => source === `rows.${reader}`)
    .flatMap(({ data }) => data);

export const isTainted = ({ items }: Evidence): boolean => items.some(({ tainted }) => tainted);
