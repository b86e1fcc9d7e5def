import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createApi,
  eachItem,
  type Api,
  type CampaignResponse,
  type EvidenceResponse,
  type MoveResponse,
} from '../../libs/api-client/src';
import { readSettings } from '../launcher/environment';
import { readRunFile, type RunFile } from '../launcher/run-file';
import { REPOSITORY, stateFolder } from '../launcher/state-folder';
import { serveExampleSite } from './example-sites';
import { replayResults, standingOut, type DemoOutcome } from './results';
import { reportOf, statementsOf, type DemoPicture, type DemoStory } from './report';

/** It began two weeks ago: what is due has left, and there is something to measure. */
const DAYS_BEFORE = 14;
const DAY_MS = 86_400_000;
const PLANNED_WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 250;

/** One person plans, the operator; another, the admin, approves: nobody decides of high risk over what is their own. */
interface People {
  readonly planner: Api;
  readonly admin: Api;
}

async function main(): Promise<void> {
  const folder = stateFolder(readSettings(process.env, REPOSITORY).raptorDir);
  const run = readRunFile(folder.run);
  if (!run) throw new Error('No fleet is running. Start one in another terminal: npm start');
  const address = option('--url');
  const servers = address ? [] : await Promise.all(run.demoSites.map(({ name, url }) => serveExampleSite(name, url)));
  try {
    const people = await signIn(run);
    const campaign = await planned(people, wanted(run, address));
    await approved(people.admin, campaign.id);
    await people.planner.campaigns.activateCampaign(campaign.id);
    await executed(people.planner, campaign.id);
    const outcome = await measured(people.planner, campaign);
    const story = { ...(await told(people.admin, campaign.id)), outcome };
    const out = join(folder.folder, 'demo', campaign.id);
    write(out, story);
    print(story, out);
  } finally {
    for (const server of servers) server.close();
  }
}

async function signIn({ gatewayUrl: baseUrl, demo }: RunFile): Promise<People> {
  const { access_token: token } = await createApi({ baseUrl }).auth.login({
    email: demo.email,
    password: demo.password,
  });
  const admin = createApi({ baseUrl, token: () => token });
  if (!demo.operator) {
    const { key } = await admin.workspaces.createApiKey({ name: `Demo ${new Date().toISOString()}`, role: 'operator' });
    return { admin, planner: createApi({ baseUrl, token: () => key }) };
  }
  const { access_token: other } = await createApi({ baseUrl }).auth.login(demo.operator);
  return { admin, planner: createApi({ baseUrl, token: () => other }) };
}

function wanted(
  { demoSites }: RunFile,
  address: string | undefined,
): Parameters<Api['campaigns']['createCampaign']>[0] {
  const site = (name: string): string => demoSites.find((each) => each.name === name)?.url ?? '';
  const about = {
    name: `Paid sooner, ${new Date().toISOString().slice(0, 19)}`,
    objective_type: 'conversion' as const,
    objective_metric: 'sign-ups',
    target_value: 60,
    channels: ['google_ads' as const, 'linkedin' as const, 'x' as const, 'email' as const],
    media_budget_micro_usd: 2_000_000_000,
    start_date: startDate().toISOString().slice(0, 10),
    end_date: new Date(startDate().getTime() + 27 * DAY_MS).toISOString().slice(0, 10),
  };
  if (address)
    return { ...about, goal: `More customers for ${new URL(address).hostname}`, source: { site_url: address } };
  return {
    ...about,
    goal: 'More freelancers who try Tally',
    source: {
      site_url: site('tally'),
      ...{ company: 'Tally', offer: 'Invoices that write themselves from your calendar', audience: 'freelancers' },
      ...{ category: 'invoicing software', postal_address: '1 Dock Street, 28195 Bremen' },
      competitors: [
        { url: site('billwise'), name: 'Billwise' },
        { url: site('paperplane'), name: 'Paperplane' },
      ],
    },
  };
}

