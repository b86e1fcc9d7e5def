import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiProblem, createApi, eachItem, type Api, type CampaignResponse } from '../../libs/api-client/src';
import { serveExampleSite } from '../demo/example-sites';
import { SERVICE_KEYS, type ServiceKey } from '../launcher/fleet-services';
import { readRunFile, type RunFile } from '../launcher/run-file';
import { REPOSITORY, stateFolder } from '../launcher/state-folder';
import { fingerprintOf, differences, type Fingerprint } from './fingerprint';
import { seeded } from './seeded';

/*
 * Kills services of a real fleet while campaigns run, one at each stage, and compares what became of each campaign with one that nobody disturbed.
 *   npm run test:campaigns [-- --seed 7 --rounds 6]
 */

/** Whoever looks this often would be told to wait. */
const UNLIMITED = { RATE_LIMIT_PER_USER: '1000000', RATE_LIMIT_PER_KEY: '1000000' };
const STARTED_WITHIN_MS = 180_000;
const ENDED_WITHIN_MS = 180_000;
const LOOK_EVERY_MS = 100;
const DAY_MS = 86_400_000;
const VICTIMS = SERVICE_KEYS;
const STAGES = ['routing', 'research', 'brief', 'strategy', 'creation', 'review', 'approval', 'execution', 'learning'];

async function main(): Promise<void> {
  const seed = Number(option('--seed') ?? Math.floor(Math.random() * 1e9));
  const rounds = Number(option('--rounds') ?? 6);
  console.log(`seed ${seed}`);
  const raptorDir = mkdtempSync(join(tmpdir(), 'raptor-campaigns-'));
  const log = join(raptorDir, 'start.log');
  const out = openSync(log, 'w');
  const launcher = spawn('npm', ['start'], {
    cwd: REPOSITORY,
    env: { ...process.env, ...UNLIMITED, RAPTOR_DIR: raptorDir },
    stdio: ['ignore', out, out],
    detached: true,
  });
  let isFine = false;
  try {
    const run = await started(raptorDir, launcher);
    const servers = await Promise.all(run.demoSites.map(({ name, url }) => serveExampleSite(name, url)));
    try {
      isFine = await allRounds(run, raptorDir, seed, rounds);
    } finally {
      for (const server of servers) server.close();
    }
  } finally {
    if (launcher.pid) process.kill(-launcher.pid, 'SIGTERM');
    await new Promise((resolve) => launcher.once('exit', resolve));
    if (isFine) rmSync(raptorDir, { recursive: true, force: true });
    else console.log(`Logs are kept in ${raptorDir}`);
  }
  console.log(isFine ? 'PASS' : 'FAIL');
  if (!isFine) process.exitCode = 1;
}

async function allRounds(run: RunFile, raptorDir: string, seed: number, rounds: number): Promise<boolean> {
  const chance = seeded(seed);
  const undisturbed = await fingerprintAfter(await People.signIn(run), run, 0, async () => {});
  console.log(
    `undisturbed: ${undisturbed.assets.length} assets, ${undisturbed.moves.length} moves, brief ${undisturbed.brief}`,
  );
  let failures = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const killed: string[] = [];
    const kill = async (stage: string): Promise<void> => {
      const at = STAGES.indexOf(stage);
      const service = VICTIMS[(at + round + Math.floor(chance() * VICTIMS.length)) % VICTIMS.length] ?? 'council';
      await new Promise((resolve) => setTimeout(resolve, chance() * 400));
      if (killService(raptorDir, service)) killed.push(`${stage}: ${service}`);
    };
    const disturbed = await fingerprintAfter(await People.signIn(run), run, round, kill);
    const found = differences(undisturbed, disturbed);
    console.log(`round ${round}: killed ${killed.join(', ')}; ${found.length === 0 ? 'the same' : found.join('; ')}`);
    failures += found.length === 0 && killed.length >= STAGES.length - 2 ? 0 : 1;
  }
  return failures === 0;
}

/** Two people, who ask again when the gateway has just been killed. */
class People {
  private constructor(
    readonly planner: Api,
    readonly admin: Api,
  ) {}

  static async signIn({ gatewayUrl: baseUrl, demo: { email, password } }: RunFile): Promise<People> {
    const { access_token: token } = await patiently(() => createApi({ baseUrl }).auth.login({ email, password }));
    const admin = createApi({ baseUrl, token: () => token });
    const made = await patiently(() =>
      admin.workspaces.createApiKey({ name: `Planner ${Date.now()}`, role: 'operator' }),
    );
    return new People(createApi({ baseUrl, token: () => made.key }), admin);
  }
}

