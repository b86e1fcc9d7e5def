import { BoundedMap } from './bounded-map';

interface Entry<Value> {
  /** The newest answer, and when the reading of it began. */
  known?: { readonly value: Value; readonly since: number };
  reading?: { readonly answer: Promise<Value>; readonly since: number };
}

export interface FreshReadsOptions {
  /** No answer is older than this. */
  readonly freshMs: number;
  readonly most: number;
  readonly now?: () => number;
}

/**
 * Remembers what was read, for a moment: however many ask for the same thing, it is read once, and again when it may have changed. From two thirds of
 * its time on an answer is read anew while it is still given, so that who asks often never waits.
 */
export class FreshReads<Value> {
  private readonly entries: BoundedMap<Entry<Value>>;
  private readonly freshMs: number;
  private readonly now: () => number;

  constructor({ freshMs, most, now = Date.now }: FreshReadsOptions) {
    this.entries = new BoundedMap(most);
    this.freshMs = freshMs;
    this.now = now;
  }

  async get(key: string, read: () => Promise<Value>): Promise<Value> {
    const entry = this.entryOf(key);
    const age = entry.known ? this.now() - entry.known.since : Infinity;
    if (entry.known && age < this.freshMs) {
      if (age > (this.freshMs * 2) / 3) this.read(key, entry, read).catch(() => undefined);
      return entry.known.value;
    }
    return this.read(key, entry, read);
  }

  /** What was read is known to have changed. */
  forget(key: string): void {
    this.entries.delete(key);
  }

  private entryOf(key: string): Entry<Value> {
    const found = this.entries.get(key);
    if (found) return found;
    const entry: Entry<Value> = {};
    this.entries.set(key, entry);
    return entry;
  }

  private read(key: string, entry: Entry<Value>, read: () => Promise<Value>): Promise<Value> {
    const since = this.now();
    if (entry.reading && since - entry.reading.since < this.freshMs) return entry.reading.answer;
    const answer = read()
      .then((value) => {
        if (!entry.known || entry.known.since < since) entry.known = { value, since };
        return value;
      })
      .finally(() => {
        if (entry.reading?.answer === answer) delete entry.reading;
      });
    entry.reading = { answer, since };
    return answer;
  }
}
