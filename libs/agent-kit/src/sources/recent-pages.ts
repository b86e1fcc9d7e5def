import type { PageEvidence } from '../evidence/evidence';
import type { PageSource, Reading, ReadingTime } from './page-source';

/** What is kept of the newest readings, all workspaces together. */
const MOST_PAGES = 200;
const MOST_CHARACTERS = 20_000_000;

interface Recent {
  readonly reading: Promise<Reading<PageEvidence>>;
  /** In ms; Infinity while it is being read. */
  until: number;
  characters: number;
}

/**
 * Pages that this workspace's agents have just read: agents of one campaign begin at the same moment on the same site, and a guest asks once. Only what
 * could be read is kept, for a short while and in this process.
 */
export class RecentPages implements Pick<PageSource, 'read'> {
  private readonly recent = new Map<string, Recent>();
  private characters = 0;

  /** @param freshMs how long a reading is as good as a new one; 0: never. */
  constructor(
    private readonly pages: Pick<PageSource, 'read'>,
    private readonly freshMs: number,
  ) {}

  async read(url: string, run: ReadingTime & { readonly workspaceId?: string }): Promise<Reading<PageEvidence>> {
    if (this.freshMs === 0 || run.workspaceId === undefined) return this.pages.read(url, run);
    const key = `${run.workspaceId} ${url}`;
    const known = this.recent.get(key);
    if (known && known.until > Date.now()) {
      // Whoever reads it may give up before this run has to: then it reads by itself.
      const reading = await inTime(known.reading, run);
      run.signal.throwIfAborted();
      if (reading?.outcome === 'read') return reading;
      return this.pages.read(url, run);
    }
    if (known) this.forget(key, known);
    const recent: Recent = { reading: this.pages.read(url, run), until: Infinity, characters: 0 };
    this.recent.set(key, recent);
    try {
      const reading = await recent.reading;
      if (reading.outcome === 'read') this.keep(recent, reading.found);
      else this.forget(key, recent);
      return reading;
    } catch (error) {
      this.forget(key, recent);
      throw error;
    }
  }

  private keep(recent: Recent, { text, data }: PageEvidence): void {
    recent.until = Date.now() + this.freshMs;
    recent.characters = text.length + data.blocks.reduce((sum, block) => sum + block.length, 0);
    this.characters += recent.characters;
    for (const [key, oldest] of this.recent) {
      if (this.recent.size <= MOST_PAGES && this.characters <= MOST_CHARACTERS) return;
      if (oldest.until !== Infinity) this.forget(key, oldest);
    }
  }

  private forget(key: string, recent: Recent): void {
    if (this.recent.get(key) !== recent) return;
    this.recent.delete(key);
    this.characters -= recent.characters;
  }
}

/** @returns undefined where it fails, or does not come before the run has to end. */
async function inTime<T>(reading: Promise<T>, { signal, deadlineAt }: ReadingTime): Promise<T | undefined> {
  const waiting = new AbortController();
  const left = AbortSignal.any([
    signal,
    waiting.signal,
    AbortSignal.timeout(Math.max(0, deadlineAt.getTime() - Date.now())),
  ]);
  const over = new Promise<undefined>((resolve) => {
    if (left.aborted) resolve(undefined);
    left.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  try {
    return await Promise.race([reading.catch(() => undefined), over]);
  } finally {
    waiting.abort();
  }
}
