/** One entry as Redis gave it. */
export interface StreamEntry {
  readonly stream: string;
  readonly id: string;
  /** The encoded envelope. */
  readonly text: string;
}

export type RawEntry = [id: string, fields: string[] | null];

/** Entries of an XREAD or XREADGROUP answer, streams in the order they were asked for. */
export function entriesOf(reply: unknown): StreamEntry[] {
  if (!Array.isArray(reply)) return [];
  return (reply as [string, RawEntry[]][]).flatMap(([stream, entries]) => toEntries(stream, entries));
}

/** Entries of one stream. Those removed meanwhile are left out: Redis 7 leaves out fields, Redis 6.2 the whole entry. */
export function toEntries(stream: string, entries: readonly (RawEntry | null)[]): StreamEntry[] {
  return entries.flatMap((entry) => {
    const [id, fields] = entry ?? [];
    if (id === undefined || !fields) return [];
    const at = fields.indexOf('e');
    return [{ stream, id, text: (at < 0 ? undefined : fields[at + 1]) ?? '' }];
  });
}
