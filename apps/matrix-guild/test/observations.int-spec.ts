import { ownerDataSource } from '@raptor/persistence';
import { aMetricObservation, openDatabase, plant, type OpenedDatabase } from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { matrixDatabase } from '../src/database';
import { MetricObservationsRepository, type NewObservation } from '../src/observations/metric-observations.repository';

const HOUR_MS = 3_600_000;
const START = new Date('2026-03-01T00:00:00Z');

describe('observations', () => {
  const observations = new MetricObservationsRepository();
  let opened: OpenedDatabase;

  beforeAll(async () => {
    opened = await openDatabase(matrixDatabase);
  });

  afterAll(() => opened.close());

  const observed = (subjectId: string, hour: number, value = hour / 10): NewObservation => ({
    subjectType: 'campaign',
    subjectId,
    metric: 'clicks',
    value,
    observedAt: new Date(START.getTime() + hour * HOUR_MS),
  });
  const record = (told: readonly NewObservation[]) => opened.inWorkspace((tx) => observations.record(tx, told));
  const hours = (subjectId: string, from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => observed(subjectId, from + index));

  it('are stored once, however often they are told, and the first word stands', async () => {
    const subject = uuidv7();
    expect(await record([])).toBe(0);
    expect(await record([...hours(subject, 0, 3), observed(subject, 2, 99)])).toBe(3);
    expect(await record(hours(subject, 1, 5))).toBe(2);
    expect(await record([observed(subject, 0, 99)])).toBe(0);
    const series = await opened.inWorkspace((tx) =>
      observations.series(tx, observed(subject, 0), START, new Date(START.getTime() + 3 * HOUR_MS)),
    );
    expect(series.map(({ value }) => value)).toEqual([0, 0.1, 0.2, 0.3]);
  });

  it('come by the thousand, from several at once, without a double', async () => {
    const subject = uuidv7();
    const batches = [hours(subject, 0, 2_000), hours(subject, 1_000, 3_000).reverse(), hours(subject, 500, 2_500)];
    const added = await Promise.all(batches.map(record));
    expect(added.reduce((sum, count) => sum + count)).toBe(3_000);
  });

  it('of one workspace are no concern of another', async () => {
    const subject = uuidv7();
    expect(await record([observed(subject, 0)])).toBe(1);
    const elsewhere = await opened.database.withTenant(uuidv7(), { type: 'system', id: 'test' }, (tx) =>
      observations.record(tx, [observed(subject, 0)]),
    );
    expect(elsewhere).toBe(1);
  });

  it.each([NaN, Infinity])('are numbers, not %p', async (value) => {
    const row = aMetricObservation({ workspaceId: opened.workspaceId, value });
    await expect(opened.inWorkspace((tx) => plant(tx, row))).rejects.toThrow(/value_check/);
  });

  it('could be partitioned by time as they are, keys and all', async () => {
    await record(hours(uuidv7(), 0, 2));
    const owner = await ownerDataSource(matrixDatabase, opened.clone.ownerUrl).initialize();
    const partitioning = owner.transaction(async (tx) => {
      await tx.query(`ALTER TABLE matrix.metric_observations RENAME TO observations_so_far`);
      await tx.query(`
        CREATE TABLE matrix.metric_observations (LIKE matrix.observations_so_far INCLUDING DEFAULTS INCLUDING CONSTRAINTS)
        PARTITION BY RANGE (observed_at)`);
      const keys = await tx.query<{ definition: string }[]>(`
        SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint
        WHERE conrelid = 'matrix.observations_so_far'::regclass AND contype IN ('p', 'u')`);
      expect(keys).toHaveLength(2);
      for (const { definition } of keys) await tx.query(`ALTER TABLE matrix.metric_observations ADD ${definition}`);
      await tx.query(`
        ALTER TABLE matrix.metric_observations ATTACH PARTITION matrix.observations_so_far
        FOR VALUES FROM (MINVALUE) TO ('2027-01-01')`);
    });
    await partitioning.finally(() => owner.destroy());
  });
});
