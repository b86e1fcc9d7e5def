import { NO_EVIDENCE, type AgentDescription } from '@raptor/agent-kit';
import type { CampaignChannel, CheckContentRequest, CopyFieldName } from '@raptor/contracts';
import { guardianAgents } from '../agents';
import type { Judgement } from '../craft/verdicts/judge';

/** Who knows the rules of a channel, what that guardian calls it, and what a text without a name is there. */
interface Known {
  readonly guardian: string;
  readonly surface: string;
  /** As advertising law and the brand know it. */
  readonly form: 'ad' | 'post' | 'landing_page' | 'email';
  readonly main: CopyFieldName;
}

const known = (guardian: string, surface: string, form: Known['form'], main: CopyFieldName): Known => ({
  ...{ guardian, surface, form, main },
});

const CHANNELS: Readonly<Record<CampaignChannel, Known>> = {
  google_ads: known('GRD-001', 'responsive_search_ad', 'ad', 'description'),
  google_search: known('GRD-008', 'web_page', 'landing_page', 'body'),
  youtube: known('GRD-002', 'video', 'ad', 'description'),
  meta_ads: known('GRD-003', 'ad', 'ad', 'primary_text'),
  facebook: known('GRD-003', 'post', 'post', 'post'),
  instagram: known('GRD-004', 'post', 'post', 'post'),
  linkedin_ads: known('GRD-005', 'ad', 'ad', 'primary_text'),
  linkedin: known('GRD-006', 'post', 'post', 'post'),
  x: known('GRD-008', 'x_post', 'post', 'post'),
  tiktok: known('GRD-008', 'tiktok', 'post', 'post'),
  email: known('GRD-008', 'email', 'email', 'body'),
  sms: known('GRD-008', 'sms', 'ad', 'body'),
  blog: known('GRD-008', 'web_page', 'landing_page', 'body'),
  display: known('GRD-001', 'responsive_display_ad', 'ad', 'description'),
};

/** Rules are applied by these beside the platform's own: of the brand, and of the law. */
const ALWAYS = ['GRD-007', 'GRD-009'];

export interface WaiverToldOf {
  readonly ruleId: string;
  readonly contentHash: string;
  readonly expiresAt: string;
  readonly name: string;
}

export interface GuardianSays {
  readonly agentCode: string;
  readonly judgement: Judgement;
}

/** What a guardian is asked; by code: its own words for the same. */
function questionFor(guardian: string, asked: CheckContentRequest, day: string): object {
  const { surface, form, main } = CHANNELS[asked.platform];
  const copy = [...(asked.text === undefined ? [] : [{ field: main, text: asked.text }]), ...(asked.copy ?? [])];
  const of = (...fields: CopyFieldName[]): string[] =>
    copy.filter(({ field }) => fields.includes(field)).map(({ text }) => text);
  const circumstances = { day, jurisdictions: asked.jurisdictions ?? ['US'] };
  const finalUrl = asked.final_url;
  if (guardian === 'GRD-001')
    return {
      surface,
      headlines: of('headline'),
      longHeadlines: of('long_headline'),
      descriptions: of('description', 'primary_text'),
      ...(finalUrl !== undefined && { finalUrl }),
      ...circumstances,
    };
  if (guardian === 'GRD-009') return { surface: form, texts: copy.map(({ text }) => text), ...circumstances };
  return {
    surface: guardian === 'GRD-007' ? form : surface,
    copy,
    ...(finalUrl !== undefined && { finalUrl }),
    ...circumstances,
  };
}

export const guardiansOf = ({ platform }: CheckContentRequest): string[] => [CHANNELS[platform].guardian, ...ALWAYS];

/**
 * What a guardian says of a content on that day; rules decide alone, no model is asked.
 * @returns undefined where there is no such guardian yet, or it cannot read this.
 */
export function verdictBy(
  guardian: string,
  asked: CheckContentRequest,
  day: string,
  waivers: readonly WaiverToldOf[] = [],
): GuardianSays | undefined {
  const agent: AgentDescription | undefined = guardianAgents.find(({ code }) => code === guardian);
  const question = agent?.input.safeParse({ ...questionFor(guardian, asked, day), waivers });
  if (!agent || !question?.success) return undefined;
  return { agentCode: guardian, judgement: agent.floor(question.data, NO_EVIDENCE) as Judgement };
}
