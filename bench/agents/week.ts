import type { AgentCode } from '@raptor/contracts';
import { AUDIENCES, CHANNELS, PRODUCTS, PROMISES, RIVAL_GROUPS, RIVALS } from './business';
import { Dice } from './dice';
import {
  articleInput,
  briefInput,
  claimsInput,
  competitorInput,
  headlineInput,
  performanceInput,
  planInput,
  pricingInput,
  searchAdInput,
  signalInput,
  type Campaign,
  type HomeOf,
  type Input,
} from './inputs';

export const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Monday. */
const BEGINS = Date.parse('2026-03-02T00:00:00.000Z');

/** An agent asked for one thing at one moment. */
export interface Ask {
  /** Milliseconds since the span began. */
  readonly atMs: number;
  readonly agentCode: AgentCode;
  readonly input: Input;
  /** Nobody has asked this agent this before in the span. */
  readonly isNew: boolean;
}

export interface Span {
  readonly seed: number;
  readonly days: number;
  readonly campaigns: number;
  /** How many days a campaign lives; they begin one after the other, evenly over the span, so that the last one ends with it. */
  readonly campaignDays: number;
  /** Posts and news that the watchers bring in each day. */
  readonly signalsPerDay: number;
  readonly homeOf?: HomeOf;
}

/** Twenty campaigns of one workspace, all alive in the same week. Watchers are left out: their answers are never kept. */
export const WEEK: Span = { seed: 20_260_302, days: 7, campaigns: 20, campaignDays: 7, signalsPerDay: 0 };

const ASSETS = 6;
/** Of the assets: shown as a search advertisement, changed after the first check, asked for again as they were (the next channel, the next person). */
const [SHARE_OF_ADS, EDITED, ASKED_AGAIN] = [0.5, 0.4, 0.45];
/** Chance that each of two colleagues looks at the day's figures of a campaign, too. */
const COLLEAGUE_LOOKS = 0.65;

const dayOf = (atMs: number): string => new Date(BEGINS + atMs).toISOString().slice(0, 10);
const isoOf = (atMs: number): string => new Date(BEGINS + atMs).toISOString();

/**
 * What one workspace asks of its agents in a span, in the order of time. Each living campaign: competitors and their prices every morning; figures of the
 * last seven days every day, and again when colleagues look; a plan and a brief each week; six sets of headlines and an article a week, some of them
 * asked for again; each text checked when drafted, approved, scheduled and published, and once more after an edit. The same seed gives the same span.
 */
export function asksOf({ homeOf = (domain) => `https://${domain}/`, ...span }: Span): Ask[] {
  const asks: Omit<Ask, 'isNew'>[] = [];
  for (let at = 0; at < span.campaigns; at++) {
    const dice = new Dice(span.seed + at * 7_919);
    const [first, end] = lifeOf(at, span);
    asks.push(...asksOfCampaign(campaignOf(at, dice), first, end, dice, homeOf));
  }
  const dice = new Dice(span.seed ^ 0x51_9a_15);
  for (let number = 0; number < span.signalsPerDay * span.days; number++) {
    const atMs = Math.floor((number + dice.next()) * (DAY_MS / span.signalsPerDay));
    asks.push({ atMs, agentCode: 'MTX-006', input: signalInput(RIVALS, number, isoOf(atMs), dice) });
  }
  asks.sort((one, other) => one.atMs - other.atMs);
  const seen = new Set<string>();
  return asks.map((ask) => {
    const key = keyOf(ask);
    const isNew = !seen.has(key);
    seen.add(key);
    return { ...ask, isNew };
  });
}

/** The same for the same question to the same agent. */
export const keyOf = ({ agentCode, input }: Pick<Ask, 'agentCode' | 'input'>): string =>
  `${agentCode} ${JSON.stringify(input)}`;

function lifeOf(at: number, { days, campaigns, campaignDays }: Span): [first: number, end: number] {
  const first = campaigns === 1 ? 0 : Math.floor(((days - campaignDays) * at) / (campaigns - 1));
  return [first, Math.min(days, first + campaignDays)];
}

function campaignOf(at: number, dice: Dice): Campaign {
  const [product, audience, promise] = [dice.of(PRODUCTS), dice.of(AUDIENCES), dice.of(PROMISES)];
  return {
    name: `Campaign ${at + 1} (${audience})`,
    product,
    audience,
    promise,
    channels: CHANNELS.slice(0, 2 + dice.below(CHANNELS.length - 1)),
    rivals: RIVAL_GROUPS[at % RIVAL_GROUPS.length] ?? RIVALS.slice(0, 2),
  };
}

