import { startWholeFleet, type WholeFleet } from '../../../tools/api/test/whole-fleet';
import { fuzz, inWords } from './support/fuzz/fuzz';

const REQUESTS = 12_000;
const MOST_GROWTH_BYTES = 48 * 2 ** 20;

/** Another seed finds other things: `FUZZ_SEED=7 npm run test:fuzz`. */
const SEED = Number(process.env.FUZZ_SEED ?? 1);

describe('bad requests without number', () => {
  let fleet: WholeFleet;

  beforeAll(async () => {
    fleet = await startWholeFleet();
  });
  afterAll(() => fleet.stop());

  it(`are refused in time, and leave nothing behind (seed ${SEED})`, async () => {
    const report = await fuzz(fleet, { seed: SEED, requests: REQUESTS });
    process.stdout.write(inWords(report));
    expect(report.faults).toEqual([]);
    expect(report.grownBytes).toBeLessThan(MOST_GROWTH_BYTES);
    expect((await fleet.ask('GET', '/readyz')).status).toBe(200);
  }, 1_800_000);
});
