import { startWholeFleet, type WholeFleet } from '../../../tools/api/test/whole-fleet';
import { fuzz, inWords } from './support/fuzz/fuzz';
import { sendBytes, WIRE_GARBAGE } from './support/fuzz/wire-garbage';

/** The short one; `npm run test:fuzz` sends many more. */
describe('bad requests', () => {
  let fleet: WholeFleet;

  beforeAll(async () => {
    fleet = await startWholeFleet();
  });
  afterAll(() => fleet.stop());

  it('to every operation are refused in time, in order and by name', async () => {
    const report = await fuzz(fleet, { seed: 20_261_123, requests: 250, mostMs: 30_000 });
    process.stdout.write(inWords(report));
    expect(report.faults).toEqual([]);
  });

  it.each(WIRE_GARBAGE)('that are hardly HTTP, %s, fail alone', async (_what, bytes) => {
    const statuses = await sendBytes(fleet.gateway.url, bytes, 500);
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
    expect((await fleet.ask('GET', '/healthz')).status).toBe(200);
  });
});
