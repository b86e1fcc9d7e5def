import { inWorkspace } from '@raptor/agent-kit';
import {
  AcknowledgeAlert,
  ListAlertResponses,
  ListAlerts,
  RaiseAlert,
  ResolveAlert,
  RespondToAlert,
  type AlertPage,
  type AlertResponse,
  type AlertResponsePage,
  type AlertResponseRecord,
  type MessageClass,
  type Role,
} from '@raptor/contracts';
import { Database } from '@raptor/persistence';
import { AppError, startService, type RunningService } from '@raptor/platform';
import { RaptorBus, type Actor } from '@raptor/raptor-bus';
import { aKeyPrefix, cloneDatabase, serviceEnvironment, type ClonedDatabase } from '@raptor/testing';
import { aSignal, anAlert, plant } from '@raptor/testing/builders';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { matrixConfig } from '../src/matrix.config';
import { MatrixModule } from '../src/matrix.module';

const ALERT = { alert_type: 'crisis', urgency: 'high', title: 'Complaints have tripled' };

describe('alerts, as the matrix guild is asked for them', () => {
  let clone: ClonedDatabase;
  let admin: Client;
  let matrix: RunningService;
  let workspaceId: string;

  const person = (role: Role): Actor => ({ type: 'user', id: uuidv7(), role });
  const ask = <Answer>(actor: Actor, message: MessageClass, payload: object = {}, dedupId?: string): Promise<Answer> =>
    inWorkspace(workspaceId, actor, () =>
      matrix.app.get(RaptorBus).ask<Answer>(Object.assign(new message(), payload), {
        to: 'matrix',
        deadline: Date.now() + 20_000,
        ...(dedupId && { dedupId }),
      }),
    );
  const codeOf = (...asked: Parameters<typeof ask>): Promise<string> =>
    ask(...asked).then(
      () => 'done',
      (error: unknown) => (AppError.is(error) ? error.code : String(error)),
    );
  const raise = (more: object = {}, key?: string) =>
    ask<AlertResponse>(person('operator'), RaiseAlert, { ...ALERT, ...more }, key);
  const planted = (...rows: object[]): Promise<void> =>
    matrix.app.get(Database).withTenant(workspaceId, { type: 'system', id: 'test' }, (tx) => plant(tx, ...rows));
  const sent = async (name: string): Promise<Record<string, unknown>[]> => {
    const { rows } = await admin.query<{ payload: Record<string, unknown> }>(
      `SELECT envelope::jsonb -> 'payload' AS payload FROM matrix.outbox_events WHERE workspace_id = $1 AND name = $2 ORDER BY id`,
      [workspaceId, name],
    );
    return rows.map(({ payload }) => payload);
  };
  const audited = async () => (await sent('sys.audit.recorded')).map(({ action }) => action);

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new Client({ connectionString: clone.adminUrl });
    await admin.connect();
    const environment = serviceEnvironment('matrix', clone, aKeyPrefix());
    matrix = await startService(MatrixModule, matrixConfig, { environment });
  });

  afterAll(async () => {
    await matrix.stop();
    await admin.end();
    await clone.drop();
  });

  beforeEach(() => {
    workspaceId = uuidv7();
  });

  it('are raised once for a key, announced with it, and go their way once', async () => {
    const alerts = await Promise.all(Array.from({ length: 20 }, () => raise({}, 'key')));
    expect(new Set(alerts.map(({ id }) => id)).size).toBe(1);
    const [{ id }] = alerts as [AlertResponse];
    expect(alerts[0]).toMatchObject({ ...ALERT, state: 'unacknowledged', signal_id: null, recommended_action: '' });
    expect(await sent('matrix.alert.raised')).toEqual([
      { alertId: id, alertType: 'crisis', urgency: 'high', title: ALERT.title },
    ]);
    const [analyst, operator] = [person('analyst'), person('operator')];
    const acknowledge = (by: Actor) => ask<AlertResponse>(by, AcknowledgeAlert, { id });
    const seen = await acknowledge(analyst);
    expect(seen).toMatchObject({ state: 'acknowledged', acknowledged_by: analyst.id });
    expect(await acknowledge(operator)).toEqual(seen);
    const resolved = await ask<AlertResponse>(operator, ResolveAlert, { id });
    expect(resolved).toMatchObject({ state: 'resolved', acknowledged_by: analyst.id });
    expect(await acknowledge(operator)).toEqual(resolved);
    expect(await ask(operator, ResolveAlert, { id })).toEqual(resolved);
    expect(await audited()).toEqual(['alert.raised', 'alert.acknowledged', 'alert.resolved']);
  });

  it('are of a signal that is there, each type once', async () => {
    const signal = aSignal({ workspaceId });
    await planted(signal);
    expect(await raise({ signal_id: signal.id })).toMatchObject({ signal_id: signal.id });
    const again = (more: object) => codeOf(person('operator'), RaiseAlert, { ...ALERT, ...more });
    expect(await again({ signal_id: signal.id })).toBe('STATE_FORBIDS');
    expect(await again({ signal_id: signal.id, alert_type: 'newsjack' })).toBe('done');
    const [mine, elsewhere] = [workspaceId, uuidv7()];
    workspaceId = elsewhere;
    for (const id of [signal.id, uuidv7()]) expect(await again({ signal_id: id })).toBe('REQUEST_INVALID');
    workspaceId = mine;
  });

  it('are in progress once somebody has done something, and what was done is kept', async () => {
    const alert = anAlert({ workspaceId });
    await planted(alert);
    const operator = person('operator');
    const respond = (more: object = {}) =>
      ask<AlertResponseRecord>(operator, RespondToAlert, { id: alert.id, action: 'Answered them', ...more });
    const first = await respond({ effectiveness: 0.5, lessons: 'Earlier' });
    expect(first).toMatchObject({ alert_id: alert.id, effectiveness: 0.5, taken_by: operator.id });
    const list = () => ask<AlertPage>(operator, ListAlerts, {});
    expect((await list()).items).toMatchObject([{ state: 'in_progress', acknowledged_by: operator.id }]);
    await ask(operator, ResolveAlert, { id: alert.id });
    const second = await respond();
    expect((await list()).items).toMatchObject([{ state: 'resolved' }]);
    const { items } = await ask<AlertResponsePage>(person('viewer'), ListAlertResponses, { id: alert.id });
    expect(items.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(items[0]).toMatchObject({ effectiveness: null, lessons: null });
  });

  it('are listed newest first, by what they are, and only to their workspace', async () => {
    const on = (day: number, more: object = {}) =>
      anAlert({ workspaceId, createdAt: new Date(Date.UTC(2026, 0, day)), ...more });
    const rows = [on(1), on(2, { urgency: 'low' }), on(3, { alertType: 'newsjack' }), on(4)];
    await planted(...rows);
    const viewer = person('viewer');
    const list = (asked: object) => ask<AlertPage>(viewer, ListAlerts, asked);
    const first = await list({ limit: 3 });
    expect(first.items.map(({ id }) => id)).toEqual([rows[3]!.id, rows[2]!.id, rows[1]!.id]);
    const rest = await list({ limit: 3, cursor: first.next_cursor });
    expect([rest.items.map(({ id }) => id), rest.next_cursor]).toEqual([[rows[0]!.id], null]);
    expect((await list({ urgency: 'low' })).items).toHaveLength(1);
    expect((await list({ alert_type: 'newsjack' })).items).toHaveLength(1);
    expect((await list({ state: 'resolved' })).items).toEqual([]);
    workspaceId = uuidv7();
    expect((await list({})).items).toEqual([]);
    const { id } = rows[0]!;
    const operator = person('operator');
    for (const message of [AcknowledgeAlert, ResolveAlert, ListAlertResponses])
      expect(await codeOf(operator, message, { id })).toBe('RESOURCE_NOT_FOUND');
    expect(await codeOf(operator, RespondToAlert, { id, action: 'Looked' })).toBe('RESOURCE_NOT_FOUND');
    const { rows: untouched } = await admin.query(`SELECT state FROM matrix.alerts_log WHERE id = $1`, [id]);
    expect(untouched).toEqual([{ state: 'unacknowledged' }]);
  });

  it('are no matter of those who may only look', async () => {
    const alert = anAlert({ workspaceId });
    await planted(alert);
    const { id } = alert;
    expect(await codeOf(person('viewer'), AcknowledgeAlert, { id })).toBe('AUTH_FORBIDDEN');
    expect(await codeOf(person('analyst'), ResolveAlert, { id })).toBe('AUTH_FORBIDDEN');
    expect(await codeOf(person('analyst'), RaiseAlert, ALERT)).toBe('AUTH_FORBIDDEN');
    expect(await codeOf({ type: 'agent', id: 'MTX-012' }, ResolveAlert, { id })).toBe('AUTH_FORBIDDEN');
    expect(await audited()).toEqual([]);
  });
});
