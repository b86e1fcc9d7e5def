import {
  aContentHash,
  aSignal,
  anAlert,
  anAlertResponse,
  openDatabase,
  plant,
  type OpenedDatabase,
} from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import type { AlertEntity } from '../src/alerts/alert.entity';
import { AlertsRepository } from '../src/alerts/alerts.repository';
import { matrixDatabase } from '../src/database';
import { SignalsRepository } from '../src/signals/signals.repository';

describe('signals', () => {
  const signals = new SignalsRepository();
  let opened: OpenedDatabase;

  beforeAll(async () => {
    opened = await openDatabase(matrixDatabase);
  });

  afterAll(() => opened.close());

  const note = (particular: Parameters<typeof aSignal>[0]) =>
    opened.inWorkspace((tx) => signals.note(tx, aSignal(particular)));

  it('with the same content are noticed once', async () => {
    const contentHash = aContentHash();
    const noted = await Promise.all([note({ contentHash }), note({ contentHash }), note({ contentHash })]);
    expect(noted.filter(Boolean)).toHaveLength(1);
  });

  it('are near when few bits of their SimHash differ, the newest first, the sign being a bit as any', async () => {
    const at = (day: string) => ({ detectedAt: new Date(day) });
    const near = aSignal({ simhash: '9223372036854775807', ...at('2026-03-02') });
    await note(near);
    await note({ simhash: '-1', ...at('2026-03-01') });
    await note({ simhash: '-16', ...at('2026-03-03') });
    const nearest = (bits: number, since = '2026-01-01') =>
      opened.inWorkspace((tx) => signals.nearest(tx, '-1', bits, new Date(since)));
    expect((await nearest(1))?.id).toBe(near.id);
    expect((await nearest(0))?.simhash).toBe('-1');
    expect((await nearest(4, '2026-03-03'))?.simhash).toBe('-16');
    expect(await nearest(3, '2026-03-03')).toBeNull();
  });

  it.each([
    ['a sentiment beyond -1', { sentiment: -1.01 }, /sentiment_check/],
    ['a sentiment beyond 1', { sentiment: 1.01 }, /sentiment_check/],
    ['a relevance beyond 1', { relevance: 1.5 }, /relevance_check/],
    ['an end before it was noticed', { expiresAt: new Date(0) }, /expires_check/],
  ])('never have %s', async (_what, particular, refusal) => {
    const row = aSignal({ workspaceId: opened.workspaceId, ...particular });
    await expect(opened.inWorkspace((tx) => plant(tx, row))).rejects.toThrow(refusal);
  });
});

describe('alerts', () => {
  const alerts = new AlertsRepository();
  let opened: OpenedDatabase;

  beforeAll(async () => {
    opened = await openDatabase(matrixDatabase);
  });

  afterAll(() => opened.close());

  const here = () => ({ workspaceId: opened.workspaceId });
  const write = (...rows: object[]) => opened.inWorkspace((tx) => plant(tx, ...rows));
  const raised = async (): Promise<string> => {
    const alert = anAlert(here());
    await write(alert);
    return alert.id;
  };
  const advance = (id: string, to: 'acknowledged' | 'in_progress' | 'resolved', by: string | null) =>
    opened.inWorkspace((tx) => alerts.advance(tx, id, to, by));
  const alert = (id: string) => opened.inWorkspace((tx) => alerts.get(tx, id));

  it('are raised by a signal once for each type', async () => {
    const signal = aSignal(here());
    await write(signal);
    const raise = (particular: Partial<AlertEntity>) =>
      opened.inWorkspace((tx) => alerts.raise(tx, anAlert(particular)));
    const bySignal = { intelligenceLogId: signal.id };
    expect(await raise(bySignal)).toBe(true);
    expect(await raise(bySignal)).toBe(false);
    expect(await raise({ ...bySignal, alertType: 'newsjack' })).toBe(true);
    expect([await raise({}), await raise({})]).toEqual([true, true]);
  });

  it('are acknowledged by one person, who stays the one', async () => {
    const id = await raised();
    const people = [uuidv7(), uuidv7(), uuidv7()];
    const done = await Promise.all(people.map((person) => advance(id, 'acknowledged', person)));
    expect(done.filter(Boolean)).toHaveLength(1);
    await advance(id, 'in_progress', uuidv7());
    expect(await alert(id)).toMatchObject({ state: 'in_progress', acknowledgedBy: people[done.indexOf(true)] });
  });

  it('go forward only, and may be resolved at once', async () => {
    const id = await raised();
    expect(await advance(id, 'resolved', null)).toBe(true);
    for (const state of ['acknowledged', 'in_progress', 'resolved'] as const)
      expect(await advance(id, state, uuidv7())).toBe(false);
    const { state, acknowledgedBy, acknowledgedAt, resolvedAt } = await alert(id);
    expect({ state, acknowledgedBy }).toEqual({ state: 'resolved', acknowledgedBy: null });
    expect([acknowledgedAt, resolvedAt]).toEqual([expect.any(Date), expect.any(Date)]);
  });

  it.each([
    ['resolved without a time', { state: 'resolved', acknowledgedAt: new Date() }, /resolved_check/],
    ['acknowledged without a time', { state: 'acknowledged' }, /acknowledged_check/],
    ['acknowledged by somebody and not acknowledged', { acknowledgedBy: uuidv7() }, /acknowledged_by_check/],
  ] as const)('are never %s', async (_what, particular, refusal) => {
    await expect(write(anAlert({ ...here(), ...particular }))).rejects.toThrow(refusal);
  });

  it('keep the signal they came from, and take their responses with them', async () => {
    const signal = aSignal(here());
    const alertOfIt = anAlert({ ...here(), intelligenceLogId: signal.id });
    await write(signal, alertOfIt, anAlertResponse({ ...here(), alertId: alertOfIt.id }));
    const removing = opened.inWorkspace((tx) => new SignalsRepository().remove(tx, signal.id));
    await expect(removing).rejects.toThrow(/intelligence_log_id_fkey/);
    expect(await opened.inWorkspace((tx) => alerts.remove(tx, alertOfIt.id))).toBe(true);
    const left = await opened.inWorkspace((tx) => tx.query(`SELECT FROM matrix.alert_response_history`));
    expect(left).toEqual([]);
  });
});
