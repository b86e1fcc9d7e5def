/** One entry as Redis gave it. */
export interface StreamEntry {
  readonly stream: string;
  readonly id: string;
  /** The encoded envelope. */
  readonly text: string;
}

type RawEntry = [id: string, fields: string[] | null];

/** Entries of an XREAD or XREADGROUP answer, streams in the order they were asked for. */
export function entriesOf(reply: unknown): StreamEntry[] {
  if (!Array.isArray(reply)) return [];
  return (reply as [string, RawEntry[]][]).flatMap(([stream, entries]) => toEntries(stream, entries));
}

/** Entries of one stream; those trimmed away meanwhile (fields null) are left out. */
export function toEntries(stream: string, entries: readonly RawEntry[]): StreamEntry[] {
  return entries.flatMap(([id, fields]) => {
    const text = fields?.[fields.indexOf('e') + 1];
    return text === undefined ? [] : [{ stream, id, text }];
  });
}
