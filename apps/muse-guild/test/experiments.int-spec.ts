import {
  aVisualDesign,
  anAsset,
  anExperiment,
  anExperimentResult,
  openDatabase,
  plant,
  type OpenedDatabase,
} from '@raptor/testing/builders';
import { museDatabase } from '../src/database';
import type { ExperimentEntity } from '../src/experiments/experiment.entity';
import { ExperimentResultsRepository } from '../src/experiments/experiment-results.repository';
import { ExperimentsRepository } from '../src/experiments/experiments.repository';
import { VisualDesignsRepository } from '../src/visual-designs/visual-designs.repository';

describe('experiments and designs', () => {
  const experiments = new ExperimentsRepository();
  const results = new ExperimentResultsRepository();
  let opened: OpenedDatabase;
  let assetId: string;

  beforeAll(async () => {
    opened = await openDatabase(museDatabase);
    const asset = anAsset(here());
    assetId = asset.id;
    await write(asset);
  });

  afterAll(() => opened.close());

  const write = (...rows: object[]) => opened.inWorkspace((tx) => plant(tx, ...rows));
  const here = () => ({ workspaceId: opened.workspaceId });
  const begin = async (particular: Partial<ExperimentEntity> = {}): Promise<string> => {
    const experiment = anExperiment({ ...here(), assetId, ...particular });
    await write(experiment);
    return experiment.id;
  };

  it('counts a result once, however often it is told, and says how many were new', async () => {
    const experimentId = await begin();
    const told = (variant: string, day: string, conversions = 5) =>
      anExperimentResult({ experimentId, variant, exposures: 100, conversions, observedAt: new Date(day) });
    const record = (...rows: ReturnType<typeof told>[]) => opened.inWorkspace((tx) => results.record(tx, rows));
    expect(await record(told('a', '2026-03-01'), told('b', '2026-03-01'), told('a', '2026-03-01'))).toBe(2);
    expect(await record(told('a', '2026-03-01', 50), told('a', '2026-03-02'))).toBe(1);
    expect(await record(told('a', '2026-03-01'))).toBe(0);
    expect(await record()).toBe(0);
    expect(await opened.inWorkspace((tx) => results.totals(tx, experimentId))).toEqual([
      { variant: 'a', exposures: 200, conversions: 10 },
      { variant: 'b', exposures: 100, conversions: 5 },
    ]);
  });

  it('has no more conversions than exposures', async () => {
    const result = anExperimentResult({ ...here(), experimentId: await begin(), exposures: 1, conversions: 2 });
    await expect(write(result)).rejects.toThrow(/conversions_check/);
  });

  it('is planned, runs and comes to one end', async () => {
    const id = await begin();
    const did = <T>(step: (tx: Parameters<Parameters<OpenedDatabase['inWorkspace']>[0]>[0]) => Promise<T>) =>
      opened.inWorkspace(step);
    expect(await did((tx) => experiments.conclude(tx, id, 'plain'))).toBe(false);
    expect(await did((tx) => experiments.start(tx, id))).toBe(true);
    const ends = await Promise.all([
      did((tx) => experiments.conclude(tx, id, 'plain')),
      did((tx) => experiments.stop(tx, id, 'nobody came')),
    ]);
    expect(ends.filter(Boolean)).toHaveLength(1);
  });

  it.each([
    ['a winner while it runs', { state: 'running', winner: 'plain' }, /winner_check/],
    ['one variant', { variants: [{ name: 'plain' }] }, /variants_check/],
    ['a chance of a false alarm of 1', { alpha: 1 }, /alpha_check/],
    ['an end without a reason', { state: 'stopped', endedAt: new Date() }, /stopped_reason_check/],
  ] as const)('never has %s', async (_what, particular, refusal) => {
    await expect(begin({ ...particular } as Partial<ExperimentEntity>)).rejects.toThrow(refusal);
  });

  it('draws nothing without a text for those who cannot see, nor into the folder of another workspace', async () => {
    const design = (particular: object) => write(aVisualDesign({ ...here(), assetId, ...particular }));
    await expect(design({ altText: '' })).rejects.toThrow(/alt_text_check/);
    await expect(design({ pngObject: `${assetId}/a.png` })).rejects.toThrow(/png_object_check/);
    await design({ pngObject: `${opened.workspaceId}/a.png` });
  });

  it('knows which templates were used of late', async () => {
    const design = (templateCode: string, day: string) =>
      aVisualDesign({ ...here(), assetId, templateCode, createdAt: new Date(day) });
    await write(design('old', '2020-01-01'), design('late', '2020-01-08'), design('late', '2020-01-09'));
    const used = await opened.inWorkspace((tx) =>
      new VisualDesignsRepository().templatesUsedSince(tx, new Date('2020-01-02')),
    );
    expect(used.filter((code) => ['old', 'late'].includes(code))).toEqual(['late']);
  });
});
