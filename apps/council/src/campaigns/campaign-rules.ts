import type { FieldProblem } from '@raptor/contracts';
import { ENDED_STATUSES, type CampaignEntity } from './campaign.entity';

type Known = Pick<CampaignEntity, 'status' | 'resumeStatus' | 'stage'> & Partial<Pick<CampaignEntity, 'snapshot'>>;
type Described = Partial<Pick<CampaignEntity, 'objectiveMetric' | 'targetValue' | 'startDate' | 'endDate' | 'source'>>;

/** What does not go together in a campaign, by the field that is to be corrected. */
export function problemsOfCampaign({
  objectiveMetric,
  targetValue,
  startDate,
  endDate,
  source,
}: Described): FieldProblem[] {
  return [
    ...unreadableIn(source),
    ...(isSaid(targetValue) && !isSaid(objectiveMetric)
      ? [{ field: 'objective_metric', message: 'must say what target_value counts' }]
      : []),
    ...(isSaid(startDate) && isSaid(endDate) && endDate < startDate
      ? [{ field: 'end_date', message: `must not be before start_date, ${startDate}` }]
      : []),
  ];
}

/** Nobody has begun to work on it: it can be whatever its author wants. */
export const isUntouched = ({ status, stage, snapshot = {} }: Known): boolean =>
  status === 'planning' && stage === 'routing' && Object.keys(snapshot).length === 0;

const AT_WORK = ['name', 'media_budget_micro_usd', 'run_budget_micro_usd', 'on_budget', 'end_date'];
const ENDED = ['name'];

/**
 * Which fields may change. Work is done for the rest: objective, positioning, channels and beginning stay as they were when it began.
 * @returns `all` before anybody has begun.
 */
export function changeableIn(campaign: Known): 'all' | readonly string[] {
  if (isUntouched(campaign)) return 'all';
  if (campaign.status === 'archived') return [];
  return (ENDED_STATUSES as readonly string[]).includes(campaign.status) ? ENDED : AT_WORK;
}

/** What is not to be worked on can be put away: what has not begun, and what has ended. What is under way must be cancelled first. */
export const isArchivable = (campaign: Known): boolean =>
  isUntouched(campaign) || (ENDED_STATUSES as readonly string[]).includes(campaign.status);

/** Addresses that look like one and that no browser could follow, such as `http://1.2.3.4.5/`. */
function unreadableIn(source: CampaignEntity['source'] | undefined): FieldProblem[] {
  if (!source) return [];
  const addresses: [string, string][] = [
    ['source.site_url', source.siteUrl],
    ...source.competitors.map(({ url }, at): [string, string] => [`source.competitors.${at}.url`, url]),
    ...source.reviewUrls.map((url, at): [string, string] => [`source.review_urls.${at}`, url]),
  ];
  return addresses
    .filter(([, url]) => !URL.canParse(url))
    .map(([field]) => ({ field, message: 'must be an address that can be followed' }));
}

const isSaid = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;
