import { BudgetAlerted } from '@raptor/contracts';
import { outboxOf, runInContext, traceparentOr, type RunningService } from '@raptor/platform';
import { eventually } from '@raptor/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { askAt, startFleet, type Answer, type AskOptions, type Fleet } from './support/fleet';
import { openGatewayDatabase } from './support/gateway-database';
import { startGatewayProcess, type GatewayProcess } from './support/gateway-process';
import { startReceiver, type Receiver } from './support/receiver';
import { UNLIMITED } from './support/unlimited';

const KEYS = '/api/v1/api-keys';
const SYSTEM = { type: 'system', id: 'test' } as const;
const BELIEVED_MS = 4_000;

const anAlert = (): BudgetAlerted =>
  Object.assign(new BudgetAlerted(), {
    ...{ period: '2026-11', limitMicroUsd: 1, spentMicroUsd: 1, limitTokens: 1, tokensSpent: 1 },
    ...{ reason: 'threshold', percent: 80 },
  });

describe('a gateway that is killed', () => {
  let fleet: Fleet;
  let receiver: Receiver;
  let db: Client;
  let blocker: Client;
  let doomed: GatewayProcess | undefined;
  let heir: RunningService | undefined;

  beforeAll(async () => {
    receiver = await startReceiver();
    fleet = await startFleet({
      ...UNLIMITED,
      EGRESS_ORIGINS: receiver.origin,
      BUS_LEASE_MS: '1500',
      IDEMPOTENCY_BELIEVED_MS: String(BELIEVED_MS),
      WEBHOOK_RETRIES_MS: '100,100',
    });
    [db, blocker] = [1, 2].map(() => new Client({ connectionString: fleet.database.adminUrl })) as [Client, Client];
    await Promise.all([db.connect(), blocker.connect()]);
    // What is killed is alone: nobody else takes its work while it lives.
    await fleet.gateway.stop();
  });

  afterAll(async () => {
    await Promise.all([db.end(), blocker.end()]);
    await doomed?.kill();
    await heir?.stop();
    await fleet.stop();
    await receiver.close();
  });

  /** Something happens in the workspace, as a transaction of it says. */
  const happen = async (): Promise<string> => {
    const { workspaceId } = fleet;
    const opened = await openGatewayDatabase(fleet.database);
    const context = { requestId: uuidv7(), traceparent: traceparentOr(undefined), workspaceId, actor: SYSTEM };
    const { id } = await runInContext(context, () =>
      opened.database.withTenant(workspaceId, SYSTEM, (tx) => outboxOf('gateway').send(tx, anAlert())),
    );
    await opened.close();
    return id;
  };
  const rowsOf = async (text: string, ...values: unknown[]): Promise<Record<string, unknown>[]> =>
    (await db.query(text, values)).rows as Record<string, unknown>[];

  it('loses no delivery and no idempotency key: another one takes up what was in flight', async () => {
    doomed = await startGatewayProcess(fleet.environment);
    let url = doomed.url;
    let token = '';
    const ask = (method: string, path: string, options: AskOptions = {}): Promise<Answer> =>
      askAt(`${url}${path}`, method, { token, ...options });
    const signIn = await askAt(`${url}/api/v1/auth/login`, 'POST', {
      body: { email: fleet.email, password: fleet.password },
    });
    token = signIn.body.access_token as string;

    receiver.answer('/held', () => undefined);
    const webhook = await ask('POST', '/api/v1/webhooks', {
      body: { url: `${receiver.origin}/held`, event_types: ['budget.threshold'] },
    });
    expect(webhook.status).toBe(201);
    const eventId = await happen();
    await eventually(() => expect(receiver.at('/held')).toHaveLength(1));

    const headers = { 'idempotency-key': uuidv7() };
    const makeKey = (): Promise<Answer> => ask('POST', KEYS, { headers, body: { name: 'once', role: 'viewer' } });
    await blocker.query('BEGIN; LOCK TABLE gateway.api_keys IN ACCESS EXCLUSIVE MODE');
    const cutOff = expect(makeKey()).rejects.toThrow();
    await eventually(async () =>
      expect(
        await rowsOf('SELECT state FROM gateway.idempotency_keys WHERE key = $1', headers['idempotency-key']),
      ).toEqual([{ state: 'running' }]),
    );
    const claimedAt = Date.now();

    await doomed.kill();
    await cutOff;
    await blocker.query('ROLLBACK');
    receiver.answer('/held', (response) => void response.writeHead(204).end());
    heir = await fleet.another();
    url = heir.url;

    if (Date.now() < claimedAt + BELIEVED_MS - 1_000) {
      const early = await makeKey();
      expect([early.status, early.body.code]).toEqual([409, 'IDEMPOTENT_REQUEST_RUNNING']);
      expect(Number(early.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    const made = await eventually(async () => {
      const answer = await makeKey();
      expect(answer.status).toBe(201);
      return answer;
    });
    expect((await makeKey()).body).toEqual(made.body);
    expect(await rowsOf(`SELECT id FROM gateway.api_keys WHERE name = 'once'`)).toEqual([
      { id: made.body.id as string },
    ]);

    await eventually(async () => {
      const { body } = await ask('GET', `/api/v1/webhooks/${webhook.body.id as string}/deliveries`);
      expect(body.items).toMatchObject([{ event_id: eventId, state: 'delivered', attempts: 1, response_code: 204 }]);
    });
    const tries = receiver.at('/held').map(({ headers: sent }) => [sent['raptorflow-id'], sent['raptorflow-attempt']]);
    // The try whose end nobody noted came again, as the same one.
    expect(tries).toEqual([
      [eventId, '1'],
      [eventId, '1'],
    ]);
  }, 120_000);
});
