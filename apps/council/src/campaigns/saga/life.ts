import type { CampaignStatus, ResumableStatus } from '@raptor/contracts';
import type { CampaignEntity } from '../campaign.entity';

/** What people do with a campaign as a whole. */
export const CAMPAIGN_DEEDS = ['plan', 'activate', 'pause', 'resume', 'complete', 'cancel'] as const;
export type CampaignDeed = (typeof CAMPAIGN_DEEDS)[number];

type Known = Pick<CampaignEntity, 'status' | 'resumeStatus' | 'source'>;

/** What a deed leads to: another status, nothing where it is so already, or why it cannot be. */
export type Life =
  | { readonly to: CampaignStatus; readonly resumeStatus?: ResumableStatus }
  | { readonly same: true }
  | { readonly refused: string };

const UNDER_WAY = ['planning', 'approved', 'active'] as const satisfies readonly ResumableStatus[];
const isUnderWay = (status: CampaignStatus): status is ResumableStatus =>
  (UNDER_WAY as readonly string[]).includes(status);

/** The rules, one row a deed. */
const RULES: Readonly<Record<CampaignDeed, (known: Known) => Life>> = {
  plan: ({ status, source }) => {
    if (status !== 'planning') return { refused: `It is ${status}: only what is being planned can be planned` };
    return source
      ? { same: true }
      : { refused: 'There is nothing to plan from: give it a source with a site_url first' };
  },
  activate: ({ status }) => {
    if (status === 'active') return { same: true };
    return status === 'approved'
      ? { to: 'active' }
      : { refused: `It is ${status}: it can be activated when it is approved` };
  },
  pause: ({ status }) => {
    if (status === 'paused') return { same: true };
    return isUnderWay(status)
      ? { to: 'paused', resumeStatus: status }
      : { refused: `It is ${status}, and that is final` };
  },
  resume: ({ status, resumeStatus }) => {
    if (status === 'paused' && resumeStatus) return { to: resumeStatus };
    return isUnderWay(status) ? { same: true } : { refused: `It is ${status}, and that is final` };
  },
  complete: ({ status }) => {
    if (status === 'completed') return { same: true };
    return status === 'active'
      ? { to: 'active' }
      : { refused: `It is ${status}: only what is active can be completed` };
  },
  cancel: ({ status }) => {
    if (status === 'cancelled') return { same: true };
    return status === 'paused' || isUnderWay(status)
      ? { to: 'cancelled' }
      : { refused: `It is ${status}, and that is final` };
  },
};

export const lifeAfter = (deed: CampaignDeed, known: Known): Life => RULES[deed](known);
