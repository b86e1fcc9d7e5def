import type { AgentCode } from '@raptor/contracts';
import { z } from 'zod';
import { companyOf, competitorsOf, goalOf } from './company';
import type { BriefOutput, StrategyOutput } from './outputs';
import { channelsOf, type View } from './view';

const DAY_MS = 86_400_000;
/** How long planning may take, before it is late. */
const PLANNED_WITHIN_MS = 3_600_000;
/** Days of a campaign that does not say. */
const USUAL_DAYS = 28;

type Input = Readonly<Record<string, unknown>>;

export function routingInput(view: Pick<View, 'campaign' | 'state' | 'now'>): Input {
  const { campaign, state } = view;
  return {
    kind: 'campaign',
    goal: goalOf(campaign),
    objective: campaign.objectiveType,
    channels: channelsOf(view),
    competitors: competitorsOf(campaign).map(({ domain }) => domain),
    startAt: state.startedAt,
    deadlineAt: new Date(Date.parse(state.startedAt) + PLANNED_WITHIN_MS).toISOString(),
    budgetMicroUsd: campaign.runBudgetMicroUsd ?? 0,
    available: state.available,
  };
}

/** What each researcher is asked; undefined where there is nothing to ask. */
export function researchInput(code: AgentCode, view: View): Input | undefined {
  const { campaign } = view;
  const { name, siteUrl, offer, audience, category, geography } = companyOf(campaign);
  const competitors = competitorsOf(campaign);
  const sites = competitors.map(({ domain, url }) => ({ domain, url }));
  const inputs: Partial<Record<AgentCode, Input | undefined>> = {
    'RES-001': { company: name, siteUrl, category, geography, competitors: sites },
    'RES-002': competitors.length > 0 ? { competitors, company: { name, offer, audience } } : undefined,
    'RES-003': {
      company: name,
      siteUrl,
      category,
      reviewUrls: campaign.source?.reviewUrls ?? [],
      competitors: sites,
      audience,
      goal: goalOf(campaign),
    },
    'RES-007': { domain: siteUrl, seeds: [category, offer].map((seed) => seed.slice(0, 100)), competitors: sites },
    'RES-010': competitors.length > 0 ? { sellers: sites } : undefined,
    'RES-011': {
      objective: campaign.objectiveType,
      channels: channelsOf(view),
      mediaBudgetMicroUsd: campaign.mediaBudgetMicroUsd,
      audience,
      region: geography,
    },
  };
  return inputs[code];
}

const channelRows = z.object({ channels: z.array(z.record(z.string(), z.unknown())) });

export function strategyInput(view: View, { brief, implications, learntBefore }: BriefOutput): Input {
  const { campaign, results } = view;
  const economics = channelRows.safeParse(results.get('RES-011')?.output ?? undefined);
  return {
    goal: goalOf(campaign),
    objective: campaign.objectiveType,
    objectiveMetric: campaign.objectiveMetric,
    targetValue: campaign.targetValue,
    channels: channelsOf(view),
    mediaBudgetMicroUsd: campaign.mediaBudgetMicroUsd,
    ...datesOf(view),
    brief,
    implications,
    channelEconomics: economics.success ? economics.data.channels : [],
    learnt: learntBefore.map(({ text, evidenceIds }) => ({ text, evidenceIds })),
    competitors: competitorsOf(campaign).map(({ name }) => ({ name })),
    seed: seedOf(brief?.contentHash ?? ''),
  };
}

export function directionInput(view: View, { brief, implications }: BriefOutput, { moves }: StrategyOutput): Input {
  const { campaign, state } = view;
  const { name, offer, siteUrl } = companyOf(campaign);
  const { tone, lexicon, palette } = state.brand;
  return {
    goal: goalOf(campaign),
    objective: campaign.objectiveType,
    moves,
    brief,
    implications,
    company: { name, product: name, offer, url: siteUrl },
    audience: companyOf(campaign).audience,
    brand: { tone, lexicon, palette },
    recentTemplates: [],
    available: state.available.map(({ code }) => code),
    atMost: 36,
  };
}

/** The day on which it begins, and for how long it runs. */
export function datesOf({ campaign, state }: View): { startDate: string; days: number } {
  const startDate = campaign.startDate ?? new Date(Date.parse(state.startedAt) + DAY_MS).toISOString().slice(0, 10);
  const days = campaign.endDate
    ? Math.round((Date.parse(campaign.endDate) - Date.parse(startDate)) / DAY_MS) + 1
    : USUAL_DAYS;
  return { startDate, days: Math.max(1, days) };
}

/** The same findings simulate alike. */
const seedOf = (contentHash: string): number => Number.parseInt(contentHash.slice(0, 8) || '1', 16);
