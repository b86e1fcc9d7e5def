import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MESSAGES } from '@raptor/contracts';
import { Database, serviceDataSource } from '@raptor/persistence';
import { busChannels } from '@raptor/platform';
import { describeFailure, OutboxRelay, pgDatabase, RaptorBus, RemoteFailureError } from '@raptor/raptor-bus';
import { aKeyPrefix, cloneDatabase, eventually, testServers, type ClonedDatabase } from '@raptor/testing';
import { Pool } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { AuditLog } from '../../../apps/gateway/src/audit/audit-log.service';
import { AuditRepository } from '../../../apps/gateway/src/audit/audit.repository';
import { gatewayDatabase } from '../../../apps/gateway/src/database';
import { SERVICE_DATABASES } from '../service-databases';
import { makeBackup } from './make-backup';
import { restoreBackup } from './restore-backup';
import { dropAndMakeAgain, query } from './test/a-database';
import { BUS_ROWS } from './test/odd-services';

const LIMITS = { statementTimeoutMs: 5_000, lockTimeoutMs: 2_000 };
const actor = { type: 'system', id: 'test' } as const;
const workspaceId = uuidv7();

async function withAuditLog<T>(url: string, use: (log: AuditLog, database: Database) => Promise<T>): Promise<T> {
  const pool = { url, poolMax: 1, connectTimeoutMs: 5_000, ...LIMITS };
  const database = new Database(gatewayDatabase, serviceDataSource(gatewayDatabase, pool), LIMITS);
  try {
    return await use(new AuditLog(database, new AuditRepository()), database);
  } finally {
    await database.close();
  }
}

const aFact = (nth: number) => ({
  ...{ eventId: uuidv7(), actor, action: 'campaign.created', subjectType: 'campaign', subjectId: uuidv7() },
  detail: { nth, name: 'Frühling', amount: 1.5 },
  occurredAt: new Date(),
});

describe('a restored database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'raptorflow-backup-'));
  let database: ClonedDatabase;

  beforeAll(async () => {
    database = await cloneDatabase();
    await query(database.adminUrl, BUS_ROWS);
    await withAuditLog(database.roleUrls.gateway, (log, handle) =>
      handle.withTenant(workspaceId, actor, (tx) => log.append(tx, [1, 2, 3].map(aFact))),
    );
    const options = { adminUrl: database.adminUrl, services: SERVICE_DATABASES, file: join(folder, 'one') };
    await makeBackup({ ...options, say: () => undefined });
    await dropAndMakeAgain(database);
    await restoreBackup({ ...options, say: () => undefined });
  });
  afterAll(async () => {
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  it('has an audit log whose chain verifies, and goes on with it', async () => {
    await withAuditLog(database.roleUrls.gateway, async (log, handle) => {
      expect(await log.verify(workspaceId)).toMatchObject({ ok: true, length: 3 });
      await handle.withTenant(workspaceId, actor, (tx) => log.append(tx, [aFact(4)]));
      expect(await log.verify(workspaceId)).toMatchObject({ ok: true, length: 4 });
    });
  });

  it('sends again what had been given to a Redis that is not there any more', async () => {
    const states = (): Promise<object[]> =>
      query(
        database.adminUrl,
        `SELECT state, epoch = 'an earlier life' AS "isEarlier", count(*)::int FROM council.outbox_events GROUP BY 1, 2 ORDER BY 2`,
      );
    expect(await states()).toEqual([
      { state: 'published', isEarlier: true, count: 10 },
      { state: 'new', isEarlier: null, count: 10 },
    ]);
    const pool = new Pool({ connectionString: database.roleUrls.council, max: 4 });
    const bus = aBus();
    const relay = new OutboxRelay(bus, pgDatabase(pool, 'council'), { pollMs: 50 });
    try {
      bus.connect();
      relay.start();
      await eventually(
        async () => expect(await states()).toEqual([{ state: 'published', isEarlier: false, count: 20 }]),
        {
          withinMs: 20_000,
        },
      );
    } finally {
      await relay.stop();
      await bus.close();
      await pool.end();
    }
  });
});

const aBus = (): RaptorBus =>
  new RaptorBus({
    url: testServers().redisBusUrl,
    keyPrefix: aKeyPrefix(),
    ...{ service: 'council', instance: 'council-1', messages: MESSAGES, channels: busChannels(30_000) },
    ...{ leaseMs: 30_000, maxAttempts: 1, queryTimeoutMs: 1_000, commandTimeoutMs: 5_000, concurrency: 1 },
    origin: () => ({ workspaceId: null, actor }),
    runWithin: (_envelope, work) => work(),
    describeFailure,
    reviveFailure: (failure) => new RemoteFailureError(failure),
  });
