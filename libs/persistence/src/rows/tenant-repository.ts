import { AppError } from '@raptor/platform';
import type { EntityMetadata, FindOptionsWhere, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import type { Transaction } from '../transactions/database';
import { sqlStateOf } from '../transactions/sqlstate';
import { workspaceOf } from '../transactions/workspace-of';
import { decodeCursor, encodeCursor, invalid, limitOf, type Page, type PageRequest } from './page';
import type { TenantRow } from './tenant-row';

/**
 * The orders of a list by name: the property that makes it; `-name` is the same from the other end. The column may not be null:
 * what is neither before nor after a position would be on no page.
 */
export type ListOrders<Row> = Readonly<Record<string, keyof Row & string>>;

/** What a change may say: not whose row it is and which, nor what the database keeps itself. */
export type Changes<Row extends TenantRow> = Partial<
  Omit<Row, 'id' | 'workspaceId' | 'createdAt' | 'updatedAt' | 'version'>
>;

/** What a writer gives; the workspace is the transaction's, times and version are the database's. */
export type NewRow<Row extends TenantRow> = { id: string } & Changes<Row>;

const NEWEST_FIRST = '-created_at';

/**
 * The queries that every tenant table has. Each names the workspace, that of the transaction, besides row level security doing so: a
 * repository cannot ask for another's rows, and with one of the other handles it throws. A feature's repository extends
 * this and adds what is its own:
 *
 *     export class CampaignsRepository extends TenantRepository<CampaignEntity> {
 *       constructor() {
 *         super(CampaignEntity, { name: 'name' });
 *       }
 *     }
 */
export abstract class TenantRepository<Row extends TenantRow> {
  private readonly orders: ListOrders<Row>;

  /** @param orders besides `created_at`, which every list has. */
  protected constructor(
    protected readonly row: new () => Row,
    orders: ListOrders<Row> = {},
  ) {
    this.orders = { created_at: 'createdAt', ...orders };
  }

  find(tx: Transaction, id: string): Promise<Row | null> {
    return tx.findOneBy(this.row, this.where(tx, { id }));
  }

  /** @throws AppError RESOURCE_NOT_FOUND */
  async get(tx: Transaction, id: string): Promise<Row> {
    return (await this.find(tx, id)) ?? this.refuse(tx, id);
  }

  async insert(tx: Transaction, ...rows: readonly NewRow<Row>[]): Promise<void> {
    const workspaceId = workspaceOf(tx);
    if (rows.length === 0) return;
    await tx.insert(this.row, rows.map((row) => ({ ...row, workspaceId })) as QueryDeepPartialEntity<Row>[]);
  }

  /**
   * Changes one row, and raises its version where it has one.
   * @param seen the version on which the change is based. Left out, it holds whatever the row was.
   * @throws AppError RESOURCE_NOT_FOUND, or VERSION_CHANGED when the row is at another version by now.
   */
  async update(tx: Transaction, id: string, changes: Changes<Row>, seen?: number): Promise<void> {
    const isVersioned = this.metadataIn(tx).findColumnWithPropertyName('version') !== undefined;
    if (seen !== undefined && !isVersioned) throw new TypeError(`${this.row.name} has no version to compare`);
    const where = this.where(tx, { id, ...(seen !== undefined && { version: seen }) });
    const set = { ...changes, ...(isVersioned && { version: () => 'version + 1' }) };
    const { affected } = await tx.update(this.row, where, set as QueryDeepPartialEntity<Row>);
    if (affected === 1) return;
    const now = seen === undefined ? null : await this.find(tx, id);
    if (!now) return this.refuse(tx, id);
    const version = Number(this.metadataIn(tx).findColumnWithPropertyName('version')?.getEntityValue(now));
    throw new AppError('VERSION_CHANGED', `It is at version ${version}, not ${seen}`, { details: { version } });
  }

  /** @returns whether there was such a row. */
  async remove(tx: Transaction, id: string): Promise<boolean> {
    const { affected } = await tx.delete(this.row, this.where(tx, { id }));
    return affected === 1;
  }

  /**
   * A page of the rows with these values. Pages follow the position of the last row, not a count: rows that come and go meanwhile
   * neither skip nor repeat others. A value of `like` that is undefined or null is an error (`IsNull()` asks for null).
   * @throws AppError REQUEST_INVALID for a limit, cursor or sort that is none.
   */
  async list(tx: Transaction, request: PageRequest = {}, like: FindOptionsWhere<Row> = {}): Promise<Page<Row>> {
    const limit = limitOf(request);
    const sort = request.sort ?? NEWEST_FIRST;
    const { column, type, isDescending } = this.orderOf(tx, sort);
    const query = tx
      .createQueryBuilder(this.row, 'row')
      .setFindOptions({ where: this.where(tx, like) })
      .addSelect(`"row"."${column}"::text`, 'position')
      .orderBy(`"row"."${column}"`, isDescending ? 'DESC' : 'ASC')
      .addOrderBy('"row"."id"', isDescending ? 'DESC' : 'ASC')
      .limit(limit + 1);
    if (request.cursor !== undefined) {
      const [value, id] = decodeCursor(request.cursor, sort).after;
      const beyond = `("row"."${column}", "row"."id") ${isDescending ? '<' : '>'} (:value::${type}, :id::uuid)`;
      query.andWhere(beyond, { value, id });
    }
    const { entities, raw } = await rowsOf(query, request.cursor !== undefined);
    const items = entities.slice(0, limit);
    const last = items.at(-1);
    const isMore = entities.length > limit && last !== undefined;
    const position = raw[items.length - 1]?.['position'] as string;
    return { items, nextCursor: isMore ? encodeCursor({ sort, after: [position, last.id] }) : null };
  }

  /** These values, in the workspace of the transaction. */
  protected where(tx: Transaction, like: object): FindOptionsWhere<Row> {
    return { ...like, workspaceId: workspaceOf(tx) } as FindOptionsWhere<Row>;
  }

  private metadataIn(tx: Transaction): EntityMetadata {
    return tx.connection.getMetadata(this.row);
  }

  private orderOf(tx: Transaction, sort: string): { column: string; type: string; isDescending: boolean } {
    const isDescending = sort.startsWith('-');
    const name = isDescending ? sort.slice(1) : sort;
    const property = Object.hasOwn(this.orders, name) ? this.orders[name] : undefined;
    const found = this.metadataIn(tx).columns.find(({ propertyName }) => propertyName === property);
    if (!found)
      throw invalid('sort', `must be one of ${Object.keys(this.orders).join(', ')}, or that with a - before it`);
    if (found.isNullable) throw new TypeError(`${this.row.name}.${property} may be null and orders no list`);
    return { column: found.databaseName, type: tx.connection.driver.normalizeType(found), isDescending };
  }

  private refuse(tx: Transaction, id: string): never {
    throw new AppError('RESOURCE_NOT_FOUND', `No ${id} in ${this.metadataIn(tx).tableName} of this workspace`);
  }
}

/** What a cursor carries as a value is read by Postgres alone: one it cannot read was never given out. */
async function rowsOf<Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, withCursor: boolean) {
  try {
    return await query.getRawAndEntities<Record<string, unknown>>();
  } catch (error) {
    if (withCursor && sqlStateOf(error)?.startsWith('22'))
      throw invalid('cursor', 'is not one that a list has answered with');
    throw error;
  }
}