async function fingerprintAfter(
  { planner, admin }: People,
  run: RunFile,
  round: number,
  onStage: (stage: string) => Promise<void>,
): Promise<Fingerprint> {
  const end = Date.now() + ENDED_WITHIN_MS;
  const created = await patiently(() =>
    planner.campaigns.createCampaign(wanted(run, round), { idempotencyKey: `round-${round}-${run.startedAt}` }),
  );
  const disturbed = new Set<string>();
  const disturbing: Promise<void>[] = [];
  for (;;) {
    const campaign = await patiently(() => planner.campaigns.getCampaign(created.id));
    if (!disturbed.has(campaign.stage)) {
      disturbed.add(campaign.stage);
      disturbing.push(onStage(campaign.stage));
    }
    if (campaign.status === 'failed') throw new Error(`Round ${round} has failed: ${campaign.status_reason}`);
    if (campaign.status === 'completed') break;
    await goOn(planner, admin, campaign);
    if (Date.now() > end)
      throw new Error(`Round ${round} came no further than ${campaign.stage}: ${campaign.status_reason}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  await Promise.all(disturbing);
  return fingerprintOf((ask) => patiently(ask), admin, created.id);
}

/** What people do when it is their turn. */
async function goOn(planner: Api, admin: Api, { id, status, stage }: CampaignResponse): Promise<void> {
  if (status === 'approved') await patiently(() => planner.campaigns.activateCampaign(id));
  if (status === 'planning' && stage === 'approval')
    await patiently(async () => {
      for await (const approval of eachItem(admin.approvals.listApprovals, { state: 'pending' as const, limit: 100 }))
        if (approval.campaign_id === id) await approve(admin, approval);
    });
  if (status !== 'active' || stage !== 'execution') return;
  const { items } = await patiently(() => planner.moves.listMoves({ campaign_id: id, limit: 100 }));
  const due = items.filter(({ scheduled_for: at }) => at !== null && Date.parse(at) <= Date.now());
  if (due.every(({ receipt }) => receipt !== null)) await patiently(() => planner.campaigns.completeCampaign(id));
}

/** Somebody who asks again after an answer was lost finds it decided. */
async function approve(admin: Api, { id, content_hash }: { id: string; content_hash: string }): Promise<void> {
  try {
    await admin.approvals.approve(id, { content_hash });
  } catch (error) {
    const { state } = await admin.approvals.getApproval(id);
    if (state !== 'approved') throw error;
  }
}

/** Each round begins on another day, else what it sends would be what the one before has sent. */
function wanted({ demoSites }: RunFile, round: number): Parameters<Api['campaigns']['createCampaign']>[0] {
  const site = (name: string): string => demoSites.find((each) => each.name === name)?.url ?? '';
  const start = Date.now() - (60 + round * 40) * DAY_MS;
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
  return {
    ...{ name: `Paid sooner ${round}`, goal: 'More freelancers who try Tally', objective_type: 'conversion' },
    ...{ objective_metric: 'sign-ups', target_value: 60, media_budget_micro_usd: 2_000_000_000 },
    ...{
      channels: ['google_ads', 'linkedin', 'x', 'email'],
      start_date: day(start),
      end_date: day(start + 27 * DAY_MS),
    },
    source: {
      ...{ site_url: site('tally'), company: 'Tally', offer: 'Invoices that write themselves from your calendar' },
      ...{ audience: 'freelancers', category: 'invoicing software', postal_address: '1 Dock Street, 28195 Bremen' },
      competitors: [
        { url: site('billwise'), name: 'Billwise' },
        { url: site('paperplane'), name: 'Paperplane' },
      ],
    },
  };
}

/** @returns whether there was one to kill. */
function killService(raptorDir: string, service: ServiceKey): boolean {
  const run = readRunFile(stateFolder(raptorDir).run);
  const pid = run?.services.find(({ key }) => key === service)?.pid;
  if (!pid) return false;
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}

/** Until it is answered: a killed service is back within seconds. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  const end = Date.now() + 60_000;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > end || !mayPass(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

/** Nobody there, not ready, or the same request still at work. */
const mayPass = (error: unknown): boolean =>
  !(error instanceof ApiProblem) || error.status >= 500 || error.code === 'IDEMPOTENT_REQUEST_RUNNING';

async function started(raptorDir: string, launcher: ChildProcess): Promise<RunFile> {
  const end = Date.now() + STARTED_WITHIN_MS;
  for (;;) {
    const run = readRunFile(stateFolder(raptorDir).run);
    if (run && (await isReady(run))) return run;
    if (launcher.exitCode !== null || Date.now() > end)
      throw new Error(`The fleet has not started: ${raptorDir}/start.log`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const isReady = ({ gatewayUrl }: RunFile): Promise<boolean> =>
  fetch(`${gatewayUrl}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );

function option(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
