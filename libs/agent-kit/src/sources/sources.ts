import type { FeedEvidence, MemoryEvidence, PageEvidence, RowsEvidence } from '../evidence/evidence';
import type { MemoryQuestion } from '../memory/memory';

/**
 * What an agent may read, and the only way to it. A source that cannot answer says so among the evidence that is lacking and gives
 * undefined or nothing: the agent goes on. Everything that is read becomes evidence of the run. None of them acts.
 */
export interface Sources {
  readonly pages: { read(url: string): Promise<PageEvidence | undefined> };
  readonly feeds: { read(url: string, options?: { readonly atMost?: number }): Promise<readonly FeedEvidence[]> };
  readonly memories: { similar(question: MemoryQuestion): Promise<readonly MemoryEvidence[]> };
  /** The guild's own tables, through the readers it gave `GuildModule.forRoot`. */
  readonly rows: {
    read(reader: string, question?: Readonly<Record<string, unknown>>): Promise<RowsEvidence | undefined>;
  };
  /** Fires when the run is to stop. */
  readonly signal: AbortSignal;
}
