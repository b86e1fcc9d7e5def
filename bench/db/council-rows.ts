import { idOf, oneOf, ROWS_EACH, type Filling } from './fill';

/** Campaigns that have moves, assets and costs: the latest. Some have many times what others have. */
export const BUSY_CAMPAIGNS = 40;
export const MEMBERS = 8;
/** Assignments of one campaign, given within a few days. */
const TEAM = 40;
const BLOCK = 50;

/** SQL for the id of a campaign that has work, by a random number from 0 to 1. */
export const busyCampaign = (random: string): string =>
  idOf('council.campaigns', `${ROWS_EACH} - floor(${BUSY_CAMPAIGNS} * ${random})`);

/** SQL for the id of somebody of the workspace, by a random number from 0 to 1. */
export const memberBy = (random: string): string => idOf('gateway.users', `1 + floor(${MEMBERS} * ${random})`);

/** SQL for the id of the campaign that a row of the assignments, or any of its block, works for. */
export const campaignOfBlock = (n: string): string => idOf('council.campaigns', `(${n}) / ${BLOCK} + 1`);

/** Blocks of assignments that a workspace has. */
export const BLOCKS = ROWS_EACH / BLOCK;

const CHANNELS = ['email', 'linkedin', 'x', 'blog', 'instagram'];
const A_HASH = `md5('a' || w || n) || md5('b' || w || n)`;
const A_PLAN = `'{"assignments": [{"agent": "RES-001", "after": []}, {"agent": "MUSE-001", "after": [0]}], "why": "Facts before words"}'::jsonb`;
const AN_OUTPUT = `'{"headlines": [{"text": "Invoices that remind by themselves", "score": 0.82}]}'::jsonb`;
const A_PROVENANCE = `'{"mode": "floor", "evidenceIds": ["research:0f0e0d"], "costMicroUsd": 0}'::jsonb`;
const AN_AGENT = `${oneOf(['MUSE', 'RES', 'MTX'])} || '-' || lpad((1 + floor(20 * dice * dice))::text, 3, '0')`;

export const CAMPAIGNS: Filling = {
  table: 'council.campaigns',
  drawn: {
    status: `CASE
      WHEN n > 0.98 * ${ROWS_EACH} THEN ${oneOf(['planning', 'approved', 'active'], 'dice')}
      WHEN dice < 0.05 THEN 'active' WHEN dice < 0.08 THEN 'paused' WHEN dice < 0.7 THEN 'completed'
      WHEN dice < 0.78 THEN 'failed' WHEN dice < 0.85 THEN 'cancelled' ELSE 'archived' END`,
  },
  columns: {
    name: `'Paid sooner ' || n`,
    objective_type: oneOf(['awareness', 'consideration', 'conversion', 'retention', 'advocacy']),
    objective_metric: `'sign-ups'`,
    target_value: '100',
    channels: `'{email,linkedin}'`,
    start_date: 'at::date',
    end_date: 'at::date + 28',
    status: 'status',
    resume_status: `CASE WHEN status = 'paused' THEN 'active' END`,
    stage: `CASE WHEN status IN ('completed', 'archived') THEN 'learnt' WHEN status = 'active' THEN 'execution' ELSE 'strategy' END`,
    plan: A_PLAN,
    created_by: `'user:' || ${memberBy('pick')}`,
    ended_at: `CASE WHEN status IN ('completed', 'failed', 'cancelled', 'archived') THEN at + interval '20 days' END`,
  },
};

export const MOVES: Filling = {
  table: 'council.moves',
  drawn: {
    state: `CASE WHEN dice < 0.6 THEN 'complete' WHEN dice < 0.7 THEN 'killed' ELSE ${oneOf(['planned', 'observe', 'orient', 'decide', 'act'])} END`,
  },
  columns: {
    campaign_id: busyCampaign('pick * pick'),
    name: `'Reminder ' || n`,
    kind: `'post'`,
    channel: oneOf(CHANNELS, 'dice'),
    state: 'state',
    inputs: `'{"headline": "Paid nine days sooner", "audience": "freelancers"}'::jsonb`,
    progress: `CASE WHEN state = 'complete' THEN 1 ELSE 0.3 END`,
    health: `CASE WHEN dice > 0.97 THEN 'red' WHEN dice > 0.9 THEN 'amber' ELSE 'green' END`,
    scheduled_for: `at + interval '3 days'`,
    effect_key: `CASE WHEN state = 'complete' THEN 'effect ' || n END`,
    receipt: `CASE WHEN state = 'complete' THEN '{"post": "1789"}'::jsonb END`,
    executed_at: `CASE WHEN state = 'complete' THEN at + interval '3 days' END`,
  },
};

