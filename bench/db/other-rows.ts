import { busyCampaign, memberBy } from './council-rows';
import { idOf, oneOf, ROWS_EACH, type Filling } from './fill';

/** What is observed: each metric of each of these, in turns. */
export const OBSERVED_CAMPAIGNS = 5;
export const METRICS = ['impressions', 'clicks', 'conversions', 'spend'];

const hashOf = (n: string): string => `md5('a' || w || (${n})) || md5('b' || w || (${n}))`;

/** SQL for a campaign that is observed. */
export const observedCampaign = (number: string): string => idOf('council.campaigns', `${ROWS_EACH} - (${number})`);

export const ASSETS: Filling = {
  table: 'muse.assets',
  drawn: {
    state: `CASE
      WHEN dice < 0.1 THEN 'draft' WHEN dice < 0.15 THEN 'in_review' WHEN dice < 0.35 THEN 'approved'
      WHEN dice < 0.45 THEN 'rejected' WHEN dice < 0.85 THEN 'published' ELSE 'archived' END`,
  },
  columns: {
    campaign_id: busyCampaign('pick * pick'),
    move_id: idOf('council.moves'),
    kind: oneOf(['headline', 'post', 'mail', 'landing_page', 'image'], 'dice'),
    channel: oneOf(['email', 'linkedin', 'x', 'blog', 'instagram']),
    title: `'Paid nine days sooner, take ' || n`,
    state: 'state',
    current_version: `CASE WHEN state <> 'draft' THEN 1 + n % 3 END`,
    tags: `'{spring,freelancers}'`,
  },
};

export const ALERTS: Filling = {
  table: 'matrix.alerts_log',
  drawn: {
    state: `CASE
      WHEN n > 0.95 * ${ROWS_EACH} AND dice < 0.7 OR dice < 0.03
      THEN ${oneOf(['unacknowledged', 'acknowledged', 'in_progress'])} ELSE 'resolved' END`,
  },
  columns: {
    intelligence_log_id: idOf('matrix.intelligence_logs'),
    alert_type: oneOf(['crisis', 'competitor', 'trend', 'budget']),
    urgency: oneOf(['low', 'medium', 'high', 'critical'], 'dice'),
    title: `'Complaints have tripled since ' || n`,
    recommended_action: `'Answer every complaint of today'`,
    state: 'state',
    acknowledged_by: `CASE WHEN state <> 'unacknowledged' THEN ${memberBy('pick')} END`,
    acknowledged_at: `CASE WHEN state <> 'unacknowledged' THEN at + interval '10 minutes' END`,
    resolved_at: `CASE WHEN state = 'resolved' THEN at + interval '1 day' END`,
    expires_at: `at + interval '7 days'`,
  },
};

export const OBSERVATIONS: Filling = {
  table: 'matrix.metric_observations',
  columns: {
    subject_type: `'campaign'`,
    subject_id: `${observedCampaign(`n % ${OBSERVED_CAMPAIGNS}`)}::text`,
    metric: oneOf(METRICS, `(n / ${OBSERVED_CAMPAIGNS} % ${METRICS.length}) / ${METRICS.length}.0`),
    value: '1000 * dice',
    observed_at: 'at',
  },
};

export const AUDIT: Filling = {
  table: 'gateway.audit_log',
  columns: {
    seq: 'n',
    event_id: idOf('events'),
    actor_type: `'user'`,
    actor: `${memberBy('pick')}::text`,
    action: oneOf(['campaign.created', 'asset.approved', 'budget.changed', 'member.invited'], 'dice'),
    subject_type: `'campaign'`,
    subject_id: `${busyCampaign('dice')}::text`,
    detail: `'{"field": "status"}'::jsonb`,
    occurred_at: 'at',
    prev_hash: `CASE WHEN n > 1 THEN ${hashOf('n - 1')} END`,
    hash: hashOf('n'),
  },
};
