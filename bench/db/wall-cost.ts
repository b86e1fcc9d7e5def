import { TenantRepository, workspaceOf, type Database, type Transaction } from '@raptor/persistence';
import { Entity } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { councilDatabase } from '../../apps/council/src/database';
import { NotificationEntity } from '../../apps/council/src/notifications/notification.entity';
import { openDatabase } from './databases';
import { TABLES, type HandlesDatabase, type KnownRow } from './handles-database';
import { AT_ONCE, anyOf, timeAll, type AtOnce, type Stopwatch, type Timing } from './timing';

/** The same rows where nothing guards them. */
@Entity({ name: TABLES.plain })
class PlainNotificationEntity extends NotificationEntity {}

class Notifications extends TenantRepository<NotificationEntity> {
  constructor(
    row: new () => NotificationEntity,
    private readonly table: string,
  ) {
    super(row);
  }

  byType(tx: Transaction): Promise<unknown> {
    return tx.query(
      `SELECT type, count(*)::int AS told, (count(*) FILTER (WHERE read_at IS NULL))::int AS unread
       FROM council.${this.table} WHERE workspace_id = $1 GROUP BY type`,
      [workspaceOf(tx)],
    );
  }
}

export const DEEDS = ['list page', 'point read', 'insert', 'update', 'aggregate'] as const;
export type Deed = (typeof DEEDS)[number];

export const WALLS = ['without', 'with'] as const;
/** Row level security. */
export type Walls = (typeof WALLS)[number];

export interface WallCost {
  readonly deed: Deed;
  readonly walls: Walls;
  readonly atOnce: AtOnce;
  readonly timings: readonly Timing[];
}

const NOBODY = { type: 'system', id: 'bench' } as const;

/** What row level security itself costs: the same reads and writes by the same handle and repository, on the same rows. */
export async function wallCost(rows: HandlesDatabase, stopwatch: Stopwatch): Promise<WallCost[]> {
  const description = { ...councilDatabase, entities: [...councilDatabase.entities, PlainNotificationEntity] };
  const database = openDatabase(description, rows.urls.roleUrls.council, Math.max(...AT_ONCE));
  try {
    const repositories = {
      with: new Notifications(NotificationEntity, TABLES.guarded),
      without: new Notifications(PlainNotificationEntity, TABLES.plain),
    };
    const cases = DEEDS.flatMap((deed) => AT_ONCE.flatMap((atOnce) => WALLS.map((walls) => ({ deed, walls, atOnce }))));
    const nameOf = ({ deed, walls, atOnce }: (typeof cases)[number]): string =>
      `${deed}, ${walls} row level security, ${atOnce} at once`;
    const timed = cases.map((each) => ({
      name: nameOf(each),
      atOnce: each.atOnce,
      operation: operationOf(each.deed, repositories[each.walls], database, rows),
    }));
    const timings = await timeAll(timed, stopwatch);
    return cases.map((each) => ({ ...each, timings: timings.get(nameOf(each)) ?? [] }));
  } finally {
    await database.close();
  }
}

type DeedOn = (tx: Transaction, row: KnownRow) => Promise<unknown>;

function operationOf(deed: Deed, repository: Notifications, database: Database, { rows, growing }: HandlesDatabase) {
  const deeds: Record<Deed, DeedOn> = {
    'list page': (tx, { userId }) => repository.list(tx, {}, { userId }),
    'point read': (tx, { id }) => repository.get(tx, id),
    insert: (tx, { userId }) =>
      repository.insert(tx, { id: uuidv7(), userId, type: 'approval.required', title: 'A mail waits' }),
    update: (tx, { id }) => repository.update(tx, id, { body: `Since ${Date.now()}` }),
    aggregate: (tx) => repository.byType(tx),
  };
  const act = deeds[deed];
  return () => {
    const row = anyOf(rows);
    const workspaceId = deed === 'insert' ? anyOf(growing) : row.workspaceId;
    return database.withTenant(workspaceId, NOBODY, (tx) => act(tx, row));
  };
}
