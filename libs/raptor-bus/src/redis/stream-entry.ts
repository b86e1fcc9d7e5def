/** One entry as Redis gave it. */
export interface StreamEntry {
  readonly stream: string;
  readonly id: string;
  /** The encoded envelope. */
  readonly text: string;
}

export type RawEntry = [id: string, fields: string[] | null];

/** Entries of an XREAD or XREADGROUP answer, streams in the order they were asked for and with the very names of `streams`. */
export function entriesOf(reply: unknown, streams: readonly string[] = []): StreamEntry[] {
  if (!Array.isArray(reply)) return [];
  return (reply as [string, RawEntry[]][]).flatMap(([name, entries]) =>
    toEntries(streams.find((stream) => stream === name) ?? name, entries),
  );
}

/** Entries of one stream. Those removed meanwhile are left out: Redis 7 leaves out fields, Redis 6.2 the whole entry. */
export function toEntries(stream: string, entries: readonly (RawEntry | null)[]): StreamEntry[] {
  const found: StreamEntry[] = [];
  for (const entry of entries) {
    const fields = entry?.[1];
    if (!entry || !fields) continue;
    const at = fields.indexOf('e');
    found.push({ stream, id: entry[0], text: (at < 0 ? undefined : fields[at + 1]) ?? '' });
  }
  return found;
}