/** Shows each stage as it begins, until people are asked. */
async function planned({ planner }: People, request: ReturnType<typeof wanted>): Promise<CampaignResponse> {
  const began = Date.now();
  let campaign = await planner.campaigns.createCampaign(request);
  let stage = '';
  while (Date.now() - began < PLANNED_WITHIN_MS) {
    if (campaign.status === 'failed') throw new Error(`The campaign has failed: ${campaign.status_reason}`);
    if (campaign.stage !== stage) console.log(`${seconds(began)}  ${(stage = campaign.stage)}`);
    if (campaign.stage === 'approval' && campaign.status_reason) return campaign;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    campaign = await planner.campaigns.getCampaign(campaign.id);
  }
  throw new Error(`It is still at ${campaign.stage}: ${campaign.status_reason ?? 'nobody says why'}`);
}

async function approved(admin: Api, id: string): Promise<void> {
  let count = 0;
  for await (const approval of eachItem(admin.approvals.listApprovals, { state: 'pending' as const, limit: 100 })) {
    if (approval.campaign_id !== id) continue;
    await admin.approvals.approve(approval.id, { content_hash: approval.content_hash });
    count += 1;
  }
  console.log(`        ${count} assets approved by the admin`);
  await until(async () => (await admin.campaigns.getCampaign(id)).status === 'approved');
}

/** What is due leaves by itself, move by move. */
async function executed(planner: Api, id: string): Promise<void> {
  const moves = async () => (await planner.moves.listMoves({ campaign_id: id, limit: 100 })).items;
  const isDue = ({ scheduled_for: at }: MoveResponse): boolean => at !== null && Date.parse(at) <= Date.now();
  const isOver = ({ receipt, health }: MoveResponse): boolean => receipt !== null || health === 'red';
  await until(async () => (await moves()).filter(isDue).every(isOver));
  for (const move of (await moves()).filter(isDue))
    console.log(`        ${move.name}: ${move.receipt ? 'exported' : 'held back, see the notifications'}`);
}

/** Two weeks of results from a file, what stands out in them, and the end of the campaign. */
async function measured(planner: Api, campaign: CampaignResponse): Promise<DemoOutcome> {
  const start = startDate();
  const told = await replayResults(planner, campaign, start);
  const findings = await standingOut(planner, campaign, start);
  console.log(`        ${told} figures of two weeks told; ${findings[0]?.statement ?? 'nothing stands out'}`);
  const performance = await planner.campaigns.getCampaignPerformance(campaign.id);
  await planner.campaigns.completeCampaign(campaign.id);
  await until(async () => (await planner.campaigns.getCampaign(campaign.id)).status === 'completed');
  const user = await planner.auth.getMe();
  await until(async () => ((await planner.game.getUserStats(user.id)).counters['campaigns_completed'] ?? 0) > 0);
  const { items } = await planner.game.getUserAchievements(user.id);
  const achievements = items.filter(({ unlocked_at: at }) => at !== null).map(({ name }) => name);
  return { performance, findings, achievements, stats: await planner.game.getUserStats(user.id) };
}

function startDate(): Date {
  return new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS - DAYS_BEFORE * DAY_MS);
}

async function told(api: Api, id: string): Promise<Omit<DemoStory, 'outcome'>> {
  const [summary] = (await api.intelligence.listWarBriefs({ campaign_id: id, limit: 1 })).items;
  const [quest] = (await api.campaigns.listQuests({ campaign_id: id, limit: 1 })).items;
  const [simulation] = (await api.campaigns.listCampaignSimulations(id, { limit: 1 })).items;
  if (!summary || !quest || !simulation) throw new Error('The campaign has no brief, no plan or no simulation');
  const brief = await api.intelligence.getWarBrief(summary.id);
  const ids = [...new Set(statementsOf(brief.content).flatMap((said) => said.ids))];
  const evidence: EvidenceResponse[] = [];
  for (const each of ids) evidence.push(await api.sources.getEvidence(each));
  const { items: assets } = await api.assets.listCampaignAssets(id, { limit: 100 });
  const detailed = await Promise.all(assets.map((asset) => api.assets.getAsset(asset.id)));
  return {
    campaign: await api.campaigns.getCampaign(id),
    ...{ brief, evidence, quest, simulation },
    assets: detailed,
    pictures: await picturesOf(api, detailed),
    moves: (await api.moves.listMoves({ campaign_id: id, limit: 100 })).items,
    timeline: (await api.campaigns.listCampaignTimeline(id, { limit: 100 })).items,
    costs: await api.campaigns.getCampaignCosts(id),
  };
}

