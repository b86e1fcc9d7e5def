import type { AgentHome } from '@raptor/contracts';
import type { Database } from '@raptor/persistence';
import type {
  Evidence,
  EvidenceItem,
  FeedEvidence,
  Lack,
  MemoryEvidence,
  PageEvidence,
  RowsEvidence,
} from '../evidence/evidence';
import { canonicalJson, identify } from '../evidence/identify';
import type { MemoryQuestion, Recall } from '../memory/memory';
import type { Reading as RunReading, ReadingRun, RunSources } from '../run/run-ports';
import type { FeedSource } from './feed-source';
import type { PageSource, Reading } from './page-source';
import type { RowReaders } from './row-readers';
import type { Sources } from './sources';
import { webAddress } from './web/web-address';

export interface SourceParts {
  readonly home: AgentHome;
  readonly database: Database;
  readonly pages: Pick<PageSource, 'read'>;
  readonly feeds: FeedSource;
  /** What the workspace remembers. */
  readonly recall: (run: ReadingRun, question: MemoryQuestion) => Promise<Recall>;
  readonly rows: RowReaders;
  /** Of one run: pages and feeds, and bytes of them. */
  readonly perRun: { readonly visits: number; readonly bytes: number };
}

const FEED_ENTRIES = { usual: 20, most: 100 } as const;
/** Rows of one answer; a reader that gives more has forgotten its limit. */
const MOST_ROWS = 1_000;

/** The sources of a service, for one run at a time. */
export const createRunSources = (parts: SourceParts): RunSources => ({ open: (run) => new OpenSources(parts, run) });

/** What was asked for one after the other keeps its place, however the answers come in. */
interface Place {
  items: readonly EvidenceItem[];
  lack?: Lack;
}

class OpenSources implements RunReading {
  private readonly places: Place[] = [];
  private readonly visited = new Map<string, Promise<readonly EvidenceItem[]>>();
  readonly sources: Sources;
  private visitsLeft: number;
  private bytesLeft: number;
  private isContextMissing = false;

  constructor(
    private readonly parts: SourceParts,
    private readonly run: ReadingRun,
  ) {
    this.visitsLeft = parts.perRun.visits;
    this.bytesLeft = parts.perRun.bytes;
    this.sources = {
      pages: { read: (url) => this.readPage(url) },
      feeds: { read: (url, options) => this.readFeed(url, options?.atMost) },
      memories: { similar: (question) => this.recall(question) },
      rows: { read: (reader, question) => this.readRows(reader, question ?? {}) },
      signal: run.signal,
    };
  }

  readonly evidence = (): Evidence => {
    const items = new Map<string, EvidenceItem>();
    for (const item of this.places.flatMap((place) => place.items)) if (!items.has(item.id)) items.set(item.id, item);
    return { items: [...items.values()], lacking: this.places.flatMap(({ lack }) => lack ?? []) };
  };

  readonly contextUnavailable = (): boolean => this.isContextMissing;

  private async readPage(url: string): Promise<PageEvidence | undefined> {
    const items = await this.visit('pages', url, '', async () => {
      const reading = await this.parts.pages.read(url, this.run);
      return reading.outcome === 'read' ? { ...reading, found: [reading.found] } : reading;
    });
    return items.find((item) => item.kind === 'page');
  }

  private async readFeed(url: string, atMost: number = FEED_ENTRIES.usual): Promise<FeedEvidence[]> {
    const entries = Math.max(1, Math.min(Math.trunc(atMost), FEED_ENTRIES.most));
    const items = await this.visit('feeds', url, `${entries} of `, () => this.parts.feeds.read(url, entries, this.run));
    return items.filter((item) => item.kind === 'feed');
  }

  /** Once for each address in a run; what a site does is never an error. */
  private visit(
    source: 'pages' | 'feeds',
    url: string,
    part: string,
    read: () => Promise<Reading<readonly EvidenceItem[]>>,
  ): Promise<readonly EvidenceItem[]> {
    this.run.signal.throwIfAborted();
    const key = `${source} ${part}${webAddress(url, 'about:blank') ?? url}`;
    const before = this.visited.get(key);
    if (before) return before;
    const place = this.takePlace();
    const reading = this.readInto(place, source, url, read);
    this.visited.set(key, reading);
    return reading;
  }

  private async readInto(
    place: Place,
    source: string,
    url: string,
    read: () => Promise<Reading<readonly EvidenceItem[]>>,
  ): Promise<readonly EvidenceItem[]> {
    const lack = (reason: string): readonly EvidenceItem[] => {
      place.lack = { source, what: url, reason };
      return [];
    };
    if (this.visitsLeft === 0) return lack(`the run has asked for ${this.parts.perRun.visits} pages and feeds already`);
    if (this.bytesLeft <= 0) return lack(`the run has read ${this.parts.perRun.bytes} bytes already`);
    this.visitsLeft -= 1;
    const reading = await read();
    if (reading.outcome === 'lacking') return lack(reading.reason);
    this.bytesLeft -= reading.bytes;
    place.items = reading.found;
    return reading.found;
  }

  private async recall(question: MemoryQuestion): Promise<readonly MemoryEvidence[]> {
    const place = this.takePlace();
    const { memories, contextUnavailable } = await this.parts.recall(this.run, question);
    place.items = memories;
    if (contextUnavailable !== undefined) {
      this.isContextMissing = true;
      place.lack = { source: 'memories', what: question.kind, reason: contextUnavailable };
    }
    return memories;
  }

  private async readRows(
    reader: string,
    question: Readonly<Record<string, unknown>>,
  ): Promise<RowsEvidence | undefined> {
    const place = this.takePlace();
    const read = Object.hasOwn(this.parts.rows, reader) ? this.parts.rows[reader] : undefined;
    if (!read) throw new TypeError(`This service has no reader of rows called ${reader}`);
    const { workspaceId, actor, signal } = this.run;
    signal.throwIfAborted();
    const data = await this.parts.database.withTenant(workspaceId, actor, (tx) => read(tx, question));
    if (data.length > MOST_ROWS) throw new RangeError(`${reader} gave ${data.length} rows; ${MOST_ROWS} are the most`);
    if (data.length === 0) return undefined;
    const rows = identify<'rows'>(this.parts.home, {
      kind: 'rows',
      source: `rows.${reader}`,
      text: data.map(canonicalJson).join('\n'),
      data,
      seenAt: new Date().toISOString(),
      // Rows that quote strangers say so in a column of that name.
      tainted: data.some((row) => row['tainted'] === true),
    });
    place.items = [rows];
    return rows;
  }

  private takePlace(): Place {
    const place: Place = { items: [] };
    this.places.push(place);
    return place;
  }
}
