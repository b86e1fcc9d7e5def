import { createHash } from 'node:crypto';
import { isStalePlan } from './sqlstate';

/** Statements that are run less often are not worth the server's memory. */
const SEEN_BEFORE = 2;
/** What a connection keeps prepared, and what is counted of statements that are not: words that vary must not fill the memory. */
const MOST_NAMES = 300;
const MOST_COUNTED = 2_000;

/** Names by which connections know the statements that they have prepared. */
export class StatementNames {
  private readonly seen = new Map<string, number>();
  private readonly names = new Map<string, string>();
  private generation = 0;

  /** @returns undefined for a statement that is to be run without one. */
  of(text: string): string | undefined {
    const name = this.names.get(text);
    if (name !== undefined || this.names.size >= MOST_NAMES) return name;
    const times = (this.seen.get(text) ?? 0) + 1;
    if (times <= SEEN_BEFORE) return this.count(text, times);
    this.seen.delete(text);
    const fresh = `${createHash('sha256').update(text).digest('base64url').slice(0, 32)}_${this.generation}`;
    this.names.set(text, fresh);
    return fresh;
  }

  /** What was prepared under these names is good no more: from now on there are others. */
  noteFailure(error: unknown): void {
    if (!isStalePlan(error)) return;
    this.generation += 1;
    this.names.clear();
  }

  private count(text: string, times: number): undefined {
    if (this.seen.size >= MOST_COUNTED) this.seen.clear();
    this.seen.set(text, times);
  }
}
