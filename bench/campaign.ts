import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createApi, type Api } from '../libs/api-client/src';
import { serveExampleSite } from '../tools/demo/example-sites';
import { figureOf } from './figures';
import { FleetUnderTest } from './fleet-under-test';
import { machine } from './machine';
import { treeProcessorTime } from './processor-time';
import { table, targetTable } from './report';

const FULL = { alone: 7, seconds: 120, inFlight: 24 };
const QUICK = { alone: 2, seconds: 10, inFlight: 4 };
const LOOK_EVERY_MS = 25;
const GIVE_UP_AFTER_MS = 300_000;
/** One customer asks more than people do. */
const UNLIMITED = { RATE_LIMIT_PER_USER: '100000000', RATE_LIMIT_PER_ADDRESS: '100000000' };

type Wanted = Parameters<Api['campaigns']['createCampaign']>[0];

const { values } = parseArgs({ options: { quick: { type: 'boolean' } } });

/**
 * `npm run bench:campaign`: campaigns on their floors, from the request until people are asked, alone and as many as get through in two minutes, on the
 * fleet as `npm start` starts it. Every campaign that was accepted is waited for. `--quick` is a smoke run.
 */
async function main(): Promise<void> {
  const extent = values.quick ? QUICK : FULL;
  const folder = mkdtempSync(join(tmpdir(), 'raptor-bench-'));
  // As root the database runs as somebody else, who must get in here.
  chmodSync(folder, 0o755);
  const fleet = new FleetUnderTest(folder, UNLIMITED);
  try {
    fleet.build();
    await fleet.start();
    const { gatewayUrl: baseUrl, demo, demoSites, launcherPid } = fleet.run;
    const servers = await Promise.all(demoSites.map(({ name, url }) => serveExampleSite(name, url)));
    const { email, password } = demo;
    const { access_token: token } = await createApi({ baseUrl }).auth.login({ email, password });
    const api = createApi({ baseUrl, token: () => token });
    const site = (name: string): string => demoSites.find((each) => each.name === name)?.url ?? '';
    const [small, full] = [smallCampaign(site), fullCampaign(site)];
    // The pages are stored from then on.
    await awaited(api, full);
    await awaited(api, small);
    const alone = {
      small: await each(extent.alone, () => awaited(api, small)),
      full: await each(extent.alone, () => awaited(api, full)),
    };
    const before = treeProcessorTime(launcherPid);
    const { accepted, ended, failed, elapsedMs } = await sustained(api, small, extent);
    const cpuUs = treeProcessorTime(launcherPid) - before;
    for (const server of servers) server.close();
    const work = [await assignmentsOf(api, small), await assignmentsOf(api, full)];
    const perSecond = ended / (elapsedMs / 1_000);
    console.log(`${machine()}\n`);
    console.log(
      targetTable([
        {
          what: `small campaign alone (${work[0]} assignments), p50`,
          atMost: 1_000,
          unit: 'ms',
          measured: figureOf(alone.small),
        },
        {
          what: `full campaign alone (${work[1]} assignments), p50`,
          atMost: 5_000,
          unit: 'ms',
          measured: figureOf(alone.full),
        },
        {
          what: `small campaigns a second, ${extent.inFlight} in flight`,
          atLeast: 10,
          measured: figureOf([perSecond]),
        },
      ]),
    );
    console.log(
      `\n${table(
        ['accepted', 'awaiting people', 'failed', 'CPU ms a campaign', 'CPU ms an assignment'],
        [
          [
            accepted,
            ended,
            failed,
            Math.round(cpuUs / ended / 1_000),
            Math.round(cpuUs / ended / (work[0] ?? 1) / 1_000),
          ].map(String),
        ],
      )}`,
    );
  } finally {
    await fleet.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

let campaigns = 0;

/** @returns ms from the request until people are asked. @throws when it fails. */
async function awaited(api: Api, wanted: Wanted): Promise<number> {
  const began = performance.now();
  campaigns += 1;
  const { id } = await api.campaigns.createCampaign({ ...wanted, name: `Bench ${campaigns}` });
  while (performance.now() - began < GIVE_UP_AFTER_MS) {
    const { status, stage, status_reason: reason } = await api.campaigns.getCampaign(id);
    if (status === 'failed') throw new Error(`A campaign has failed: ${reason}`);
    if (stage === 'approval' && reason) return performance.now() - began;
    await delay(LOOK_EVERY_MS);
  }
  throw new Error(`A campaign was not ready after ${GIVE_UP_AFTER_MS / 1_000} s`);
}

/** So many at once, for so long; those that have begun are waited for. */
async function sustained(api: Api, wanted: Wanted, { seconds, inFlight }: typeof FULL) {
  const began = performance.now();
  const counts = { accepted: 0, ended: 0, failed: 0 };
  const worker = async (): Promise<void> => {
    while (performance.now() - began < seconds * 1_000) {
      counts.accepted += 1;
      try {
        await awaited(api, wanted);
        counts.ended += 1;
      } catch (error) {
        counts.failed += 1;
        console.error(error instanceof Error ? error.message : error);
      }
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return { ...counts, elapsedMs: performance.now() - began };
}

async function each(times: number, measure: () => Promise<number>): Promise<number[]> {
  const measured: number[] = [];
  for (let time = 0; time < times; time += 1) measured.push(await measure());
  return measured;
}

/** How much work one of them is. */
async function assignmentsOf(api: Api, wanted: Wanted): Promise<number> {
  campaigns += 1;
  const { id } = await api.campaigns.createCampaign({ ...wanted, name: `Counted ${campaigns}` });
  for (;;) {
    const { stage, status_reason: reason } = await api.campaigns.getCampaign(id);
    if (stage === 'approval' && reason) break;
    await delay(LOOK_EVERY_MS);
  }
  let [count, cursor] = [0, undefined as string | undefined];
  do {
    const page = await api.campaigns.listCampaignTimeline(id, { limit: 100, ...(cursor !== undefined && { cursor }) });
    count += page.items.filter(({ kind }) => kind === 'assignment').length;
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return count;
}

const about = { objective_type: 'conversion', objective_metric: 'sign-ups', target_value: 60 } as const;
const source = (site: (name: string) => string) => ({
  ...{ site_url: site('tally'), company: 'Tally', offer: 'Invoices that write themselves from your calendar' },
  ...{ audience: 'freelancers', category: 'invoicing software', postal_address: '1 Dock Street, 28195 Bremen' },
});

const smallCampaign = (site: (name: string) => string): Wanted => ({
  ...{ ...about, name: '', goal: 'More freelancers who try Tally', channels: ['linkedin'], source: source(site) },
});

const fullCampaign = (site: (name: string) => string): Wanted => ({
  ...{ ...about, name: '', goal: 'More freelancers who try Tally', media_budget_micro_usd: 2_000_000_000 },
  channels: ['google_ads', 'linkedin', 'x', 'email'],
  source: {
    ...source(site),
    competitors: [
      { url: site('billwise'), name: 'Billwise' },
      { url: site('paperplane'), name: 'Paperplane' },
    ],
  },
});

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
