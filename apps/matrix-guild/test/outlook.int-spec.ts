import {
  aCompetitor,
  aCompetitorActivity,
  aContentHash,
  aForecast,
  aTrend,
  anInsight,
  openDatabase,
  plant,
  type OpenedDatabase,
} from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { CompetitorActivitiesRepository } from '../src/competitors/competitor-activities.repository';
import { CompetitorsRepository } from '../src/competitors/competitors.repository';
import { matrixDatabase } from '../src/database';
import { ForecastsRepository } from '../src/forecasts/forecasts.repository';
import { InsightsRepository } from '../src/insights/insights.repository';
import { TrendsRepository } from '../src/trends/trends.repository';

describe('competitors, trends, insights and forecasts', () => {
  let opened: OpenedDatabase;

  beforeAll(async () => {
    opened = await openDatabase(matrixDatabase);
  });

  afterAll(() => opened.close());

  const here = () => ({ workspaceId: opened.workspaceId });
  const write = (...rows: object[]) => opened.inWorkspace((tx) => plant(tx, ...rows));

  it('knows a competitor by its domain, whatever its name', async () => {
    const competitor = aCompetitor({ ...here(), domain: 'rival.example' });
    await write(competitor);
    await expect(write(aCompetitor({ ...here(), domain: 'rival.example', name: 'Other' }))).rejects.toThrow(
      /competitors_workspace_id_domain_key/,
    );
    await expect(write(aCompetitor({ ...here(), domain: 'Rival.example' }))).rejects.toThrow(/domain_check/);
    const found = await opened.inWorkspace((tx) => new CompetitorsRepository().findByDomain(tx, 'RIVAL.example'));
    expect(found?.id).toBe(competitor.id);
  });

  it('tells what a competitor did since, and takes for a change only what changed', async () => {
    const competitor = aCompetitor(here());
    const did = (day: string, particular: object = {}) =>
      aCompetitorActivity({ ...here(), competitorId: competitor.id, detectedAt: new Date(day), ...particular });
    const [first, second, third] = [did('2026-03-01'), did('2026-03-02'), did('2026-03-03')];
    await write(competitor, second, third, first);
    const since = await opened.inWorkspace((tx) =>
      new CompetitorActivitiesRepository().since(tx, competitor.id, new Date('2026-03-02')),
    );
    expect(since.map(({ id }) => id)).toEqual([third.id, second.id]);
    const hash = aContentHash();
    await expect(write(did('2026-03-04', { beforeHash: hash, afterHash: hash }))).rejects.toThrow(/change_check/);
  });

  it('keeps a topic once, as it was last looked at', async () => {
    const trends = new TrendsRepository();
    const topic = uuidv7();
    const keep = (velocity: number) => opened.inWorkspace((tx) => trends.keep(tx, aTrend({ topic, velocity })));
    const id = await keep(1);
    expect(await keep(-2)).toBe(id);
    expect(await opened.inWorkspace((tx) => trends.get(tx, id))).toMatchObject({ velocity: -2, stage: 'emerging' });
    await expect(keep(NaN)).rejects.toThrow(/velocity_check/);
  });

  it('lets one person decide on an insight', async () => {
    const insights = new InsightsRepository();
    const insight = anInsight(here());
    await write(insight);
    const moved = await Promise.all([
      opened.inWorkspace((tx) => insights.move(tx, insight.id, 'new', 'accepted')),
      opened.inWorkspace((tx) => insights.move(tx, insight.id, 'new', 'dismissed')),
    ]);
    expect(moved.filter(Boolean)).toHaveLength(1);
  });

  it('scores a forecast once, and keeps the record of its method', async () => {
    const forecasts = new ForecastsRepository();
    const method = uuidv7();
    const record = () => opened.inWorkspace((tx) => forecasts.trackRecord(tx, 'clicks', method));
    expect(await record()).toEqual({ forecasts: 0, mape: null, brier: null });
    const of = (backtestMape: number | null) => aForecast({ ...here(), method, subject: method, backtestMape });
    const [first, second] = [of(0.1), of(0.3)];
    await write(first, second, of(null));
    const score = (brier: number) => opened.inWorkspace((tx) => forecasts.score(tx, first.id, brier));
    expect([await score(0.25), await score(0)]).toEqual([true, false]);
    expect(await record()).toEqual({ forecasts: 3, mape: 0.2, brier: 0.25 });
    await expect(write(aForecast({ ...here(), interval: 1 }))).rejects.toThrow(/interval_check/);
  });
});