function asksOfCampaign(
  campaign: Campaign,
  first: number,
  end: number,
  dice: Dice,
  homeOf: HomeOf,
): Omit<Ask, 'isNew'>[] {
  const asks: Omit<Ask, 'isNew'>[] = [];
  const ask = (atMs: number, agentCode: AgentCode, input: Input): void => void asks.push({ atMs, agentCode, input });
  const endMs = end * DAY_MS;
  for (let day = first; day < end; day++) {
    const midnight = day * DAY_MS;
    const morning = midnight + 7 * HOUR_MS + dice.below(60) * MINUTE_MS;
    ask(morning, 'RES-002', competitorInput(campaign, homeOf));
    ask(morning + dice.below(20) * MINUTE_MS, 'RES-010', pricingInput(campaign, homeOf));
    const figures = performanceInput(campaign, dayOf(midnight - 7 * DAY_MS), dayOf(midnight - DAY_MS));
    ask(midnight + 9 * HOUR_MS + dice.below(30) * MINUTE_MS, 'MTX-018', figures);
    for (const hour of [11, 16])
      if (dice.isWithin(COLLEAGUE_LOOKS)) ask(midnight + (hour + dice.next()) * HOUR_MS, 'MTX-018', figures);
  }
  for (let week = 0; first + week * 7 < end; week++) {
    const monday = (first + week * 7) * DAY_MS;
    const workMs = Math.min(7 * DAY_MS, endMs - monday);
    const startAt = monday + 8 * HOUR_MS + dice.below(60) * MINUTE_MS;
    ask(startAt, 'LORD-001', planInput(campaign, isoOf(startAt), isoOf(monday + workMs)));
    ask(startAt + 30 * MINUTE_MS, 'LORD-002', briefInput(campaign, week, dice));
    for (let asset = 0; asset <= ASSETS; asset++) {
      const isArticle = asset === ASSETS;
      const draftedAt = startAt + HOUR_MS + dice.next() * workMs * 0.5;
      const code = isArticle ? 'MUSE-009' : 'MUSE-001';
      const number = week * (ASSETS + 1) + asset;
      const input = isArticle ? articleInput(campaign, week, dice) : headlineInput(campaign, number, dice);
      ask(draftedAt, code, input);
      if (dice.isWithin(ASKED_AGAIN)) ask(draftedAt + dice.next() * 8 * HOUR_MS, code, input);
      const lastMs = Math.max(HOUR_MS, endMs - draftedAt - HOUR_MS);
      const publishedAt = draftedAt + Math.min(lastMs, (12 + dice.next() * 48) * HOUR_MS);
      asks.push(...checksOf(campaign, number, isArticle, draftedAt, publishedAt, dice));
    }
  }
  return asks.filter(({ atMs }) => atMs < endMs);
}

/** The verdict is asked for the day of publication each time: as drafted, after an edit, as approved, as scheduled, as published. */
function checksOf(
  campaign: Campaign,
  asset: number,
  isArticle: boolean,
  draftedAt: number,
  publishedAt: number,
  dice: Dice,
): Omit<Ask, 'isNew'>[] {
  const isAd = !isArticle && dice.isWithin(SHARE_OF_ADS);
  const isEdited = dice.isWithin(EDITED);
  const day = dayOf(publishedAt);
  const between = (share: number): number => draftedAt + (publishedAt - draftedAt) * share;
  const moments: [atMs: number, edition: number][] = [
    [between(0.02), 0],
    ...(isEdited ? [[between(0.3), 1] satisfies [number, number]] : []),
    [between(0.4), isEdited ? 1 : 0],
    [between(0.5), isEdited ? 1 : 0],
    [publishedAt, isEdited ? 1 : 0],
  ];
  return moments.flatMap(([atMs, edition]): Omit<Ask, 'isNew'>[] => [
    { atMs, agentCode: 'GRD-009', input: claimsInput(campaign, asset, edition, day) },
    ...(isAd ? [{ atMs, agentCode: 'GRD-001' as const, input: searchAdInput(campaign, asset, edition, day) }] : []),
  ]);
}