async function picturesOf(api: Api, assets: DemoStory['assets']): Promise<DemoPicture[]> {
  const pictures: DemoPicture[] = [];
  for (const { id, designs } of assets)
    for (const design of designs.filter((each) => each.has_image)) {
      const read = async (format: 'png' | 'svg'): Promise<Buffer> =>
        Buffer.from(await (await api.assets.getAssetImage(id, { design: design.id, format })).arrayBuffer());
      const { format, width, height, alt_text: altText, contrast_ratio: contrastRatio } = design;
      const shown = { assetId: id, format, width, height, altText, contrastRatio };
      pictures.push({ ...shown, png: await read('png'), svg: await read('svg') });
    }
  return pictures;
}

function write(out: string, story: DemoStory): void {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'report.html'), reportOf(story));
  writeFileSync(join(out, 'brief.json'), JSON.stringify(story.brief, null, 2));
  story.assets.forEach(({ id, title, current }, at) => {
    const text = (current?.copy ?? []).map(({ field, text: each }) => `[${field}]\n${each}\n`).join('\n');
    const stem = join(out, String(at + 1).padStart(2, '0'));
    writeFileSync(`${stem}.txt`, `${title}\n\n${text}`);
    for (const { format, png, svg } of story.pictures.filter(({ assetId }) => assetId === id)) {
      writeFileSync(`${stem}-${format}.png`, png);
      writeFileSync(`${stem}-${format}.svg`, svg);
    }
  });
}

function print(
  { campaign, outcome, brief, evidence, simulation, quest, assets, pictures, moves, costs }: DemoStory,
  out: string,
): void {
  const approvedAssets = assets.filter(({ state }) => state === 'approved' || state === 'published');
  console.log(`
${campaign.name}: ${campaign.status}
  Brief       ${brief.executive_summary.slice(0, 160)}
              ${statementsOf(brief.content).length} statements on ${evidence.length} pieces of evidence, hash ${brief.content_hash.slice(0, 12)}
  Simulation  ${simulation.mean} ${campaign.objective_metric} (${simulation.ci_low} to ${simulation.ci_high})
  Plan        ${quest.chapters.map(({ name, moves: names }) => `${name} (${names.length} moves)`).join(', ')}
  Assets      ${approvedAssets.length} of ${assets.length} approved, in ${new Set(approvedAssets.map(({ channel }) => channel)).size} channels
  Pictures    ${pictures.map(({ format, width, height }) => `${format} ${width}×${height}`).join(', ') || 'none'}
  Left        ${moves.filter(({ receipt }) => receipt !== null).length} of ${moves.length} moves
  Results     ${outcome.performance.total.conversions} ${campaign.objective_metric} for $${(outcome.performance.total.cost_micro_usd / 1_000_000).toFixed(2)}
  Noticed     ${outcome.findings[0]?.statement ?? 'nothing'}
  Earned      ${outcome.stats.total_xp} XP, level ${outcome.stats.level}: ${outcome.achievements.join(', ') || 'no achievement yet'}
  Cost        $${(costs.cost_micro_usd / 1_000_000).toFixed(4)}
  Report      ${join(out, 'report.html')}`);
}

async function until(is: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PLANNED_WITHIN_MS;
  while (!(await is())) {
    if (Date.now() > end) throw new Error('It takes too long');
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

const seconds = (since: number): string => `${((Date.now() - since) / 1_000).toFixed(1).padStart(5)} s`;

function option(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
