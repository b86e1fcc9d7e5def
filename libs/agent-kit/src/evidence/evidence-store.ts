import type { AgentHome } from '@raptor/contracts';
import type { Database, NewRow, Transaction, TransactionActor } from '@raptor/persistence';
import { AppError, type Logger } from '@raptor/platform';
import { v7 as uuidv7 } from 'uuid';
import type { ObjectStore } from '../objects/object-store';
import { cut } from '../sources/html/visible-text';
import type { AgentEvidenceEntity } from './agent-evidence.entity';
import type { AgentEvidenceRepository } from './agent-evidence.repository';
import type { EvidenceItem } from './evidence';
import type { EvidenceKeepers } from './evidence-keepers';

export interface EvidenceStoreParts {
  readonly home: AgentHome;
  readonly database: Database;
  readonly repository: AgentEvidenceRepository;
  readonly objects: ObjectStore;
  /** Who keeps evidence besides. */
  readonly keepers: EvidenceKeepers;
  readonly logger: Logger;
}

/** In whose workspace, and who acts. */
export interface EvidenceScope {
  readonly workspaceId: string;
  readonly actor: TransactionActor;
}

/** Characters of a row; what is longer is in the object store, text and data. */
const LONGEST = { text: 20_000, data: 100_000 } as const;

interface Content {
  readonly text: string;
  readonly data: unknown;
}

/** What agents of this service have looked at, for as long as the workspace is there: once for each content. */
export class EvidenceStore {
  constructor(private readonly parts: EvidenceStoreParts) {}

  /**
   * Stores each piece, or notes that it was seen again, in one transaction with whatever else keeps it. May be repeated. Long ones are written
   * to the object store before, under the hash of their content: one that no row names is found again the next time, and goes with its workspace.
   * While the object store is away long ones stay in their rows: a run does not fail for that.
   * @param also what becomes true with them.
   * @throws AppError SERVICE_UNAVAILABLE when the database does not answer, RESOURCE_NOT_FOUND when the workspace was deleted.
   */
  async keep(
    { workspaceId, actor }: EvidenceScope,
    items: readonly EvidenceItem[],
    also: (tx: Transaction) => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    const distinct = [...new Map(items.map((item) => [item.contentHash, item])).values()];
    // In one order for everybody: two that keep the same wait for each other, but not both.
    distinct.sort((one, other) => (one.contentHash < other.contentHash ? -1 : 1));
    const rows: NewRow<AgentEvidenceEntity>[] = [];
    for (const item of distinct) rows.push(await this.rowOf(item, workspaceId));
    await this.parts.database.withTenant(workspaceId, actor, async (tx) => {
      await this.parts.repository.refuseDeleted(tx);
      await this.parts.repository.keep(tx, rows);
      await this.parts.keepers.keep(tx, distinct);
      await also(tx);
    });
  }

  /** Those that this workspace has, whole, in the order asked for; ids of other services and workspaces are as if they did not exist. */
  async find({ workspaceId, actor }: EvidenceScope, ids: readonly string[]): Promise<EvidenceItem[]> {
    const prefix = `${this.parts.home}:`;
    const hashes = [...new Set(ids)].filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length));
    if (hashes.length === 0) return [];
    const { database, repository } = this.parts;
    const rows = await database.withTenant(workspaceId, actor, (tx) => repository.withContent(tx, hashes));
    const found = new Map(rows.map((row) => [row.contentHash, row]));
    const items: EvidenceItem[] = [];
    for (const hash of hashes) {
      const row = found.get(hash);
      const item = row && (await this.itemOf(row));
      if (item) items.push(item);
    }
    return items;
  }

  private async rowOf(item: EvidenceItem, workspaceId: string): Promise<NewRow<AgentEvidenceEntity>> {
    const content: Content = storable({ text: item.text, data: item.data });
    const isLong = content.text.length > LONGEST.text || JSON.stringify(content.data).length > LONGEST.data;
    const objectKey = isLong ? await this.write(workspaceId, item.contentHash, content) : null;
    const seenAt = new Date(item.seenAt);
    return {
      id: uuidv7(),
      contentHash: item.contentHash,
      kind: item.kind,
      source: item.source,
      url: 'url' in item ? (item.url ?? null) : null,
      title: item.title === undefined ? null : storable(item.title),
      text: objectKey === null ? content.text : cut(content.text, LONGEST.text),
      objectKey,
      data: objectKey === null ? content.data : null,
      tainted: item.tainted,
      firstSeenAt: seenAt,
      lastSeenAt: seenAt,
    };
  }

  /** @returns the key; null while the object store is away. */
  private async write(workspaceId: string, contentHash: string, content: Content): Promise<string | null> {
    const { home, objects, logger } = this.parts;
    const key = `${workspaceId}/evidence/${home}/${contentHash}.json`;
    const bytes = Buffer.from(JSON.stringify(content));
    try {
      const isThere = (await objects.get(key))?.equals(bytes);
      if (!isThere) await objects.put(key, bytes);
      return key;
    } catch (error) {
      if (!AppError.is(error)) throw error;
      logger.warn({ err: error }, 'long evidence stays in its row: the object store does not take it');
      return null;
    }
  }

  /** undefined when the object store has lost it: half a piece of evidence is none. */
  private async itemOf(row: AgentEvidenceEntity): Promise<EvidenceItem | undefined> {
    const content = row.objectKey === null ? row : await this.read(row.objectKey);
    if (!content) return undefined;
    // The columns hold what `keep` was given as an item of that kind.
    return {
      id: `${this.parts.home}:${row.contentHash}`,
      kind: row.kind,
      source: row.source,
      ...(row.url !== null && { url: row.url }),
      ...(row.title !== null && { title: row.title }),
      text: content.text,
      data: content.data,
      contentHash: row.contentHash,
      seenAt: row.lastSeenAt.toISOString(),
      tainted: row.tainted,
    } as EvidenceItem;
  }

  private async read(key: string): Promise<Content | undefined> {
    const bytes = await this.parts.objects.get(key);
    return bytes && (JSON.parse(bytes.toString()) as Content);
  }
}

/** The same without what PostgreSQL cannot hold in text or jsonb: the character 0 and halves of surrogate pairs. */
function storable<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value), (_name, entry: unknown) =>
    typeof entry === 'string' ? entry.replace(/\0|\p{Surrogate}/gu, '') : entry,
  ) as Value;
}
