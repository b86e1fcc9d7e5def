import { inWorkspace } from '@raptor/agent-kit';
import {
  ListObservations,
  ReadPerformance,
  RecordObservations,
  type MessageClass,
  type ObservationPage,
  type PerformanceResponse,
  type RecordedObservationsResponse,
  type Role,
} from '@raptor/contracts';
import { AppError, startService, type RunningService } from '@raptor/platform';
import { RaptorBus } from '@raptor/raptor-bus';
import { aKeyPrefix, cloneDatabase, serviceEnvironment, type ClonedDatabase } from '@raptor/testing';
import { v7 as uuidv7 } from 'uuid';
import { matrixConfig } from '../src/matrix.config';
import { MatrixModule } from '../src/matrix.module';

const CAMPAIGN = uuidv7();
const told = (metric: string, value: number, more: object = {}) => ({
  ...{ subject_type: 'campaign', subject_id: CAMPAIGN, metric, value, observed_at: '2027-03-01T10:00:00Z' },
  ...more,
});

describe('observations, as the matrix guild is told of them', () => {
  let clone: ClonedDatabase;
  let matrix: RunningService;
  let workspaceId: string;

  const ask = <Answer>(role: Role, message: MessageClass, payload: object): Promise<Answer> =>
    inWorkspace(workspaceId, { type: 'user', id: uuidv7(), role }, () =>
      matrix.app.get(RaptorBus).ask<Answer>(Object.assign(new message(), payload), {
        to: 'matrix',
        deadline: Date.now() + 20_000,
      }),
    );
  const record = (...observations: object[]) =>
    ask<RecordedObservationsResponse>('operator', RecordObservations, { observations });
  const list = (asked: object = {}) => ask<ObservationPage>('viewer', ListObservations, asked);

  beforeAll(async () => {
    clone = await cloneDatabase();
    const environment = serviceEnvironment('matrix', clone, aKeyPrefix());
    matrix = await startService(MatrixModule, matrixConfig, { environment });
  });

  afterAll(async () => {
    await matrix.stop();
    await clone.drop();
  });

  beforeEach(() => {
    workspaceId = uuidv7();
  });

  it('are known the second time, whatever they say then; another source is another word', async () => {
    expect(await record(told('clicks', 5), told('clicks', 9), told('clicks', 2, { source_id: 'ga4' }))).toEqual({
      ...{ received: 3, added: 2, known: 1 },
    });
    expect(await record(told('clicks', 7))).toEqual({ received: 1, added: 0, known: 1 });
    const { items } = await list({ metric: 'clicks', sort: 'observed_at' });
    expect(items.map(({ value, source_id: source }) => [source, value]).toSorted()).toEqual([
      ['', 5],
      ['ga4', 2],
    ]);
  });

  it('are a thousand at most, and told by operators', async () => {
    const thousand = Array.from({ length: 1_000 }, (_each, index) => told(`metric_${index}`, index));
    expect((await record(...thousand)).added).toBe(1_000);
    const codeOf = (role: Role, observations: object[]) =>
      ask(role, RecordObservations, { observations }).then(
        () => 'done',
        (error: unknown) => (AppError.is(error) ? error.code : String(error)),
      );
    expect(await codeOf('viewer', [told('clicks', 1)])).toBe('AUTH_FORBIDDEN');
    expect(await codeOf('operator', [...thousand, told('clicks', 1)])).not.toBe('done');
  });

  it('are found by their subject and their time', async () => {
    await record(
      told('clicks', 1),
      told('clicks', 2, { observed_at: '2027-03-05' }),
      told('clicks', 3, { subject_id: 'x' }),
    );
    const { items } = await list({ subject_id: CAMPAIGN, from: '2027-03-02', to: '2027-03-06' });
    expect(items).toMatchObject([{ value: 2, observed_at: '2027-03-05T00:00:00.000Z' }]);
  });

  it('are added up by channel and by day', async () => {
    const mail = { subject_id: `${CAMPAIGN}/email` };
    await record(
      told('impressions', 100),
      told('impressions', 1_000, mail),
      told('clicks', 30, mail),
      told('clicks', 20, { ...mail, observed_at: '2027-03-02T10:00:00Z' }),
      told('cost_micro_usd', 5_000_000, mail),
      told('clicks', 999, { subject_id: 'another' }),
    );
    const subject = { subject_type: 'campaign', subject_id: CAMPAIGN };
    const performance = await ask<PerformanceResponse>('viewer', ReadPerformance, {
      subjects: [
        subject,
        { ...subject, ...mail, channel: 'email' },
        { ...subject, subject_id: `${CAMPAIGN}/x`, channel: 'x' },
      ],
      ...{ from: '2027-03-01', to: '2027-04-01' },
    });
    expect(performance).toMatchObject({
      step_days: 1,
      unmeasured: ['x'],
      total: { impressions: 1_100, clicks: 50, cost_micro_usd: 5_000_000, cpc_micro_usd: 100_000, roas: 0 },
      channels: [
        { channel: 'email', ctr: { value: 0.05 } },
        { channel: null, clicks: 0, ctr: { value: 0 } },
      ],
    });
    expect(performance.series.find(({ metric }) => metric === 'clicks')?.points).toEqual([
      { day: '2027-03-01', value: 30 },
      { day: '2027-03-02', value: 20 },
    ]);
  });
});
