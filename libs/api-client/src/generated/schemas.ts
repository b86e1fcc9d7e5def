// Written by `npm run api` from what the gateway says of itself (docs/openapi.json). Change that, not this.
/* eslint-disable max-lines -- one file for all of it, as nobody reads it from top to bottom */

export interface AcceptInviteRequest {
  /** From the mail; good once, for a week; at most 200 characters */
  token: string;
  /** Who has an account gives its password; who has none chooses one, of 12 characters or more; at most 256 characters */
  password: string;
  /** Needed from those who have no account yet; at most 200 characters */
  display_name?: string;
}

export interface AcceptedInviteResponse {
  /** uuid */
  workspace_id: string;
  /** uuid */
  user_id: string;
  email: string;
  role: 'viewer' | 'analyst' | 'operator' | 'admin';
}

export interface AcceptedResponse {
  status: 'accepted';
}

export interface AchievementPage {
  items: AchievementResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface AchievementResponse {
  /** uuid */
  id: string;
  code: string;
  name: string;
  category: string;
  /** a whole number */
  xp: number;
  rarity: 'common' | 'uncommon' | 'rare' | 'epic' | 'legendary';
  /** What is counted for it */
  counter: string;
  /** How many of it there must be; a whole number */
  at_least: number;
}

export interface AgentCost {
  /** Spent, with what was billed beyond reservations; a whole number */
  cost_micro_usd: number;
  /** Set aside for calls under way; a whole number */
  reserved_micro_usd: number;
  /** a whole number */
  tokens: number;
  /** Paid attempts; a whole number */
  entries: number;
  agent_code: string;
}

export interface AgentDetailResponse {
  code: string;
  name: string;
  /** Who runs it */
  guild: 'council' | 'research' | 'muse' | 'matrix' | 'guardian';
  state: 'available' | 'planned' | 'unknown';
  /** A replica that runs it has been heard of lately */
  is_live: boolean;
  purpose: string | null;
  /** Which class of models it asks */
  tier: 'none' | 'flash' | 'balanced' | 'deep' | null;
  /** When it runs by itself */
  cadence: string | null;
  workspace: WorkspaceAgentResponse | null;
  /** JSON Schema of what it takes */
  input_schema: Record<string, unknown> | null;
  /** JSON Schema of what it gives */
  output_schema: Record<string, unknown> | null;
  /** Of the settings; also in the ETag */
  version?: number;
  /** Services that did not answer; what they know is missing */
  unavailable: string[];
}

export interface AgentMetricsResponse {
  code: string;
  /** date-time */
  from: string;
  /** date-time */
  to: string;
  /** a whole number */
  runs: number;
  /** a whole number */
  open: number;
  /** a whole number */
  completed: number;
  /** Dead-lettered ones included; a whole number */
  failed: number;
  /** a whole number */
  cancelled: number;
  /** Completed among those that came to an end */
  success_rate: number | null;
  /** a whole number */
  p50_ms: number | null;
  /** a whole number */
  p95_ms: number | null;
  /** Answers by mode, such as `model` or `floor` */
  modes: Record<string, number>;
  /** Calls that were paid for; a whole number */
  calls: number;
  /** Spent, and billed beyond reservations; a whole number */
  cost_micro_usd: number;
  /** a whole number */
  input_tokens: number;
  /** a whole number */
  output_tokens: number;
  reviews: AgentReviews;
  /** Null until somebody has decided about its work */
  trust: AgentTrust | null;
}

export interface AgentQuote {
  agent_code: string;
  /** Half of its runs have cost no more; a whole number */
  p50_micro_usd: number | null;
  /** 95 of 100 have cost no more; a whole number */
  p95_micro_usd: number | null;
  /** With fewer than five runs a percentile says nothing */
  basis: 'history' | 'nothing';
  /** Runs that were looked at; a whole number */
  runs: number;
}

export interface AgentRegistryResponse {
  /** All 87, in code order */
  items: AgentResponse[];
  /** Services that did not answer; what they know is missing */
  unavailable: string[];
}

export interface AgentResponse {
  code: string;
  name: string;
  /** Who runs it */
  guild: 'council' | 'research' | 'muse' | 'matrix' | 'guardian';
  state: 'available' | 'planned' | 'unknown';
  /** A replica that runs it has been heard of lately */
  is_live: boolean;
  purpose: string | null;
  /** Which class of models it asks */
  tier: 'none' | 'flash' | 'balanced' | 'deep' | null;
  /** When it runs by itself */
  cadence: string | null;
  workspace: WorkspaceAgentResponse | null;
}

export interface AgentReviews {
  /** a whole number */
  accepted: number;
  /** a whole number */
  returned: number;
  /** a whole number */
  rejected: number;
  /** a whole number */
  unreviewed: number;
}

export interface AgentStatistics {
  /** So many days, up to now, are looked at; a whole number */
  days: number;
  /** Assignments that it was given; a whole number */
  runs: number;
  /** a whole number */
  completed: number;
  /** a whole number */
  failed: number;
  /** Spent, and billed beyond reservations; a whole number */
  cost_micro_usd: number;
  /** a whole number */
  tokens: number;
  /** From being handed out to the answer; a whole number */
  p95_ms: number | null;
  /** date-time */
  last_finished_at: string | null;
}

export interface AgentSummary {
  code: string;
  name: string;
  purpose: string;
}

export interface AgentTrust {
  trust: number;
  accuracy: number | null;
  timeliness: number | null;
  /** a whole number */
  approvals: number;
  /** a whole number */
  rejections: number;
  /** Of its forecasts: 0 is always right, 1 always wrong */
  brier: number | null;
}

export interface AlertPage {
  items: AlertResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface AlertResponse {
  /** uuid */
  id: string;
  /** The signal behind it; uuid */
  signal_id: string | null;
  alert_type: string;
  urgency: 'low' | 'medium' | 'high' | 'critical';
  title: string;
  recommended_action: string;
  state: 'unacknowledged' | 'acknowledged' | 'in_progress' | 'resolved';
  /** The first person who did anything; uuid */
  acknowledged_by: string | null;
  /** date-time */
  acknowledged_at: string | null;
  /** date-time */
  resolved_at: string | null;
  /** date-time */
  expires_at: string | null;
  /** date-time */
  created_at: string;
}

export interface AlertResponsePage {
  items: AlertResponseRecord[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface AlertResponseRecord {
  /** uuid */
  id: string;
  /** uuid */
  alert_id: string;
  action: string;
  /** 0 to 1; null until it is known */
  effectiveness: number | null;
  lessons: string | null;
  /** The person, or the API key; uuid */
  taken_by: string;
  /** date-time */
  created_at: string;
}

export interface ApiKeyPage {
  items: ApiKeyResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface ApiKeyResponse {
  /** uuid */
  id: string;
  name: string;
  /** The first characters of its secret part, to tell keys apart */
  prefix: string;
  role: 'viewer' | 'analyst' | 'operator' | 'admin';
  scopes: (
    | 'auth:read'
    | 'auth:write'
    | 'workspaces:read'
    | 'workspaces:write'
    | 'onboarding:read'
    | 'onboarding:write'
    | 'campaigns:read'
    | 'campaigns:write'
    | 'strategy:read'
    | 'strategy:write'
    | 'sources:read'
    | 'sources:write'
    | 'moves:read'
    | 'moves:write'
    | 'assets:read'
    | 'assets:write'
    | 'approvals:read'
    | 'approvals:write'
    | 'experiments:read'
    | 'experiments:write'
    | 'intelligence:read'
    | 'intelligence:write'
    | 'alerts:read'
    | 'alerts:write'
    | 'agents:read'
    | 'agents:write'
    | 'compliance:read'
    | 'compliance:write'
    | 'game:read'
    | 'game:write'
    | 'money:read'
    | 'money:write'
    | 'operations:read'
    | 'operations:write'
  )[];
  /** To the minute; date-time */
  last_used_at: string | null;
  /** date-time */
  expires_at: string | null;
  /** date-time */
  revoked_at: string | null;
  /** date-time */
  created_at: string;
}

export interface ApprovalPage {
  items: ApprovalResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface ApprovalResponse {
  /** uuid */
  id: string;
  subject_type: 'campaign' | 'move' | 'asset' | 'action';
  /** uuid */
  subject_id: string;
  /** The campaign that it is for; uuid */
  campaign_id: string | null;
  /** SHA-256 of exactly that content which is to be approved */
  content_hash: string;
  /** Medium is decided by an operator, high by an admin who is not its author */
  risk: 'low' | 'medium' | 'high';
  state: 'pending' | 'approved' | 'rejected' | 'voided' | 'expired';
  requested_by: string;
  /** Who should decide it; null: whoever may; uuid */
  assigned_to: string | null;
  /** date-time */
  escalated_at: string | null;
  decided_by: string | null;
  /** date-time */
  decided_at: string | null;
  /** Until when it can be decided; date-time */
  expires_at: string;
  note: string | null;
  /** date-time */
  created_at: string;
  /** date-time */
  updated_at: string;
}

export interface AssetCopyField {
  field:
    | 'headline'
    | 'long_headline'
    | 'description'
    | 'primary_text'
    | 'link_description'
    | 'title'
    | 'body'
    | 'subject'
    | 'preheader'
    | 'post'
    | 'call_to_action'
    | 'hashtag'
    | 'alt_text'
    | 'path'
    | 'link';
  text: string;
  /** What its claims rest on */
  evidence_ids: string[];
}

export interface AssetDesign {
  /** uuid */
  id: string;
  format: string;
  /** Pixels; a whole number */
  width: number;
  /** Pixels; a whole number */
  height: number;
  alt_text: string;
  /** Of text to background by WCAG, 1 to 21 */
  contrast_ratio: number | null;
  /** `GET assets/{id}/image?design={id}` answers it */
  has_image: boolean;
}

export interface AssetDetailResponse {
  /** uuid */
  id: string;
  /** uuid */
  campaign_id: string | null;
  /** uuid */
  move_id: string | null;
  kind: string;
  /** Null: it suits any */
  channel: string | null;
  title: string;
  state: 'draft' | 'in_review' | 'approved' | 'rejected' | 'published' | 'archived';
  /** The version that counts: the best, and not always the last. Null before there is one; a whole number */
  current_version: number | null;
  /** What it was derived from; uuid */
  parent_id: string | null;
  tags: string[];
  /** date-time */
  created_at: string;
  /** date-time */
  updated_at: string;
  /** The version that counts */
  current: AssetVersionResponse | null;
  /** The newest first, 20 at most */
  designs: AssetDesign[];
}

export interface AssetPage {
  items: AssetResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface AssetProvenance {
  /** By a model, from the cache, by code alone, or by a person */
  mode: string;
  model: string | null;
  evidence_ids: string[];
  /** a whole number */
  cost_micro_usd: number;
}

export interface AssetResponse {
  /** uuid */
  id: string;
  /** uuid */
  campaign_id: string | null;
  /** uuid */
  move_id: string | null;
  kind: string;
  /** Null: it suits any */
  channel: string | null;
  title: string;
  state: 'draft' | 'in_review' | 'approved' | 'rejected' | 'published' | 'archived';
  /** The version that counts: the best, and not always the last. Null before there is one; a whole number */
  current_version: number | null;
  /** What it was derived from; uuid */
  parent_id: string | null;
  tags: string[];
  /** date-time */
  created_at: string;
  /** date-time */
  updated_at: string;
}

export interface AssetVersionPage {
  items: AssetVersionResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface AssetVersionResponse {
  /** uuid */
  id: string;
  /** uuid */
  asset_id: string;
  /** 1 comes first; a whole number */
  number: number;
  /** Its texts; of a drawing none */
  copy: AssetCopyField[];
  /** All that its author answered; null where it is too long for a list */
  content: Record<string, unknown> | null;
  /** SHA-256 of its copy, or of its drawing: what approvals and verdicts are about */
  content_hash: string;
  author_agent: string | null;
  /** The person, where no agent wrote it; uuid */
  author_id: string | null;
  revision_note: string | null;
  provenance: AssetProvenance;
  /** Mean of the panel, 1 to 10; null: nobody has scored it */
  score: number | null;
  /** date-time */
  created_at: string;
}

export interface AssignAgentRequest {
  /** As the `input_schema` of the agent says; 200 KiB at most */
  input: Record<string, unknown>;
  /** After it nothing more is paid for or waited for; a whole number; 2..3600 */
  deadline_seconds?: number;
  subject: AssignmentSubject;
  /** at most 64 */
  after?: AssignmentPredecessor[];
  /** What it may spend; left out: what its subject has; a whole number; 0..9007199254740991 */
  budget_micro_usd?: number;
}

export interface AssignmentPredecessor {
  /** uuid */
  id: string;
  /** Under which name in `inputs`; its id where none is given */
  as?: string;
  /** Where it fails, this one goes on without it */
  is_optional?: boolean;
}

export interface AssignmentSubject {
  type: 'campaign';
  /** uuid */
  id: string;
}

export interface AttachCohortRequest {
  /** uuid */
  cohort_id: string;
  /** Its share of the campaign, in percent; those of all its cohorts are at most 100 together; 0.01..100 */
  allocation_percentage: number;
  /** 1 comes first; a whole number; 1..1000 */
  priority_rank?: number;
  /** a whole number; 0..9007199254740991 */
  estimated_reach?: number | null;
  /** 0..1 */
  conversion_rate?: number | null;
}

export interface AttentionWindow {
  /** at most 64 characters */
  channel: string;
  /** 1 is Monday, 7 is Sunday; at most 7 */
  days: number[];
  /** In the workspace's timezone */
  from: string;
  to: string;
}

export interface AuditEntryResponse {
  /** 1, 2, 3 ... in each workspace; a whole number */
  seq: number;
  /** uuid */
  id: string;
  /** Of the message that announced it; uuid */
  event_id: string;
  actor_type: 'user' | 'api_key' | 'agent' | 'system';
  actor: string;
  action: string;
  subject_type: string;
  subject_id: string;
  /** SHA-256 of the subject before */
  before_hash: string | null;
  /** SHA-256 of the subject after */
  after_hash: string | null;
  /** Outside the hash */
  detail: Record<string, unknown>;
  /** date-time */
  occurred_at: string;
  /** date-time */
  created_at: string;
  /** `hash` of the entry before; null in the first */
  prev_hash: string | null;
  /** SHA-256 over all but `detail` */
  hash: string;
}

export interface AuditPage {
  items: AuditEntryResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface AuditVerdictResponse {
  /** Every entry is what was written, and follows the one before */
  ok: boolean;
  /** Entries, when all is well; a whole number */
  length: number | null;
  /** `hash` of the last, when all is well */
  head: string | null;
  /** The first number at which it is broken; a whole number */
  broken_at: number | null;
  reason: 'missing' | 'wrong_prev_hash' | 'wrong_hash' | null;
}

export interface BrandAllowlistFields {
  /** at most 500 */
  trademarks: string[];
  /** at most 500 */
  capitals: string[];
}

export interface BrandKitResponse {
  voice: BrandVoiceFields;
  /** at most 10 */
  tone: string[];
  lexicon: LexiconFields;
  /** at most 20 */
  palette: PaletteColourFields[];
  typography: TypographyFields;
  allowlist: BrandAllowlistFields;
  /** Each change is another version; earlier ones are kept; a whole number */
  version: number;
  /** date-time */
  updated_at: string;
}

export interface BrandVoiceFields {
  /** at most 1000 characters */
  summary: string;
  /** at most 20 */
  traits: string[];
  /** Texts that sound right; at most 20 */
  samples: string[];
}

export interface BriefStatement {
  text: string;
  evidence_ids: string[];
  /** 0 to 1; null where none is given */
  confidence: number | null;
  /** Of a figure */
  value: number | null;
  /** Of a figure */
  unit: string | null;
  /** Of a recommended channel */
  channel: string | null;
  /** Of a recommended channel: of the budget, 0 to 1 */
  share: number | null;
}

export interface BudgetResponse {
  period: string;
  /** By whose calendar months begin and end */
  timezone: string;
  /** a whole number */
  limit_micro_usd: number;
  /** a whole number */
  limit_tokens: number;
  /** What was billed beyond reservations included; a whole number */
  spent_micro_usd: number;
  /** For calls under way; a whole number */
  reserved_micro_usd: number;
  /** Of what is spent: billed beyond reservations; a whole number */
  overrun_micro_usd: number;
  /** a whole number */
  remaining_micro_usd: number;
  /** a whole number */
  tokens_spent: number;
  /** a whole number */
  tokens_reserved: number;
  /** a whole number */
  remaining_tokens: number;
  /** Of money or of tokens, whichever is used more; a whole number */
  percent_spent: number;
  /** At so much spent, in percent, somebody is told */
  alerts_at_percent: number[];
  /** The highest of these that was reached this month; a whole number */
  alerted_at_percent: number;
  /** From 95 % spent only the cheapest tier is paid for */
  paid_tiers: 'all' | 'flash' | 'none';
  /** Of the limits; also in the ETag; a whole number */
  version: number;
}

export interface BuyingTrigger {
  /** at most 200 characters */
  trigger: string;
  /** How one notices that it has happened; at most 200 characters */
  signal?: string;
}

export interface CalendarEntry {
  kind: 'campaign_start' | 'move' | 'campaign_end';
  /** Of the move, or of the campaign; uuid */
  id: string;
  /** uuid */
  campaign_id: string;
  title: string;
  /** Of a move */
  channel: string | null;
  /** The state of the move, or the status of the campaign */
  state: string;
  /** Of a day: its beginning in UTC; date-time */
  at: string;
}

export interface CalendarResponse {
  /** date-time */
  from: string;
  /** date-time */
  to: string;
  /** The earliest first, 500 at most */
  items: CalendarEntry[];
  /** False: there is more in this span, after the last item */
  is_complete: boolean;
}

export interface CampaignCohortPage {
  items: CampaignCohortResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface CampaignCohortResponse {
  /** uuid */
  id: string;
  /** uuid */
  campaign_id: string;
  /** uuid */
  cohort_id: string;
  /** a whole number */
  priority_rank: number;
  allocation_percentage: number;
  /** a whole number */
  estimated_reach: number | null;
  conversion_rate: number | null;
  /** date-time */
  created_at: string;
}

export interface CampaignCompetitor {
  /** uri; at most 2048 characters */
  url: string;
  /** at most 100 characters */
  name?: string;
}

export interface CampaignCostsResponse {
  /** Spent, with what was billed beyond reservations; a whole number */
  cost_micro_usd: number;
  /** Set aside for calls under way; a whole number */
  reserved_micro_usd: number;
  /** a whole number */
  tokens: number;
  /** Paid attempts; a whole number */
  entries: number;
  /** uuid */
  campaign_id: string;
  /** What agents may spend on it; a whole number */
  run_budget_micro_usd: number | null;
  /** The dearest first */
  by_agent: AgentCost[];
  /** The dearest first, 100 at most */
  by_model: ModelCost[];
}

export interface CampaignPage {
  items: CampaignResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface CampaignPerformanceResponse {
  /** date-time */
  from: string;
  /** Not included; date-time */
  to: string;
  /** How many days a step of the series has; a whole number */
  step_days: number;
  /** All channels, and what was told of the campaign as a whole */
  total: PerformanceFigures;
  channels: ChannelPerformance[];
  series: MetricSeries[];
  /** Channels without a single observation in the span */
  unmeasured: string[];
  /** uuid */
  campaign_id: string;
}

export interface CampaignQuoteResponse {
  /** The sum of the agents' medians, of those that have one; a whole number */
  p50_micro_usd: number;
  /** The sum of what 95 % of the runs of each agent stay below: seldom are all of them dear at once; a whole number */
  p95_micro_usd: number;
  /** False: of at least one agent nothing is known, so the sums are too low */
  is_complete: boolean;
  /** Whether `p95_micro_usd` fits what is left of this period; null when that cannot be said */
  fits: boolean | null;
  /** Left of this period; null: there is no budget; a whole number */
  remaining_micro_usd: number | null;
  /** a whole number */
  remaining_tokens: number | null;
  agents: QuotedAgent[];
}

export interface CampaignResponse {
  /** uuid */
  id: string;
  name: string;
  goal: string | null;
  source: CampaignSourceFields | null;
  objective_type: 'awareness' | 'consideration' | 'conversion' | 'retention' | 'advocacy';
  objective_metric: string | null;
  target_value: number | null;
  /** uuid */
  positioning_id: string | null;
  channels: string[];
  /** a whole number */
  media_budget_micro_usd: number;
  /** a whole number */
  run_budget_micro_usd: number | null;
  on_budget: 'wait' | 'floor';
  /** date */
  start_date: string | null;
  /** date */
  end_date: string | null;
  status: 'planning' | 'approved' | 'active' | 'paused' | 'completed' | 'failed' | 'cancelled' | 'archived';
  /** Why it is in this status, for people */
  status_reason: string | null;
  /** While paused: what it was before */
  resume_status: 'planning' | 'approved' | 'active' | null;
  /** Where the work on it is */
  stage:
    | 'routing'
    | 'research'
    | 'brief'
    | 'strategy'
    | 'creation'
    | 'review'
    | 'approval'
    | 'execution'
    | 'learning'
    | 'learnt';
  /** Who made it; may not approve what is risky in it */
  created_by: string;
  /** date-time */
  ended_at: string | null;
  /** Rises with every change: the `ETag`; a whole number */
  version: number;
  /** date-time */
  created_at: string;
  /** date-time */
  updated_at: string;
}

export interface CampaignSourceFields {
  /** The company’s site; uri; at most 2048 characters */
  site_url: string;
  /** at most 60 characters */
  company?: string;
  /** What it sells, in a sentence; at most 500 characters */
  offer?: string;
  /** Whom it is for; at most 80 characters */
  audience?: string;
  /** at most 100 characters */
  category?: string;
  /** Where it sells: ISO 3166-1, or EU */
  geography?: string;
  /** Where it can be written to: mail law wants it in every mail, and none is approved without; at most 300 characters */
  postal_address?: string;
  /** at most 5 */
  competitors?: CampaignCompetitor[];
  /** Pages on which customers speak; at most 10 */
  review_urls?: string[];
}

export interface ChangeAgentRequest {
  is_active?: boolean;
  /** Null: as the agent itself says */
  cadence?: 'on-demand' | '1-min' | '15-min' | '1-h' | '6-h' | 'daily' | 'weekly' | null;
  /** Takes the place of the settings before; 16 KiB at most */
  settings?: Record<string, unknown>;
}

export interface ChangeMemberRequest {
  role?: 'viewer' | 'analyst' | 'operator' | 'admin';
  status?: 'active' | 'suspended';
}

export interface ChangeWebhookRequest {
  /** uri; at most 2048 characters */
  url?: string;
  /** at most 100 */
  event_types?: string[];
  /** `active` also forgets the failures so far */
  state?: 'active' | 'disabled';
}

export interface ChangeWorkspaceRequest {
  /** at most 200 characters */
  name?: string;
  /** Put in the place of those that are there; 16 KiB of JSON at most */
  settings?: Record<string, unknown>;
}

export interface ChangedStatement {
  before: BriefStatement;
  after: BriefStatement;
  /** Which fields differ */
  fields: string[];
  /** Implications of either brief that cite evidence of it */
  implications: string[];
}

export interface ChannelPerformance {
  impressions: number;
  clicks: number;
  conversions: number;
  /** a whole number */
  cost_micro_usd: number;
  /** a whole number */
  revenue_micro_usd: number;
  /** Clicks per impression; null: unknown */
  ctr: MeasuredRate | null;
  /** Conversions per click; null: unknown */
  cvr: MeasuredRate | null;
  /** Cost per click; a whole number */
  cpc_micro_usd: number | null;
  /** Cost per conversion; a whole number */
  cpa_micro_usd: number | null;
  /** Cost per thousand impressions; a whole number */
  cpm_micro_usd: number | null;
  /** Revenue per money spent */
  roas: number | null;
  /** Null: told of the campaign as a whole */
  channel: string | null;
}

export interface CheckContentRequest {
  /** Where it is to appear */
  platform:
    | 'google_ads'
    | 'google_search'
    | 'youtube'
    | 'meta_ads'
    | 'facebook'
    | 'instagram'
    | 'linkedin_ads'
    | 'linkedin'
    | 'x'
    | 'tiktok'
    | 'email'
    | 'sms'
    | 'blog'
    | 'display';
  /** It counts as the main text of that platform; at most 5000 characters */
  text?: string;
  /** at most 19 */
  copy?: CheckedText[];
  /** Where it leads; uri; at most 2048 characters */
  final_url?: string;
  /** Where it is seen: ISO 3166, or EU; at most 50 */
  jurisdictions?: string[];
}

export interface CheckedContentResponse {
  platform:
    | 'google_ads'
    | 'google_search'
    | 'youtube'
    | 'meta_ads'
    | 'facebook'
    | 'instagram'
    | 'linkedin_ads'
    | 'linkedin'
    | 'x'
    | 'tiktok'
    | 'email'
    | 'sms'
    | 'blog'
    | 'display';
  /** The gravest of them; needs_review where a guardian is lacking */
  verdict: 'passed' | 'warning' | 'needs_review' | 'rejected';
  checks: GuardianVerdict[];
  /** Guardians who should have looked and cannot yet */
  lacking: string[];
}

export interface CheckedText {
  field:
    | 'headline'
    | 'long_headline'
    | 'description'
    | 'primary_text'
    | 'link_description'
    | 'title'
    | 'body'
    | 'subject'
    | 'preheader'
    | 'post'
    | 'call_to_action'
    | 'hashtag'
    | 'alt_text'
    | 'path'
    | 'link';
  /** at most 5000 characters */
  text: string;
}

export interface CohortPage {
  items: CohortResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface CohortResponse {
  /** uuid */
  id: string;
  name: string;
  summary: string;
  demographics: Record<string, unknown>;
  psychographics: Record<string, unknown>;
  pain_points: string[];
  goals: string[];
  buying_triggers: BuyingTrigger[];
  decision_criteria: DecisionCriterion[];
  objection_map: Objection[];
  attention_windows: AttentionWindow[];
  journey_distribution: JourneyDistribution;
  health_score: number | null;
  /** Rises with every change: the `ETag`; a whole number */
  version: number;
  /** date-time */
  created_at: string;
  /** date-time */
  updated_at: string;
}

export interface ComplianceCheckPage {
  items: ComplianceCheckResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface ComplianceCheckResponse {
  /** uuid */
  id: string;
  /** Null: a text by itself; uuid */
  asset_id: string | null;
  /** a whole number */
  asset_version: number | null;
  /** SHA-256 of what was checked: the verdict holds for that and nothing else */
  content_hash: string;
  platform: string;
  verdict: 'passed' | 'warning' | 'needs_review' | 'rejected';
  /** Rule by rule: what was observed, what is allowed, how bad it is, where that is written, and a way out */
  findings: Record<string, unknown>[];
  /** Which editions were applied */
  pack_versions: Record<string, string>;
  checked_by: string;
  /** date-time */
  created_at: string;
}

export interface CostItem {
  /** Spent, with what was billed beyond reservations; a whole number */
  cost_micro_usd: number;
  /** Set aside for calls under way; a whole number */
  reserved_micro_usd: number;
  /** a whole number */
  tokens: number;
  /** Paid attempts; a whole number */
  entries: number;
  /** Null: what belongs to no campaign, or to no person */
  key: string | null;
}

export interface CostTotal {
  /** Spent, with what was billed beyond reservations; a whole number */
  cost_micro_usd: number;
  /** Set aside for calls under way; a whole number */
  reserved_micro_usd: number;
  /** a whole number */
  tokens: number;
  /** Paid attempts; a whole number */
  entries: number;
}

export interface CostsResponse {
  group_by: 'agent' | 'model' | 'campaign' | 'user' | 'day';
  /** date-time */
  from: string;
  /** Not included; date-time */
  to: string;
  timezone: string;
  /** The dearest first, days in their order; 1,000 at most */
  items: CostItem[];
  /** There are more than are listed; `total` has them all */
  is_truncated: boolean;
  total: CostTotal;
}

export interface CreateApiKeyRequest {
  /** at most 100 characters */
  name: string;
  /** Not above the role of the one who makes it */
  role: 'viewer' | 'analyst' | 'operator' | 'admin';
  /** What it may be used for within its role; none: everything; at most 50 */
  scopes?: (
    | 'auth:read'
    | 'auth:write'
    | 'workspaces:read'
    | 'workspaces:write'
    | 'onboarding:read'
    | 'onboarding:write'
    | 'campaigns:read'
    | 'campaigns:write'
    | 'strategy:read'
    | 'strategy:write'
    | 'sources:read'
    | 'sources:write'
    | 'moves:read'
    | 'moves:write'
    | 'assets:read'
    | 'assets:write'
    | 'approvals:read'
    | 'approvals:write'
    | 'experiments:read'
    | 'experiments:write'
    | 'intelligence:read'
    | 'intelligence:write'
    | 'alerts:read'
    | 'alerts:write'
    | 'agents:read'
    | 'agents:write'
    | 'compliance:read'
    | 'compliance:write'
    | 'game:read'
    | 'game:write'
    | 'money:read'
    | 'money:write'
    | 'operations:read'
    | 'operations:write'
  )[];
  /** In the future; without it the key is good until revoked; date-time; at most 40 characters */
  expires_at?: string;
}

export interface CreateCampaignRequest {
  /** at most 2000 characters */
  goal?: string | null;
  /** What it is planned from; with it the council begins at once, without it nobody works on it */
  source?: CampaignSourceFields | null;
  /** at most 200 characters */
  objective_metric?: string | null;
  /** How much of `objective_metric` is wanted; 0.000001..1000000000000000 */
  target_value?: number | null;
  /** What it is to say, and to whom; uuid */
  positioning_id?: string | null;
  /** at most 14 */
  channels?: (
    | 'google_ads'
    | 'google_search'
    | 'youtube'
    | 'meta_ads'
    | 'facebook'
    | 'instagram'
    | 'linkedin_ads'
    | 'linkedin'
    | 'x'
    | 'tiktok'
    | 'email'
    | 'sms'
    | 'blog'
    | 'display'
  )[];
  /** For placing it: what channels cost; a whole number; 0..9007199254740991 */
  media_budget_micro_usd?: number;
  /** For making it: what agents may spend, within the workspace's budget. Null: what the workspace has; a whole number; 0..9007199254740991 */
  run_budget_micro_usd?: number | null;
  /** When the money is used up: wait for more, or go on with what agents can do without a model */
  on_budget?: 'wait' | 'floor';
  /** date */
  start_date?: string | null;
  /** The last day; not before `start_date`; date */
  end_date?: string | null;
  /** No other campaign has it; at most 200 characters */
  name: string;
  objective_type: 'awareness' | 'consideration' | 'conversion' | 'retention' | 'advocacy';
}

export interface CreateCohortRequest {
  /** at most 2000 characters */
  summary?: string;
  /** Age, place, income and the like, in words of your own; 8 KiB of JSON at most */
  demographics?: Record<string, unknown>;
  /** Values, attitudes, habits, in words of your own; 8 KiB of JSON at most */
  psychographics?: Record<string, unknown>;
  /** At most 300 characters each; at most 20 */
  pain_points?: string[];
  /** At most 300 characters each; at most 20 */
  goals?: string[];
  /** at most 15 */
  buying_triggers?: BuyingTrigger[];
  /** Their weights sum to 1, within 0.001; at most 20 */
  decision_criteria?: DecisionCriterion[];
  /** at most 15 */
  objection_map?: Objection[];
  /** at most 20 */
  attention_windows?: AttentionWindow[];
  /** Its shares sum to 1, within 0.001 */
  journey_distribution?: JourneyDistribution;
  /** 0..1 */
  health_score?: number | null;
  /** No other cohort has it; at most 200 characters */
  name: string;
}

export interface CreatePositioningRequest {
  /** at most 1000 characters */
  problem_statement?: string;
  /** What they are to take us for; at most 1000 characters */
  category_frame?: string;
  /** at most 1000 characters */
  differentiator?: string;
  /** at most 1000 characters */
  reason_to_believe?: string;
  /** What they do without us; at most 1000 characters */
  competitive_alternative?: string;
  /** 0..1 */
  confidence?: number;
  /** Whether its cohort is spoken to by it. Making one active makes the other of that cohort inactive */
  is_active?: boolean;
  /** Whom it is for; uuid */
  cohort_id: string;
  /** at most 1000 characters */
  for_whom: string;
}

export interface CreateWebhookRequest {
  /** uri; at most 2048 characters */
  url: string;
  /** Types of the live channel; at most 100 */
  event_types: string[];
}

export interface CreatedApiKeyResponse {
  /** uuid */
  id: string;
  name: string;
  /** The first characters of its secret part, to tell keys apart */
  prefix: string;
  role: 'viewer' | 'analyst' | 'operator' | 'admin';
  scopes: (
    | 'auth:read'
    | 'auth:write'
    | 'workspaces:read'
    | 'workspaces:write'
    | 'onboarding:read'
    | 'onboarding:write'
    | 'campaigns:read'
    | 'campaigns:write'
    | 'strategy:read'
    | 'strategy:write'
    | 'sources:read'
    | 'sources:write'
    | 'moves:read'
    | 'moves:write'
    | 'assets:read'
    | 'assets:write'
    | 'approvals:read'
    | 'approvals:write'
    | 'experiments:read'
    | 'experiments:write'
    | 'intelligence:read'
    | 'intelligence:write'
    | 'alerts:read'
    | 'alerts:write'
    | 'agents:read'
    | 'agents:write'
    | 'compliance:read'
    | 'compliance:write'
    | 'game:read'
    | 'game:write'
    | 'money:read'
    | 'money:write'
    | 'operations:read'
    | 'operations:write'
  )[];
  /** To the minute; date-time */
  last_used_at: string | null;
  /** date-time */
  expires_at: string | null;
  /** date-time */
  revoked_at: string | null;
  /** date-time */
  created_at: string;
  /** The key itself, as a bearer token. Shown here and never again */
  key: string;
}

export interface CreatedWebhookResponse {
  /** uuid */
  id: string;
  /** uri */
  url: string;
  event_types: string[];
  state: 'active' | 'disabled';
  /** Deliveries that failed since the last one that did not; a whole number */
  failure_count: number;
  /** Why it was disabled, where nobody did it */
  disabled_note: string | null;
  /** a whole number */
  version: number;
  /** date-time */
  created_at: string;
  /** date-time */
  updated_at: string;
  /** What deliveries are signed with. Shown here and never again */
  secret: string;
}

export interface DeadLetterDetailResponse {
  /** uuid */
  id: string;
  /** Who could not handle it */
  service: 'gateway' | 'council' | 'research' | 'muse' | 'matrix' | 'guardian';
  /** Of the message */
  event_id: string;
  name: string;
  channel: string;
  /** Of the latest failure */
  reason: 'max_retries_exceeded' | 'schema_violation' | 'routing_error' | 'processing_timeout' | 'publish_error';
  failure: DeadLetterFailure;
  /** Over all its tries; a whole number */
  attempts: number;
  state: 'open' | 'queued' | 'redriven' | 'discarded';
  /** It has been given another payload than it came with */
  is_edited: boolean;
  /** date-time */
  created_at: string;
  /** date-time */
  closed_at: string | null;
  /** As it came; null where it cannot be read, or is very large */
  payload: Record<string, unknown> | null;
  /** What is handled in its place; null as long as nobody has edited it */
  edited_payload: Record<string, unknown> | null;
  actor: string | null;
  /** The request that it all began with */
  correlation_id: string | null;
  /** How it became one, and the latest hundred */
  history: DeadLetterEvent[];
}

export interface DeadLetterEvent {
  did: 'buried' | 'queued' | 'edited' | 'discarded' | 'redriven' | 'failed';
  by: string;
  /** date-time */
  at: string;
  /** Why it was discarded */
  reason: string | null;
  /** The fields that an edit changed */
  fields: string[];
  failure: DeadLetterFailure | null;
}

export interface DeadLetterFailure {
  code: string;
  message: string;
}

export interface DeadLetterPage {
  /** Newest first */
  items: DeadLetterResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
  /** Services that did not answer; their dead letters are missing */
  unavailable: string[];
}

export interface DeadLetterResponse {
  /** uuid */
  id: string;
  /** Who could not handle it */
  service: 'gateway' | 'council' | 'research' | 'muse' | 'matrix' | 'guardian';
  /** Of the message */
  event_id: string;
  name: string;
  channel: string;
  /** Of the latest failure */
  reason: 'max_retries_exceeded' | 'schema_violation' | 'routing_error' | 'processing_timeout' | 'publish_error';
  failure: DeadLetterFailure;
  /** Over all its tries; a whole number */
  attempts: number;
  state: 'open' | 'queued' | 'redriven' | 'discarded';
  /** It has been given another payload than it came with */
  is_edited: boolean;
  /** date-time */
  created_at: string;
  /** date-time */
  closed_at: string | null;
}

export interface DeadLettersOfService {
  reason?: 'max_retries_exceeded' | 'schema_violation' | 'routing_error' | 'processing_timeout' | 'publish_error';
  /** Of the message */
  name?: string;
  /** Buried from then on; date-time */
  since?: string;
  /** Buried before; date-time */
  until?: string;
  service?: 'gateway' | 'council' | 'research' | 'muse' | 'matrix' | 'guardian';
}

export interface DecideApprovalRequest {
  /** The `content_hash` of what was looked at: what has changed since is not decided with it */
  content_hash: string;
  /** at most 2000 characters */
  note?: string;
}

export interface DecisionCriterion {
  /** at most 150 characters */
  criterion: string;
  /** Those of a cohort sum to 1; 0..1 */
  weight: number;
}

export interface DecisionPage {
  items: DecisionResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface DecisionResponse {
  /** uuid */
  id: string;
  lord: string;
  kind: 'routing' | 'approval' | 'override' | 'conflict' | 'budget' | 'stop';
  subject_type: string;
  /** uuid */
  subject_id: string;
  /** uuid */
  campaign_id: string | null;
  /** In a word */
  decision: string;
  detail: Record<string, unknown>;
  reasoning: string;
  dissent: string | null;
  evidence_ids: string[];
  /** date-time */
  created_at: string;
}

export interface DelegateApprovalRequest {
  /** An active member whose role is enough for its risk; uuid */
  user_id: string;
}

export interface DiscardRequest {
  /** Why nobody is to handle it; at most 500 characters */
  reason: string;
}

export interface EmergencyStopList {
  items: EmergencyStopResponse[];
}

export interface EmergencyStopResponse {
  /** uuid */
  id: string;
  scope: 'agent' | 'guild' | 'workspace';
  target: string;
  reason: 'budget' | 'degradation' | 'crisis' | 'manual';
  started_by: string;
  /** date-time */
  started_at: string;
  ended_by: string | null;
  /** date-time */
  ended_at: string | null;
}

export interface EvidenceResponse {
  /** The service that keeps it, and the SHA-256 of its content */
  id: string;
  kind: 'page' | 'feed' | 'memory' | 'rows' | 'vendor';
  /** Through which source it was read */
  source: string;
  url: string | null;
  title: string | null;
  /** As plain text: quotes are from here, word for word */
  text: string;
  /** What is known of it besides its text, by its kind */
  data: Record<string, unknown> | null;
  /** False where it was too long to travel: `text` is cut, or `data` left out */
  is_whole: boolean;
  /** The last time; date-time */
  seen_at: string;
  /** Written by strangers */
  tainted: boolean;
}

export interface FieldProblem {
  /** Path of the field */
  field: string;
  /** What is wrong with it */
  message: string;
}

export interface FleetReplica {
  /** The slot; a restarted process keeps it */
  replica: string;
  /** The process; new at every start */
  instance: string;
  state: 'alive' | 'dead' | 'left';
  ready: boolean;
  version: string;
  /** date-time */
  started_at: string;
  /** date-time */
  last_beat_at: string;
  /** Milliseconds between beats; three missed ones mean dead */
  beat_interval_ms: number;
  /** Messages this replica is working on */
  in_flight: number;
  /** 99th percentile of the event loop delay, ms */
  event_loop_delay_ms: number;
  /** Resident set size, bytes */
  memory_bytes: number;
}

export interface FleetResponse {
  /** When this view was made; date-time */
  at: string;
  /** True when every service is ready */
  healthy: boolean;
  services: FleetService[];
}

export interface FleetService {
  service: 'gateway' | 'council' | 'research' | 'muse' | 'matrix' | 'guardian';
  purpose: string;
  state: 'ready' | 'not_ready' | 'dead' | 'unknown';
  /** Versions of the replicas that are alive */
  versions: string[];
  /** date-time */
  last_beat_at?: string | null;
  /** Messages waiting for this service that no replica has taken */
  lag: number;
  /** Messages taken and not yet acknowledged */
  pending: number;
  /** Agents its live replicas run */
  agents: number;
  replicas: FleetReplica[];
}

export interface ForgotPasswordRequest {
  /** email; at most 254 characters */
  email: string;
}

export interface FoundWorkspaceRequest {
  /** at most 200 characters */
  name: string;
  /** Unique in this installation. Left out, it is made of the name */
  slug?: string;
  /** Its days and months. Stays as it is; at most 64 characters */
  timezone?: string;
}

export interface GrantWaiverRequest {
  /** at most 200 characters */
  rule_id: string;
  /** For whoever asks later; at most 2000 characters */
  reason: string;
  /** The `content_hash` of the check: it holds for that and nothing else */
  content_hash: string;
  /** In the future; date-time */
  expires_at: string;
}

export interface GuardianVerdict {
  agent_code: string;
  verdict: 'passed' | 'warning' | 'needs_review' | 'rejected';
  /** Of what it has looked at: for waivers */
  content_hash: string;
  findings: Record<string, unknown>[];
  pack_versions: Record<string, string>;
}

export interface ImplicationStatement {
  text: string;
  evidence_ids: string[];
}

export interface ImplicationsDiff {
  added: ImplicationStatement[];
  removed: ImplicationStatement[];
  /** In both, though statements that they cite the evidence of were removed or have changed: look again */
  shaken: ImplicationStatement[];
}

export interface InviteMemberRequest {
  /** email; at most 254 characters */
  email: string;
  role: 'viewer' | 'analyst' | 'operator' | 'admin';
}

export interface InvokeAgentRequest {
  /** As the `input_schema` of the agent says; 200 KiB at most */
  input: Record<string, unknown>;
  /** After it nothing more is paid for or waited for; a whole number; 2..3600 */
  deadline_seconds?: number;
}

export interface JourneyDistribution {
  /** 0..1 */
  unaware?: number;
  /** 0..1 */
  problem_aware?: number;
  /** 0..1 */
  solution_aware?: number;
  /** 0..1 */
  product_aware?: number;
  /** 0..1 */
  most_aware?: number;
}

export interface KeywordPage {
  items: KeywordResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface KeywordResponse {
  /** uuid */
  id: string;
  keyword: string;
  cluster: string | null;
  intent: 'informational' | 'navigational' | 'commercial' | 'transactional';
  /** Searches a month; null: no source said; a whole number */
  volume: number | null;
  /** 0 to 100, as vendors count; null: no source said */
  difficulty: number | null;
  /** 0 to 1: how far competitors are ahead */
  gap_score: number;
  evidence_id: string;
  /** date-time */
  created_at: string;
  /** date-time */
  updated_at: string;
}

export interface LeaderboardEntry {
  /** uuid */
  id: string;
  /** uuid */
  user_id: string;
  /** a whole number */
  total_xp: number;
  /** a whole number */
  level: number;
  /** In weeks; a whole number */
  current_streak: number;
}

export interface LeaderboardPage {
  items: LeaderboardEntry[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface LexiconFields {
  /** at most 50 */
  required: string[];
  /** at most 500 */
  banned: string[];
  /** What to say instead */
  preferred: Record<string, string>;
}

export interface LoginRequest {
  /** email; at most 254 characters */
  email: string;
  /** at most 256 characters */
  password: string;
  /** The workspace to sign in to. Without it: the one joined first; uuid */
  workspace_id?: string;
}

export interface LogoutRequest {
  /** Any of the session; at most 200 characters */
  refresh_token: string;
}

export interface MeResponse {
  type: 'user' | 'api_key';
  /** Of the person, or of the key; uuid */
  id: string;
  email: string | null;
  display_name: string | null;
  email_verified: boolean | null;
  /** Of the token; uuid */
  workspace_id: string;
  /** In that workspace */
  role: 'viewer' | 'analyst' | 'operator' | 'admin';
  /** What a key may be used for; none: everything its role is for */
  scopes: string[];
  /** Of a person: all, the one joined first before the others */
  workspaces: MyWorkspaceResponse[];
}

export interface MeasuredRate {
  value: number;
  low: number;
  high: number;
}

export interface MemberPage {
  items: MemberResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface MemberResponse {
  /** uuid */
  user_id: string;
  email: string | null;
  /** Null until the invitation is accepted */
  display_name: string | null;
  role: 'viewer' | 'analyst' | 'operator' | 'admin';
  status: 'invited' | 'active' | 'suspended';
  /** Null for who has not joined yet; date-time */
  joined_at: string | null;
  /** a whole number */
  version: number;
  /** date-time */
  created_at: string;
  /** date-time */
  updated_at: string;
}

export interface MemoriesResponse {
  /** Most similar first */
  items: MemoryResponse[];
  /** Why memories may be missing: the index is away or is being restored. Null: none is missing */
  context_unavailable: string | null;
}

export interface MemoryResponse {
  /** uuid */
  id: string;
  kind: 'answers' | 'facts' | 'copy' | 'learnings' | 'research';
  /** The passage that was found */
  text: string;
  /** 0 to 1 */
  similarity: number;
  /** Written from text of strangers */
  tainted: boolean;
  metadata: Record<string, unknown>;
}

export interface MessagesResponse {
  /** uuid */
  id: string;
  /** uuid */
  positioning_id: string;
  primary_claim: string;
  sub_claims: string[];
  proof_points: ProofPoint[];
  tagline: string;
  elevator_pitch: string;
  content_pillars: string[];
  tone: string;
  /** Rises with every change: the `ETag`; a whole number */
  version: number;
  /** date-time */
  created_at: string;
  /** date-time */
  updated_at: string;
}

export interface MetricSeries {
  /** Null: told of the campaign as a whole */
  channel: string | null;
  metric: string;
  /** Counts add up; of other metrics it is the mean of the step */
  measure: 'sum' | 'mean';
  /** The earliest first; steps without an observation are left out */
  points: SeriesPoint[];
}

export interface ModelCost {
  /** Spent, with what was billed beyond reservations; a whole number */
  cost_micro_usd: number;
  /** Set aside for calls under way; a whole number */
  reserved_micro_usd: number;
  /** a whole number */
  tokens: number;
  /** Paid attempts; a whole number */
  entries: number;
  /** The model; of a look-up or a drawing, who was paid */
  model: string;
}

export interface MovePage {
  items: MoveResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface MoveResponse {
  /** uuid */
  id: string;
  /** uuid */
  campaign_id: string;
  /** uuid */
  quest_id: string | null;
  /** The number of the chapter of its quest; a whole number */
  chapter: number | null;
  name: string;
  kind: string;
  channel: string;
  state: 'planned' | 'observe' | 'orient' | 'decide' | 'act' | 'complete' | 'killed';
  /** What it was planned with */
  inputs: Record<string, unknown>;
  metrics: Record<string, unknown>;
  /** 0 to 1 */
  progress: number;
  health: 'green' | 'amber' | 'red';
  /** date-time */
  scheduled_for: string | null;
  /** What must not leave twice; set just before it leaves */
  effect_key: string | null;
  /** What the channel said. Null with an `effect_key`: it may have left, nobody knows yet */
  receipt: Record<string, unknown> | null;
  /** date-time */
  executed_at: string | null;
  /** Rises with every change: the `ETag`; a whole number */
  version: number;
  /** date-time */
  created_at: string;
  /** date-time */
  updated_at: string;
}

export interface MyWorkspaceResponse {
  /** uuid */
  id: string;
  name: string;
  slug: string;
  plan: 'free' | 'pro' | 'enterprise';
  role: 'viewer' | 'analyst' | 'operator' | 'admin';
}

export interface NotificationPage {
  items: NotificationResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
  /** All that are not read, on whichever page; a whole number */
  unread: number;
}

export interface NotificationResponse {
  /** uuid */
  id: string;
  /** Whether it is for everybody in the workspace; else it is for you alone */
  is_shared: boolean;
  type: string;
  title: string;
  body: string;
  /** Where to go from it */
  link: string | null;
  priority: 'low' | 'normal' | 'high' | 'critical';
  /** When you have read it: a shared one is read by each for themselves; date-time */
  read_at: string | null;
  /** date-time */
  expires_at: string | null;
  /** date-time */
  created_at: string;
}

export interface Objection {
  /** at most 300 characters */
  objection: string;
  /** at most 500 characters */
  answer: string;
}

export interface ObservationFields {
  subject_type: 'workspace' | 'campaign' | 'move' | 'asset' | 'channel' | 'competitor' | 'keyword' | 'topic';
  /** Of what has one, such as a move; the name of what has none, such as a channel. Of one channel of a campaign: `<campaign id>/<channel>`; at most 200 characters */
  subject_id: string;
  /** `impressions`, `clicks`, `conversions`, `cost_micro_usd` and `revenue_micro_usd` are understood */
  metric: string;
  /** -1000000000000000..1000000000000000 */
  value: number;
  /** date-time */
  observed_at: string;
  /** Who measured it. Figures of several sources at one moment add up; the same one told again does not; at most 200 characters */
  source_id?: string;
}

export interface ObservationPage {
  items: ObservationResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface ObservationResponse {
  /** uuid */
  id: string;
  subject_type: 'workspace' | 'campaign' | 'move' | 'asset' | 'channel' | 'competitor' | 'keyword' | 'topic';
  subject_id: string;
  metric: string;
  value: number;
  /** date-time */
  observed_at: string;
  /** Empty where nobody said */
  source_id: string;
  /** date-time */
  created_at: string;
}

export interface PaletteColourFields {
  /** at most 50 characters */
  role: string;
  hex: string;
}

export interface PatchCampaignRequest {
  /** at most 2000 characters */
  goal?: string | null;
  /** What it is planned from; with it the council begins at once, without it nobody works on it */
  source?: CampaignSourceFields | null;
  /** at most 200 characters */
  objective_metric?: string | null;
  /** How much of `objective_metric` is wanted; 0.000001..1000000000000000 */
  target_value?: number | null;
  /** What it is to say, and to whom; uuid */
  positioning_id?: string | null;
  /** at most 14 */
  channels?: (
    | 'google_ads'
    | 'google_search'
    | 'youtube'
    | 'meta_ads'
    | 'facebook'
    | 'instagram'
    | 'linkedin_ads'
    | 'linkedin'
    | 'x'
    | 'tiktok'
    | 'email'
    | 'sms'
    | 'blog'
    | 'display'
  )[];
  /** For placing it: what channels cost; a whole number; 0..9007199254740991 */
  media_budget_micro_usd?: number;
  /** For making it: what agents may spend, within the workspace's budget. Null: what the workspace has; a whole number; 0..9007199254740991 */
  run_budget_micro_usd?: number | null;
  /** When the money is used up: wait for more, or go on with what agents can do without a model */
  on_budget?: 'wait' | 'floor';
  /** date */
  start_date?: string | null;
  /** The last day; not before `start_date`; date */
  end_date?: string | null;
  /** at most 200 characters */
  name?: string;
  objective_type?: 'awareness' | 'consideration' | 'conversion' | 'retention' | 'advocacy';
}

export interface PatchCohortRequest {
  /** at most 2000 characters */
  summary?: string;
  /** Age, place, income and the like, in words of your own; 8 KiB of JSON at most */
  demographics?: Record<string, unknown>;
  /** Values, attitudes, habits, in words of your own; 8 KiB of JSON at most */
  psychographics?: Record<string, unknown>;
  /** At most 300 characters each; at most 20 */
  pain_points?: string[];
  /** At most 300 characters each; at most 20 */
  goals?: string[];
  /** at most 15 */
  buying_triggers?: BuyingTrigger[];
  /** Their weights sum to 1, within 0.001; at most 20 */
  decision_criteria?: DecisionCriterion[];
  /** at most 15 */
  objection_map?: Objection[];
  /** at most 20 */
  attention_windows?: AttentionWindow[];
  /** Its shares sum to 1, within 0.001 */
  journey_distribution?: JourneyDistribution;
  /** 0..1 */
  health_score?: number | null;
  /** at most 200 characters */
  name?: string;
}

export interface PatchMoveRequest {
  /** at most 200 characters */
  name?: string;
  /** When it is to run; null: when somebody says so; date-time */
  scheduled_for?: string | null;
}

export interface PatchPositioningRequest {
  /** at most 1000 characters */
  problem_statement?: string;
  /** What they are to take us for; at most 1000 characters */
  category_frame?: string;
  /** at most 1000 characters */
  differentiator?: string;
  /** at most 1000 characters */
  reason_to_believe?: string;
  /** What they do without us; at most 1000 characters */
  competitive_alternative?: string;
  /** 0..1 */
  confidence?: number;
  /** Whether its cohort is spoken to by it. Making one active makes the other of that cohort inactive */
  is_active?: boolean;
  /** at most 1000 characters */
  for_whom?: string;
}

export interface PerformanceFigures {
  impressions: number;
  clicks: number;
  conversions: number;
  /** a whole number */
  cost_micro_usd: number;
  /** a whole number */
  revenue_micro_usd: number;
  /** Clicks per impression; null: unknown */
  ctr: MeasuredRate | null;
  /** Conversions per click; null: unknown */
  cvr: MeasuredRate | null;
  /** Cost per click; a whole number */
  cpc_micro_usd: number | null;
  /** Cost per conversion; a whole number */
  cpa_micro_usd: number | null;
  /** Cost per thousand impressions; a whole number */
  cpm_micro_usd: number | null;
  /** Revenue per money spent */
  roas: number | null;
}

export interface PersonaBuyingRole {
  role: string;
  /** 0 to 1 */
  influence: number;
}

export interface PersonaPage {
  items: PersonaResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface PersonaPain {
  text: string;
  /** Share of the sources that mention it, 0 to 1 */
  frequency: number;
  /** How much it hurts, 0 to 1 */
  intensity: number;
}

export interface PersonaQuote {
  text: string;
  evidence_id: string;
}

export interface PersonaResponse {
  /** uuid */
  id: string;
  name: string;
  narrative: string;
  /** The worst first */
  pains: PersonaPain[];
  motivations: string[];
  quotes: PersonaQuote[];
  buying_group: PersonaBuyingRole[];
  /** The documents it was made from */
  source_ids: string[];
  /** date-time */
  created_at: string;
  /** date-time */
  updated_at: string;
}

export interface PolicyPackList {
  items: PolicyPackResponse[];
}

export interface PolicyPackResponse {
  platform: string;
  version: string;
  /** date */
  effective_from: string;
  /** By then somebody has to look whether it still holds; date */
  review_by: string;
  /** How many rules it has; a whole number */
  rules: number;
  /** SHA-256 of its rules */
  content_hash: string;
  /** It is the one that checks go by today */
  is_in_force: boolean;
}

export interface PositioningPage {
  items: PositioningResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface PositioningResponse {
  /** uuid */
  id: string;
  /** uuid */
  cohort_id: string;
  for_whom: string;
  problem_statement: string;
  category_frame: string;
  differentiator: string;
  reason_to_believe: string;
  competitive_alternative: string;
  confidence: number;
  is_active: boolean;
  /** Rises with every change: the `ETag`; a whole number */
  version: number;
  /** date-time */
  created_at: string;
  /** date-time */
  updated_at: string;
}

export interface Problem {
  type: string;
  title: string;
  /** a whole number */
  status: number;
  /** Stable code to switch on */
  code:
    | 'REQUEST_MALFORMED'
    | 'REQUEST_INVALID'
    | 'REQUEST_TOO_LARGE'
    | 'REQUEST_UNSUPPORTED_MEDIA_TYPE'
    | 'REQUEST_TIMEOUT'
    | 'IDEMPOTENCY_KEY_REUSED'
    | 'IDEMPOTENT_REQUEST_RUNNING'
    | 'NAME_TAKEN'
    | 'STATE_FORBIDS'
    | 'UPGRADE_REQUIRED'
    | 'ROUTE_NOT_FOUND'
    | 'RESOURCE_NOT_FOUND'
    | 'VERSION_CHANGED'
    | 'AUTH_REQUIRED'
    | 'AUTH_INVALID_CREDENTIALS'
    | 'AUTH_TOKEN_OUTDATED'
    | 'AUTH_SESSION_ENDED'
    | 'AUTH_LINK_INVALID'
    | 'AUTH_FORBIDDEN'
    | 'AUTH_NO_WORKSPACE'
    | 'RATE_LIMITED'
    | 'SERVICE_UNAVAILABLE'
    | 'DEADLINE_EXCEEDED'
    | 'WRITE_CONFLICT'
    | 'MESSAGE_INVALID'
    | 'EGRESS_REFUSED'
    | 'EGRESS_FAILED'
    | 'AGENT_UNKNOWN'
    | 'AGENT_PLANNED'
    | 'AGENT_BUSY'
    | 'AGENT_INPUT_INVALID'
    | 'AGENT_ANSWER_INVALID'
    | 'ASSIGNMENTS_INVALID'
    | 'PREDECESSOR_FAILED'
    | 'WORK_STOPPED'
    | 'BUDGET_EXHAUSTED'
    | 'BUDGET_TIER_TOO_DEAR'
    | 'BUDGET_UNAVAILABLE'
    | 'MODEL_REFUSED'
    | 'MODEL_CUT_OFF'
    | 'MODEL_BLOCKED'
    | 'MODEL_UNKNOWN_TOOL'
    | 'MODEL_MALFORMED'
    | 'MODEL_RATE_LIMITED'
    | 'MODEL_OVERLOADED'
    | 'MODEL_UNAVAILABLE'
    | 'MODEL_TIMEOUT'
    | 'MODEL_SPEND_LIMIT'
    | 'MODEL_REJECTED_REQUEST'
    | 'INTERNAL';
  /** This occurrence, in a sentence */
  detail: string;
  /** Also in the X-Request-Id header and in the logs */
  request_id: string;
  errors?: FieldProblem[];
  /** What to do about it */
  suggestion?: string;
}

export interface ProofPoint {
  /** at most 500 characters */
  claim: string;
  /** What the claim rests on: without it, it is none */
  evidence_id: string;
}

export interface PutBrandKitRequest {
  voice: BrandVoiceFields;
  /** at most 10 */
  tone: string[];
  lexicon: LexiconFields;
  /** at most 20 */
  palette: PaletteColourFields[];
  typography: TypographyFields;
  allowlist: BrandAllowlistFields;
}

export interface PutMessagesRequest {
  /** at most 500 characters */
  primary_claim: string;
  /** At most 300 characters each; at most 20 */
  sub_claims?: string[];
  /** at most 30 */
  proof_points?: ProofPoint[];
  /** at most 200 characters */
  tagline?: string;
  /** at most 2000 characters */
  elevator_pitch?: string;
  /** At most 200 characters each; at most 10 */
  content_pillars?: string[];
  /** at most 500 characters */
  tone?: string;
}

export interface QuestChapter {
  /** 1 comes first; a whole number */
  number: number;
  name: string;
  /** Names of its moves */
  moves: string[];
  success_criteria: string[];
  /** a whole number */
  xp_reward: number;
}

export interface QuestPage {
  items: QuestResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface QuestResponse {
  /** uuid */
  id: string;
  /** uuid */
  campaign_id: string;
  title: string;
  chapters: QuestChapter[];
  /** 0 to 1 */
  estimated_conversion_rate: number | null;
  /** Gain over cost: 0 is money back, -1 is all of it lost */
  estimated_roi: number | null;
  /** 0 to 1 */
  confidence: number;
  risks: QuestRiskResponse[];
  /** a whole number */
  total_xp: number;
  status: 'proposed' | 'active' | 'completed' | 'superseded';
  /** a whole number */
  version: number;
  /** date-time */
  created_at: string;
  /** date-time */
  updated_at: string;
}

export interface QuestRiskResponse {
  risk: string;
  /** 0 to 1 */
  likelihood: number;
  answer: string;
}

export interface QuoteCampaignRequest {
  objective_type: 'awareness' | 'consideration' | 'conversion' | 'retention' | 'advocacy';
  /** at most 14 */
  channels: (
    | 'google_ads'
    | 'google_search'
    | 'youtube'
    | 'meta_ads'
    | 'facebook'
    | 'instagram'
    | 'linkedin_ads'
    | 'linkedin'
    | 'x'
    | 'tiktok'
    | 'email'
    | 'sms'
    | 'blog'
    | 'display'
  )[];
  /** Competitors are named, and will be looked at */
  has_competitors?: boolean;
  /** The industry has rules of its own: health, money, alcohol */
  is_regulated?: boolean;
  /** What one run is taken to cost of an agent that has run too seldom here. Without it nothing is guessed; a whole number; 0..1000000000 */
  estimate_micro_usd?: number;
}

export interface QuoteRequest {
  /** at most 87 */
  agent_codes: string[];
}

export interface QuoteResponse {
  /** One a code, in the order in which they were asked for */
  items: AgentQuote[];
  /** Of all together; null where one is not known; a whole number */
  p50_micro_usd: number | null;
  /** Of all together, at most; null where one is not known; a whole number */
  p95_micro_usd: number | null;
  /** a whole number */
  remaining_micro_usd: number;
  /** a whole number */
  remaining_tokens: number;
  paid_tiers: 'all' | 'flash' | 'none';
}

export interface QuotedAgent {
  agent_code: string;
  name: string;
  /** Parts of the work it does, a run each */
  parts: string[];
  /** False: switched off in this workspace, and not in the sums */
  is_active: boolean;
  basis: 'history' | 'estimate' | 'nothing';
  /** Past runs that were looked at; a whole number */
  past_runs: number;
  /** Of one run; a whole number */
  p50_micro_usd: number | null;
  /** Of one run; a whole number */
  p95_micro_usd: number | null;
}

export interface RaiseAlertRequest {
  alert_type: string;
  urgency: 'low' | 'medium' | 'high' | 'critical';
  /** at most 500 characters */
  title: string;
  /** at most 5000 characters */
  recommended_action?: string;
  /** A signal raises one alert of each type; uuid */
  signal_id?: string;
  /** From when on it is of no interest; date-time */
  expires_at?: string;
}

export interface RecordObservationsRequest {
  /** at most 1000 */
  observations: ObservationFields[];
}

export interface RecordResponseRequest {
  /** at most 2000 characters */
  action: string;
  /** 0..1 */
  effectiveness?: number;
  /** at most 5000 characters */
  lessons?: string;
}

export interface RecordedObservationsResponse {
  /** a whole number */
  received: number;
  /** That were new; a whole number */
  added: number;
  /** That had been told before: the first word stands; a whole number */
  known: number;
}

export interface RedriveMatchingRequest {
  /** At least one field; only open ones are taken */
  filter: DeadLettersOfService;
}

export interface RedriveMatchingResponse {
  /** To be handled again; a whole number */
  queued: number;
  /** There may be more: ask again */
  has_more: boolean;
  services: RedrivenInService[];
  /** Services that did not answer */
  unavailable: string[];
}

export interface RedriveRequest {
  /** Handled in the place of what came; it must fit the class of the message */
  payload?: Record<string, unknown>;
}

export interface RedrivenInService {
  service: 'gateway' | 'council' | 'research' | 'muse' | 'matrix' | 'guardian';
  /** a whole number */
  queued: number;
  /** A service takes 1,000 at a time: ask again */
  has_more: boolean;
}

export interface RefreshRequest {
  /** The newest of the session: it is good once; at most 200 characters */
  refresh_token: string;
  /** Goes on in another workspace. Without it: in the one of the session; uuid */
  workspace_id?: string;
}

export interface RegisterRequest {
  /** email; at most 254 characters */
  email: string;
  /** at most 256 characters */
  password: string;
  /** at most 200 characters */
  display_name: string;
  /** Of the first workspace; at most 200 characters */
  workspace_name: string;
  /** at most 64 characters */
  timezone?: string;
}

export interface ResearchReportPage {
  items: ResearchReportResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface ResearchReportResponse {
  /** uuid */
  id: string;
  agent_code: string;
  /** Null: for the workspace as a whole; uuid */
  campaign_id: string | null;
  subject: string;
  /** What the agent answered */
  findings: Record<string, unknown>;
  evidence_ids: string[];
  /** 0 to 1 */
  confidence: number;
  /** Null: it does not age; date-time */
  valid_until: string | null;
  /** date-time */
  created_at: string;
}

export interface ResetPasswordRequest {
  /** From the mail; good once, for an hour; at most 4000 characters */
  token: string;
  /** at most 256 characters */
  password: string;
}

export interface ReviseAssetField {
  field:
    | 'headline'
    | 'long_headline'
    | 'description'
    | 'primary_text'
    | 'link_description'
    | 'title'
    | 'body'
    | 'subject'
    | 'preheader'
    | 'post'
    | 'call_to_action'
    | 'hashtag'
    | 'alt_text'
    | 'path'
    | 'link';
  /** at most 20000 characters */
  text: string;
  /** What its claims rest on; at most 100 */
  evidence_ids?: string[];
}

export interface ReviseAssetRequest {
  /** All of its texts, in reading order; at most 60 */
  copy: ReviseAssetField[];
  /** Why; at most 1000 characters */
  note?: string;
  /** The version that was changed; refused when another counts by now; a whole number; 1..1000 */
  based_on?: number;
}

export interface RotatedSecretResponse {
  /** Shown here and never again */
  secret: string;
  /** Until then deliveries are signed with the one before, too. Now, where nobody can read that any more; date-time */
  previous_until: string;
}

export interface RunEvidence {
  /** `<guild>:<SHA-256 of the content>` */
  id: string;
  source: string;
  url: string | null;
  title: string | null;
  /** The words that the answer rests on */
  excerpt: string;
  /** date-time */
  seen_at: string;
  /** Text of strangers */
  tainted: boolean;
}

export interface RunFailureResponse {
  /** Of the catalogue of errors */
  code: string;
  message: string;
}

export interface RunLack {
  source: string;
  what: string;
  reason: string;
}

export interface RunProvenance {
  mode: 'model' | 'cheaper_tier' | 'cache' | 'floor';
  /** A cached answer names the run it is of; uuid */
  run_id: string | null;
  /** Where a model wrote it */
  model: string | null;
  /** SHA-256 of what the model was asked */
  prompt_hash: string | null;
  /** Why it is not the answer of the tier that the agent asks first */
  degraded_by: string | null;
  evidence_ids: string[];
  lacking: RunLack[];
  /** What the workspace remembers was not consulted */
  context_unavailable: boolean;
  tainted: boolean;
  /** What nobody has reviewed cannot be published */
  unreviewed: boolean;
  /** a whole number */
  cost_micro_usd: number;
}

export interface RunResponse {
  /** uuid */
  id: string;
  agent_code: string;
  state: 'requested' | 'running' | 'completed' | 'failed' | 'dead_lettered' | 'cancelled';
  subject: RunSubject;
  /** Who asked for it */
  commanded_by: string;
  /** Null where it is very large */
  input: Record<string, unknown> | null;
  output: Record<string, unknown> | null;
  provenance: RunProvenance | null;
  evidence: RunEvidence[];
  failure: RunFailureResponse | null;
  review: 'unreviewed' | 'accepted' | 'returned' | 'rejected';
  /** As far as it has got */
  steps: RunStepResponse[];
  /** a whole number */
  attempt: number;
  /** a whole number */
  cost_micro_usd: number;
  /** date-time */
  deadline_at: string;
  /** date-time */
  created_at: string;
  /** date-time */
  started_at: string | null;
  /** date-time */
  finished_at: string | null;
  /** Services that did not answer; what they know is missing */
  unavailable: string[];
}

export interface RunStepResponse {
  name: string;
  /** date-time */
  at: string;
  /** a whole number */
  took_ms: number;
  outcome: string;
  detail: Record<string, unknown>;
}

export interface RunSubject {
  type: 'campaign' | 'onboarding' | 'invoke' | 'watcher';
  /** uuid */
  id: string;
}

export interface SectionDiff {
  section: string;
  added: StatementOfOne[];
  removed: StatementOfOne[];
  changed: ChangedStatement[];
}

export interface SeriesPoint {
  /** The first day of the step, in UTC; date */
  day: string;
  value: number;
}

export interface ServiceDescriptionResponse {
  service: 'gateway' | 'council' | 'research' | 'muse' | 'matrix' | 'guardian';
  replica: string;
  version: string;
  uptime_seconds: number;
  agents: AgentSummary[];
  /** Messages it handles */
  handles: string[];
}

export interface SessionPage {
  items: SessionResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface SessionResponse {
  /** uuid */
  id: string;
  /** uuid */
  workspace_id: string;
  /** The User-Agent that signed in */
  device: string | null;
  /** The one that the token of this request is of */
  is_current: boolean;
  /** date-time */
  created_at: string;
  /** Of the newest refresh; date-time */
  last_used_at: string;
  /** date-time */
  expires_at: string;
}

export interface SetBudgetRequest {
  /** a whole number; 0..9007199254740991 */
  limit_micro_usd: number;
  /** a whole number; 0..9007199254740991 */
  limit_tokens: number;
}

export interface SetMoveStatusRequest {
  /** `complete` and `killed` are for good */
  state: 'planned' | 'observe' | 'orient' | 'decide' | 'act' | 'complete' | 'killed';
  health?: 'green' | 'amber' | 'red';
  /** Of a complete one it is 1; 0..1 */
  progress?: number;
}

export interface SimulatedCondition {
  name: string;
  /** 0 to 1 */
  probability: number;
  mean: number;
  /** Low end of the interval */
  ci_low: number;
  /** High end of the interval */
  ci_high: number;
}

export interface SimulationPage {
  items: SimulationResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface SimulationResponse {
  /** uuid */
  id: string;
  /** uuid */
  campaign_id: string;
  /** a whole number */
  seed: number;
  /** a whole number */
  iterations: number;
  scenarios: SimulatedCondition[];
  mean: number;
  ci_low: number;
  ci_high: number;
  /** Share of the media budget by channel; they sum to 1 */
  allocation: Record<string, number>;
  recommended_strategy: string;
  /** date-time */
  created_at: string;
}

export interface StartStopRequest {
  scope: 'agent' | 'guild' | 'workspace';
  /** The code of the agent, or the guild (`council` for the Lords); `*`, or nothing, for the workspace; at most 16 characters */
  target?: string;
  reason: 'budget' | 'degradation' | 'crisis' | 'manual';
}

export interface StatementOfOne {
  text: string;
  evidence_ids: string[];
  /** 0 to 1; null where none is given */
  confidence: number | null;
  /** Of a figure */
  value: number | null;
  /** Of a figure */
  unit: string | null;
  /** Of a recommended channel */
  channel: string | null;
  /** Of a recommended channel: of the budget, 0 to 1 */
  share: number | null;
  /** Implications of either brief that cite evidence of it */
  implications: string[];
}

export interface TimelinePage {
  items: TimelineStep[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface TimelineStep {
  /** Of the decision, assignment or approval; uuid */
  id: string;
  kind: 'decision' | 'assignment' | 'approval';
  /** When it was decided, assigned or asked for; date-time */
  at: string;
  /** The agent, or the Lord who decided */
  agent_code: string | null;
  /** Of a decision its kind, of an approval what it is about */
  about: string;
  /** What was decided; how far it is */
  state: string;
  /** Why; at most 500 characters */
  reason: string;
  /** date-time */
  ended_at: string | null;
  /** What an assignment has cost; a whole number */
  cost_micro_usd: number | null;
}

export interface TokenResponse {
  token_type: 'Bearer';
  /** ES256 JWT for one workspace */
  access_token: string;
  /** Seconds until the access token expires */
  expires_in: number;
  /** Opaque; good for one refresh */
  refresh_token: string;
  /** uuid */
  workspace_id: string;
  /** uuid */
  user_id: string;
  role: 'viewer' | 'analyst' | 'operator' | 'admin';
}

export interface TypographyFields {
  /** at most 100 characters */
  headings?: string;
  /** at most 100 characters */
  body?: string;
  /** Each step of the scale is so many times the one before; 1..2 */
  scale?: number;
}

export interface UserAchievementList {
  /** uuid */
  user_id: string;
  /** All there are, those that are theirs first */
  items: UserAchievementResponse[];
}

export interface UserAchievementResponse {
  /** uuid */
  id: string;
  code: string;
  name: string;
  category: string;
  /** a whole number */
  xp: number;
  rarity: 'common' | 'uncommon' | 'rare' | 'epic' | 'legendary';
  /** What is counted for it */
  counter: string;
  /** How many of it there must be; a whole number */
  at_least: number;
  /** 0 to 1 */
  progress: number;
  /** Null: not yet; date-time */
  unlocked_at: string | null;
  /** What was said about it */
  narrative: string | null;
}

export interface UserStatsResponse {
  /** uuid */
  user_id: string;
  /** a whole number */
  total_xp: number;
  /** The first is 1; every 1,000 XP is one more; a whole number */
  level: number;
  /** In weeks; a whole number */
  current_streak: number;
  /** In weeks; a whole number */
  longest_streak: number;
  /** What achievements are unlocked by */
  counters: Record<string, number>;
}

export interface VerifyEmailRequest {
  /** From the mail; good once, for an hour; at most 4000 characters */
  token: string;
}

export interface WaiverResponse {
  /** uuid */
  id: string;
  rule_id: string;
  reason: string;
  content_hash: string;
  /** The person, or the API key; uuid */
  granted_by: string;
  /** date-time */
  expires_at: string;
  /** date-time */
  created_at: string;
}

export interface WarBriefDiffResponse {
  /** uuid */
  from_id: string;
  /** uuid */
  to_id: string;
  /** Both rest on the same findings */
  is_same: boolean;
  /** Only sections in which something differs */
  sections: SectionDiff[];
  implications: ImplicationsDiff;
}

export interface WarBriefPage {
  items: WarBriefSummary[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface WarBriefResponse {
  /** uuid */
  id: string;
  /** uuid */
  campaign_id: string | null;
  brief_type: 'campaign' | 'market' | 'competitor' | 'weekly' | 'crisis';
  executive_summary: string;
  /** 0 to 1: how sure and how whole it is */
  confidence: number;
  /** SHA-256; the same for the same findings */
  content_hash: string;
  /** date-time */
  valid_until: string | null;
  /** a whole number */
  cost_micro_usd: number;
  /** date-time */
  created_at: string;
  /** By section; every statement has `text`, `evidence_ids` and `confidence` */
  content: Record<string, unknown>;
  /** Ids of all evidence that it rests on */
  research_sources: string[];
}

export interface WarBriefSummary {
  /** uuid */
  id: string;
  /** uuid */
  campaign_id: string | null;
  brief_type: 'campaign' | 'market' | 'competitor' | 'weekly' | 'crisis';
  executive_summary: string;
  /** 0 to 1: how sure and how whole it is */
  confidence: number;
  /** SHA-256; the same for the same findings */
  content_hash: string;
  /** date-time */
  valid_until: string | null;
  /** a whole number */
  cost_micro_usd: number;
  /** date-time */
  created_at: string;
}

export interface WebhookDeliveryPage {
  items: WebhookDeliveryResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface WebhookDeliveryResponse {
  /** uuid */
  id: string;
  /** Of the event: the same in every try and replay; uuid */
  event_id: string;
  event_type: string;
  state: 'pending' | 'delivered' | 'failed';
  /** Tries that have come to an end; a whole number */
  attempts: number;
  /** Of the last try; null when there was no answer; a whole number */
  response_code: number | null;
  /** What went wrong with the last try */
  failure: string | null;
  /** date-time */
  next_attempt_at: string | null;
  /** date-time */
  created_at: string;
  /** date-time */
  updated_at: string;
}

export interface WebhookPage {
  items: WebhookResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface WebhookResponse {
  /** uuid */
  id: string;
  /** uri */
  url: string;
  event_types: string[];
  state: 'active' | 'disabled';
  /** Deliveries that failed since the last one that did not; a whole number */
  failure_count: number;
  /** Why it was disabled, where nobody did it */
  disabled_note: string | null;
  /** a whole number */
  version: number;
  /** date-time */
  created_at: string;
  /** date-time */
  updated_at: string;
}

export interface WorkspaceAgentResponse {
  code: string;
  /** One that is switched off takes no work */
  is_active: boolean;
  /** Null: as the agent itself says */
  cadence: 'on-demand' | '1-min' | '15-min' | '1-h' | '6-h' | 'daily' | 'weekly' | null;
  settings: Record<string, unknown>;
  /** date-time */
  next_run_at: string | null;
  statistics: AgentStatistics;
  /** Of the settings; also in the ETag; a whole number */
  version: number;
  /** date-time */
  updated_at: string;
}

export interface WorkspaceExportLine {
  /** In the first line: `workspace_id`, `exported_at`, the services in `parts`, those in `lacking` */
  manifest?: Record<string, unknown>;
  /** Where the row is from */
  table?: string;
  row?: Record<string, unknown>;
}

export interface WorkspacePage {
  items: WorkspaceResponse[];
  /** For the next page; null on the last */
  next_cursor: string | null;
}

export interface WorkspaceResponse {
  /** uuid */
  id: string;
  name: string;
  slug: string;
  plan: 'free' | 'pro' | 'enterprise';
  timezone: string;
  settings: Record<string, unknown>;
  /** What the caller is in it */
  role: 'viewer' | 'analyst' | 'operator' | 'admin';
  /** a whole number */
  version: number;
  /** date-time */
  created_at: string;
  /** date-time */
  updated_at: string;
}

export interface WsTicketResponse {
  /** Opens one socket of the live channel, once */
  ticket: string;
  /** Seconds until it is good for nothing */
  expires_in: number;
}
