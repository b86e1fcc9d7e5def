import type { Database, Transaction } from '@raptor/persistence';
import { anIdempotencyKey, plant } from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { IdempotencyKeysRepository, type KeyedRequest } from '../src/idempotency/idempotency-keys.repository';
import { openGatewayDatabase, type GatewayDatabase } from './support/gateway-database';

const SYSTEM = { type: 'system', id: 'test' } as const;
const MINUTE = 60_000;
const anHourAgo = (): Date => new Date(Date.now() - 60 * MINUTE);

const aRequest = (particular: Partial<KeyedRequest> = {}): KeyedRequest => ({
  principal: 'user:ada',
  method: 'POST',
  route: 'api-keys',
  key: uuidv7(),
  requestHash: 'ab'.repeat(32),
  ...particular,
});

describe('requests with an idempotency key', () => {
  const keys = new IdempotencyKeysRepository();
  const [acme, globex] = [uuidv7(), uuidv7()];
  let opened: GatewayDatabase;
  let database: Database;

  beforeAll(async () => {
    opened = await openGatewayDatabase();
    database = opened.database;
  });

  afterAll(() => opened.close());

  const inAcme = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => database.withTenant(acme, SYSTEM, work);
  const claim = (request: KeyedRequest, workspaceId = acme) =>
    database.withTenant(workspaceId, SYSTEM, (tx) => keys.claim(tx, request, MINUTE));
  const begin = async (request: KeyedRequest): Promise<string> => {
    const claimed = await claim(request);
    if (claimed.outcome !== 'begun') throw new Error(`was ${claimed.outcome}`);
    return claimed.id;
  };
  const finish = (id: string, statusCode = 201, response: unknown = { id: 7 }) =>
    inAcme((tx) => keys.finish(tx, id, { statusCode, response }, 60 * MINUTE));

  it('of many at once one begins, the others hear that it runs', async () => {
    const request = aRequest();
    const outcomes = (await Promise.all(Array.from({ length: 8 }, () => claim(request)))).map(({ outcome }) => outcome);
    expect(outcomes.sort()).toEqual(['begun', ...Array.from({ length: 7 }, () => 'running')]);
  });

  it('get the first one’s answer once it is done', async () => {
    const request = aRequest();
    expect(await finish(await begin(request), 201, { id: 7, tags: ['a'] })).toBe(true);
    expect(await claim(request)).toEqual({ outcome: 'done', statusCode: 201, response: { id: 7, tags: ['a'] } });
  });

  it.each([[null], ['text'], [[1, 2]], [false]])('keep an answer of %j', async (response) => {
    const request = aRequest();
    await finish(await begin(request), 200, response);
    expect(await claim(request)).toEqual({ outcome: 'done', statusCode: 200, response });
  });

  it('hear that the key was for something else, running or done', async () => {
    const request = aRequest();
    const id = await begin(request);
    const another = { ...request, requestHash: 'cd'.repeat(32) };
    expect(await claim(another)).toEqual({ outcome: 'reused' });
    await finish(id);
    expect(await claim(another)).toEqual({ outcome: 'reused' });
  });

  it('do not meet those of another person, route, method or workspace', async () => {
    const request = aRequest();
    await begin(request);
    const others = [{ principal: 'user:bob' }, { route: 'webhooks' }, { method: 'PATCH' }];
    for (const other of others) expect(await claim({ ...request, ...other })).toMatchObject({ outcome: 'begun' });
    expect(await claim(request, globex)).toMatchObject({ outcome: 'begun' });
  });

  it('begin anew where the first one is not believed to run any more; that one can no longer finish', async () => {
    const request = aRequest();
    const stale = anIdempotencyKey({ ...request, workspaceId: acme, expiresAt: anHourAgo() });
    await inAcme((tx) => plant(tx, stale));
    const id = await begin(request);
    expect(await finish(stale.id)).toBe(false);
    expect(await finish(id, 200, 'second')).toBe(true);
    expect(await claim(request)).toEqual({ outcome: 'done', statusCode: 200, response: 'second' });
  });

  it('begin anew when the first one failed', async () => {
    const request = aRequest();
    const id = await begin(request);
    await inAcme((tx) => keys.abandon(tx, id));
    expect(await claim(request)).toMatchObject({ outcome: 'begun' });
  });

  it('keep an answer that was given, whoever wants to abandon it', async () => {
    const request = aRequest();
    const id = await begin(request);
    await finish(id);
    await inAcme((tx) => keys.abandon(tx, id));
    expect(await claim(request)).toMatchObject({ outcome: 'done' });
  });

  it('are forgotten after their time, those of the own workspace', async () => {
    const expired = (workspaceId: string) => anIdempotencyKey({ workspaceId, expiresAt: anHourAgo() });
    await database.withTenant(globex, SYSTEM, (tx) => plant(tx, expired(globex)));
    await inAcme((tx) => plant(tx, expired(acme), expired(acme), anIdempotencyKey({ workspaceId: acme })));
    expect(await inAcme((tx) => keys.removeExpired(tx))).toBe(2);
    expect(await inAcme((tx) => keys.removeExpired(tx))).toBe(0);
    expect(await database.withTenant(globex, SYSTEM, (tx) => keys.removeExpired(tx))).toBe(1);
  });
});
