import { createHash } from 'node:crypto';
import type { AgentHome } from '@raptor/contracts';
import type { EvidenceItem } from './evidence';

type Unnamed<Item> = Item extends EvidenceItem ? Omit<Item, 'id' | 'contentHash'> : never;

/** A piece of evidence before it has its id. */
export type UnidentifiedEvidence = Unnamed<EvidenceItem>;

/** Gives a piece of evidence the id that its content has in this guild, whoever reads it and when. */
export function identify<Kind extends EvidenceItem['kind']>(
  guild: AgentHome,
  item: Extract<UnidentifiedEvidence, { kind: Kind }>,
): Extract<EvidenceItem, { kind: Kind }> {
  const contentHash = contentHashOf(item);
  // The compiler does not see that a union keeps its kind when two fields are added.
  return { ...item, id: `${guild}:${contentHash}`, contentHash } as unknown as Extract<EvidenceItem, { kind: Kind }>;
}

/** SHA-256, in hex, of what was read and where: not when, and not how similar it was to a question. */
export const contentHashOf = (item: UnidentifiedEvidence): string =>
  createHash('sha256')
    .update(canonicalJson(contentOf(item)))
    .digest('hex');

function contentOf(item: UnidentifiedEvidence): unknown {
  const { kind, title, text } = item;
  switch (item.kind) {
    case 'page':
    case 'feed':
      return { kind, url: item.url, title, text, data: item.data };
    case 'memory':
      return { kind, memoryId: item.data.memoryId, title, text };
    case 'rows':
    case 'vendor':
      return { kind, source: item.source, title, text, data: item.data };
  }
}

/** JSON with sorted names: equal values are equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, entry: unknown) =>
    typeof entry === 'object' && entry !== null && !Array.isArray(entry)
      ? Object.fromEntries(Object.entries(entry).sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)))
      : entry,
  );
}