export const ASSIGNMENTS: Filling = {
  table: 'council.agent_assignments',
  drawn: {
    subject: `CASE WHEN n % ${BLOCK} < ${TEAM} THEN 'campaign' WHEN n % ${BLOCK} < 48 THEN 'invoke' ELSE 'watcher' END`,
    state: `CASE
      WHEN n > ${ROWS_EACH - 8} THEN ${oneOf(['requested', 'running'])}
      WHEN dice < 0.94 THEN 'completed' WHEN dice < 0.97 THEN 'failed' ELSE 'cancelled' END`,
  },
  columns: {
    subject_type: 'subject',
    subject_id: `CASE WHEN subject = 'campaign' THEN ${campaignOfBlock('n')} ELSE ${idOf('subjects')} END`,
    agent_code: AN_AGENT,
    commanded_by: `'agent:LORD-002'`,
    input: `'{"product": "Tally", "audience": "freelancers", "promise": "invoices paid sooner"}'::jsonb`,
    output: `CASE WHEN state = 'completed' THEN ${AN_OUTPUT} END`,
    provenance: `CASE WHEN state = 'completed' THEN ${A_PROVENANCE} END`,
    failure: `CASE WHEN state = 'failed' THEN '{"code": "DEADLINE_PASSED", "message": "Too late"}'::jsonb END`,
    review: `CASE WHEN state = 'completed' THEN 'accepted' ELSE 'unreviewed' END`,
    state: 'state',
    attempt: `CASE WHEN state = 'requested' THEN 0 ELSE 1 END`,
    epoch: `CASE WHEN state = 'requested' THEN 0 ELSE 1 END`,
    owner: `CASE WHEN state = 'running' THEN 'muse-1' END`,
    lease_until: `CASE WHEN state = 'running' THEN at + interval '30 seconds' END`,
    deadline_at: `at + interval '1 hour'`,
    started_at: `CASE WHEN state <> 'requested' THEN at END`,
    finished_at: `CASE WHEN state NOT IN ('requested', 'running') THEN at + interval '2 seconds' END`,
    cost_micro_usd: `CASE WHEN state = 'completed' THEN 1200 ELSE 0 END`,
  },
};

export const APPROVALS: Filling = {
  table: 'council.approvals',
  drawn: {
    state: `CASE
      WHEN n > 0.96 * ${ROWS_EACH} AND dice < 0.8 OR dice < 0.02 THEN 'pending'
      WHEN dice < 0.75 THEN 'approved' WHEN dice < 0.9 THEN 'rejected' WHEN dice < 0.95 THEN 'voided' ELSE 'expired' END`,
  },
  columns: {
    subject_type: `'asset'`,
    subject_id: idOf('muse.assets'),
    content_hash: A_HASH,
    risk: oneOf(['low', 'medium', 'medium', 'high']),
    state: 'state',
    requested_by: `'agent:LORD-006'`,
    decided_by: `CASE WHEN state IN ('approved', 'rejected') THEN 'user:' || ${memberBy('pick')} END`,
    decided_at: `CASE WHEN state IN ('approved', 'rejected') THEN at + interval '2 hours' END`,
    expires_at: `at + interval '3 days'`,
  },
};

export const COSTS: Filling = {
  table: 'council.cost_ledger',
  drawn: { is_open: `n > ${ROWS_EACH - 4}` },
  columns: {
    attempt_id: idOf('attempts'),
    budget_id: idOf('council.workspace_budgets', `n / ${ROWS_EACH / 3}`),
    agent_code: AN_AGENT,
    assignment_id: idOf('council.agent_assignments'),
    campaign_id: busyCampaign('pick * pick'),
    kind: `'model'`,
    provider: `'anthropic'`,
    model: oneOf(['claude-haiku', 'claude-sonnet', 'claude-opus']),
    input_tokens: `CASE WHEN is_open THEN 0 ELSE 200 + n END`,
    output_tokens: `CASE WHEN is_open THEN 0 ELSE 100 END`,
    reserved_micro_usd: '1500 + n',
    settled_micro_usd: `CASE WHEN is_open THEN 0 ELSE 1000 + n END`,
    reserved_tokens: '500 + n',
    settled_tokens: `CASE WHEN is_open THEN 0 ELSE 300 + n END`,
    state: `CASE WHEN is_open THEN 'open' ELSE 'settled' END`,
    expires_at: `at + interval '3 minutes'`,
    settled_at: `CASE WHEN NOT is_open THEN at + interval '4 seconds' END`,
  },
};

export const NOTIFICATIONS: Filling = {
  table: 'council.notifications',
  columns: {
    user_id: memberBy('pick'),
    type: oneOf(['approval.required', 'campaign.completed', 'budget.threshold', 'achievement.unlocked'], 'dice'),
    title: `'A mail waits for your approval'`,
    body: `'The third of four reminders, for freelancers'`,
    link: `'/approvals/' || n`,
    read_at: `CASE WHEN n > 0.8 * ${ROWS_EACH} AND dice < 0.8 OR dice < 0.05 THEN NULL ELSE at + interval '1 hour' END`,
  },
};
