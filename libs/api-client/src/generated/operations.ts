// Written by `npm run api` from what the gateway says of itself (docs/openapi.json). Change that, not this.
/* eslint-disable max-lines -- one file for all of it, as nobody reads it from top to bottom */

import type { Ask, CallOptions, KeyedOptions, RawBody, VersionedOptions } from '../call';
import type {
  AcceptInviteRequest,
  AcceptedInviteResponse,
  AcceptedResponse,
  AchievementPage,
  AgentDetailResponse,
  AgentMetricsResponse,
  AgentRegistryResponse,
  AlertPage,
  AlertResponse,
  AlertResponsePage,
  AlertResponseRecord,
  ApiKeyPage,
  ApprovalPage,
  ApprovalResponse,
  AssetDetailResponse,
  AssetPage,
  AssetVersionPage,
  AssignAgentRequest,
  AttachCohortRequest,
  AuditPage,
  AuditVerdictResponse,
  BrandKitResponse,
  BudgetResponse,
  CalendarResponse,
  CampaignCohortPage,
  CampaignCohortResponse,
  CampaignCostsResponse,
  CampaignPage,
  CampaignPerformanceResponse,
  CampaignQuoteResponse,
  CampaignResponse,
  ChangeAgentRequest,
  ChangeMemberRequest,
  ChangeWebhookRequest,
  ChangeWorkspaceRequest,
  CheckContentRequest,
  CheckedContentResponse,
  CohortPage,
  CohortResponse,
  ComplianceCheckPage,
  CostsResponse,
  CreateApiKeyRequest,
  CreateCampaignRequest,
  CreateCohortRequest,
  CreatePositioningRequest,
  CreateWebhookRequest,
  CreatedApiKeyResponse,
  CreatedWebhookResponse,
  DeadLetterDetailResponse,
  DeadLetterPage,
  DeadLetterResponse,
  DecideApprovalRequest,
  DecisionPage,
  DelegateApprovalRequest,
  DiscardRequest,
  EmergencyStopList,
  EmergencyStopResponse,
  EvidenceResponse,
  FleetResponse,
  ForgotPasswordRequest,
  FoundWorkspaceRequest,
  GrantWaiverRequest,
  InviteMemberRequest,
  InvokeAgentRequest,
  KeywordPage,
  LeaderboardPage,
  LoginRequest,
  LogoutRequest,
  MeResponse,
  MemberPage,
  MemberResponse,
  MemoriesResponse,
  MessagesResponse,
  MovePage,
  MoveResponse,
  NotificationPage,
  NotificationResponse,
  ObservationPage,
  PatchCampaignRequest,
  PatchCohortRequest,
  PatchMoveRequest,
  PatchPositioningRequest,
  PersonaPage,
  PolicyPackList,
  PositioningPage,
  PositioningResponse,
  PutBrandKitRequest,
  PutMessagesRequest,
  QuestPage,
  QuestResponse,
  QuoteCampaignRequest,
  QuoteRequest,
  QuoteResponse,
  RaiseAlertRequest,
  RecordObservationsRequest,
  RecordResponseRequest,
  RecordedObservationsResponse,
  RedriveMatchingRequest,
  RedriveMatchingResponse,
  RedriveRequest,
  RefreshRequest,
  RegisterRequest,
  ResearchReportPage,
  ResetPasswordRequest,
  ReviseAssetRequest,
  RotatedSecretResponse,
  RunResponse,
  ServiceDescriptionResponse,
  SessionPage,
  SetBudgetRequest,
  SetMoveStatusRequest,
  SimulationPage,
  StartStopRequest,
  TimelinePage,
  TokenResponse,
  UserAchievementList,
  UserStatsResponse,
  VerifyEmailRequest,
  WaiverResponse,
  WarBriefDiffResponse,
  WarBriefPage,
  WarBriefResponse,
  WebhookDeliveryPage,
  WebhookDeliveryResponse,
  WebhookPage,
  WebhookResponse,
  WorkspaceAgentResponse,
  WorkspacePage,
  WorkspaceResponse,
  WsTicketResponse,
} from './schemas';

export interface ListAchievementsQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
}

export interface ListCouncilDecisionsQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
  kind?: 'routing' | 'approval' | 'override' | 'conflict' | 'budget' | 'stop';
  lord?: string;
  /** uuid */
  campaign_id?: string;
}

export interface RecallMemoriesQuery {
  /** What the memories are about; at most 2000 characters */
  query: string;
  /** Default: all kinds */
  kind?: 'answers' | 'facts' | 'copy' | 'learnings' | 'research';
  /** a whole number; 1..50 */
  limit?: number;
}

export interface GetAgentMetricsQuery {
  /** Default: 30 days before `to`; date-time */
  from?: string;
  /** Not included. Default: now; date-time */
  to?: string;
}

export interface ListAlertsQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
  state?: 'unacknowledged' | 'acknowledged' | 'in_progress' | 'resolved';
  urgency?: 'low' | 'medium' | 'high' | 'critical';
  alert_type?: string;
}

export interface ListAlertResponsesQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
}

export interface ListApiKeysQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
}

export interface ListApprovalsQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
  state?: 'pending' | 'approved' | 'rejected' | 'voided' | 'expired';
  risk?: 'low' | 'medium' | 'high';
  /** Those that this person should decide; uuid */
  assigned_to?: string;
}

export interface ListAssetsQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
  state?: 'draft' | 'in_review' | 'approved' | 'rejected' | 'published' | 'archived';
  /** at most 50 characters */
  kind?: string;
  /** at most 50 characters */
  channel?: string;
  /** at most 100 characters */
  tag?: string;
  /** Those whose title contains it; at most 200 characters */
  q?: string;
  /** uuid */
  campaign_id?: string;
}

export interface GetAssetImageQuery {
  /** One of its `designs`. Default: the newest that has an image; uuid */
  design?: string;
  /** Pixels, or the drawing that they were made of. Default: `png` */
  format?: 'png' | 'svg';
}

export interface ListAssetVersionsQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
}

export interface ListAuditEntriesQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
}

export interface ListSessionsQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
}

export interface GetCalendarQuery {
  /** Default: now; date-time */
  from?: string;
  /** Not included. Default: 30 days after `from`; date-time */
  to?: string;
  /** Only of this campaign; uuid */
  campaign_id?: string;
}

export interface ListCampaignsQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
  /** Without it: all that are not archived */
  status?: 'planning' | 'approved' | 'active' | 'paused' | 'completed' | 'failed' | 'cancelled' | 'archived';
  objective_type?: 'awareness' | 'consideration' | 'conversion' | 'retention' | 'advocacy';
  /** Those whose name contains it, in capitals or not; at most 200 characters */
  q?: string;
}

export interface ListCampaignAssetsQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
  state?: 'draft' | 'in_review' | 'approved' | 'rejected' | 'published' | 'archived';
  /** at most 50 characters */
  kind?: string;
  /** at most 50 characters */
  channel?: string;
  /** at most 100 characters */
  tag?: string;
  /** Those whose title contains it; at most 200 characters */
  q?: string;
}

export interface ListCampaignCohortsQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
}

export interface GetCampaignPerformanceQuery {
  /** Default: 30 days before `to`; date-time */
  from?: string;
  /** Not included. Default: now; date-time */
  to?: string;
}

export interface ListCampaignSimulationsQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
}

export interface ListCampaignTimelineQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
}

export interface ListCohortsQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
}

export interface ListComplianceChecksQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
  /** uuid */
  asset_id?: string;
  verdict?: 'passed' | 'warning' | 'needs_review' | 'rejected';
  /** at most 50 characters */
  platform?: string;
}

export interface GetCostsQuery {
  /** Default: 30 days before `to`; date-time */
  from?: string;
  /** Not included. Default: now; date-time */
  to?: string;
  /** A day is one of the timezone of the workspace */
  group_by: 'agent' | 'model' | 'campaign' | 'user' | 'day';
}

export interface ListLeaderboardQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
}

export interface ListMovesQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
  /** uuid */
  campaign_id?: string;
  /** uuid */
  quest_id?: string;
  state?: 'planned' | 'observe' | 'orient' | 'decide' | 'act' | 'complete' | 'killed';
  channel?:
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
}

export interface ListNotificationsQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
  /** Only those that are not read */
  unread?: boolean;
}

export interface ListObservationsQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
  subject_type?: 'workspace' | 'campaign' | 'move' | 'asset' | 'channel' | 'competitor' | 'keyword' | 'topic';
  /** at most 200 characters */
  subject_id?: string;
  metric?: string;
  /** date-time */
  from?: string;
  /** Not included; date-time */
  to?: string;
}

export interface ListDeadLettersQuery {
  reason?: 'max_retries_exceeded' | 'schema_violation' | 'routing_error' | 'processing_timeout' | 'publish_error';
  /** Of the message */
  name?: string;
  /** Buried from then on; date-time */
  since?: string;
  /** Buried before; date-time */
  until?: string;
  service?: 'gateway' | 'council' | 'research' | 'muse' | 'matrix' | 'guardian';
  state?: 'open' | 'queued' | 'redriven' | 'discarded';
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
}

export interface EndEmergencyStopQuery {
  scope: 'agent' | 'guild' | 'workspace';
  /** The code of the agent, or the guild (`council` for the Lords); `*`, or nothing, for the workspace; at most 16 characters */
  target?: string;
}

export interface ListPositioningQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
  /** Those for this cohort; uuid */
  cohort_id?: string;
  is_active?: boolean;
}

export interface ListQuestsQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
  status?: 'proposed' | 'active' | 'completed' | 'superseded';
  /** uuid */
  campaign_id?: string;
}

export interface ListKeywordsQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
  intent?: 'informational' | 'navigational' | 'commercial' | 'transactional';
}

export interface ListPersonasQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
}

export interface ListResearchReportsQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
  agent_code?: string;
  /** uuid */
  campaign_id?: string;
}

export interface ListWarBriefsQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
  brief_type?: 'campaign' | 'market' | 'competitor' | 'weekly' | 'crisis';
  /** uuid */
  campaign_id?: string;
}

export interface ListWebhooksQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
}

export interface ListWebhookDeliveriesQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
  state?: 'pending' | 'delivered' | 'failed';
}

export interface ListWorkspacesQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
}

export interface ListMembersQuery {
  /** a whole number; 1..100 */
  limit?: number;
  /** `next_cursor` of the page before; at most 1000 characters */
  cursor?: string;
  /** Which of the orders of the list; `-` before it turns it round; at most 64 characters */
  sort?: string;
}

/** All operations of the API, by group: each asks once it is called. */
export const operationsBy = (ask: Ask) => ({
  /** Achievements, streaks and the leaderboard. */
  game: {
    /** List what can be achieved. Role: viewer. */
    listAchievements: (query?: ListAchievementsQuery, options?: CallOptions): Promise<AchievementPage> =>
      ask({ method: 'GET', path: '/api/v1/achievements', query }, options),

    /** List members by what they have achieved. Role: viewer. */
    listLeaderboard: (query?: ListLeaderboardQuery, options?: CallOptions): Promise<LeaderboardPage> =>
      ask({ method: 'GET', path: '/api/v1/leaderboard', query }, options),

    /** Read how far a member is with what can be achieved. Role: viewer. */
    getUserAchievements: (id: string, options?: CallOptions): Promise<UserAchievementList> =>
      ask({ method: 'GET', path: `/api/v1/users/${encodeURIComponent(id)}/achievements` }, options),

    /** Read what a member has done here, counted. Role: viewer. */
    getUserStats: (id: string, options?: CallOptions): Promise<UserStatsResponse> =>
      ask({ method: 'GET', path: `/api/v1/users/${encodeURIComponent(id)}/stats` }, options),
  },

  /** The 87 agents: who they are, how they do, what they remember, and asking one. */
  agents: {
    /** Read the registry of all 87 agents. Role: viewer. */
    getAgents: (options?: CallOptions): Promise<AgentRegistryResponse> =>
      ask({ method: 'GET', path: '/api/v1/agents' }, options),

    /** List what the Lords decided, and why. Role: viewer. */
    listCouncilDecisions: (query?: ListCouncilDecisionsQuery, options?: CallOptions): Promise<DecisionPage> =>
      ask({ method: 'GET', path: '/api/v1/agents/council/decisions', query }, options),

    /** Read the registry: the same as `GET agents`. Role: viewer. */
    getAgentRegistry: (options?: CallOptions): Promise<AgentRegistryResponse> =>
      ask({ method: 'GET', path: '/api/v1/agents/registry' }, options),

    /** Read a run: what came of it, step by step, what it rests on, what it cost. Role: viewer. */
    getRun: (id: string, options?: CallOptions): Promise<RunResponse> =>
      ask({ method: 'GET', path: `/api/v1/agents/runs/${encodeURIComponent(id)}` }, options),

    /** Read an agent: what it takes and gives, and what the workspace has set. Role: viewer. */
    getAgent: (code: string, options?: CallOptions): Promise<AgentDetailResponse> =>
      ask({ method: 'GET', path: `/api/v1/agents/${encodeURIComponent(code)}` }, options),

    /** Switch an agent on or off, set its cadence and settings. Role: operator. */
    changeAgent: (
      code: string,
      body: ChangeAgentRequest,
      options?: VersionedOptions,
    ): Promise<WorkspaceAgentResponse> =>
      ask({ method: 'PATCH', path: `/api/v1/agents/${encodeURIComponent(code)}`, body }, options),

    /** Give an agent work for a campaign. Role: operator. */
    assignAgent: (code: string, body: AssignAgentRequest, options?: KeyedOptions): Promise<RunResponse> =>
      ask({ method: 'POST', path: `/api/v1/agents/${encodeURIComponent(code)}/assign`, body, takesKey: true }, options),

    /** Have an agent do one thing: the same as `invoke`. Role: operator. */
    executeAgent: (code: string, body: InvokeAgentRequest, options?: KeyedOptions): Promise<RunResponse> =>
      ask(
        { method: 'POST', path: `/api/v1/agents/${encodeURIComponent(code)}/execute`, body, takesKey: true },
        options,
      ),

    /** Have an agent do one thing. Role: operator. */
    invokeAgent: (code: string, body: InvokeAgentRequest, options?: KeyedOptions): Promise<RunResponse> =>
      ask({ method: 'POST', path: `/api/v1/agents/${encodeURIComponent(code)}/invoke`, body, takesKey: true }, options),

    /** Ask what an agent remembers of a subject. Role: viewer. */
    recallMemories: (code: string, query: RecallMemoriesQuery, options?: CallOptions): Promise<MemoriesResponse> =>
      ask({ method: 'GET', path: `/api/v1/agents/${encodeURIComponent(code)}/memories`, query }, options),

    /** Read how an agent has done in a span of time. Role: viewer. */
    getAgentMetrics: (
      code: string,
      query?: GetAgentMetricsQuery,
      options?: CallOptions,
    ): Promise<AgentMetricsResponse> =>
      ask({ method: 'GET', path: `/api/v1/agents/${encodeURIComponent(code)}/metrics`, query }, options),
  },

  /** What needs somebody, and what was done about it; notifications. */
  alerts: {
    /** List alerts. Role: viewer. */
    listAlerts: (query?: ListAlertsQuery, options?: CallOptions): Promise<AlertPage> =>
      ask({ method: 'GET', path: '/api/v1/alerts', query }, options),

    /** Raise an alert by hand. Role: operator. */
    raiseAlert: (body: RaiseAlertRequest, options?: KeyedOptions): Promise<AlertResponse> =>
      ask({ method: 'POST', path: '/api/v1/alerts', body, takesKey: true }, options),

    /** Say that somebody has seen an alert. Role: analyst. */
    acknowledgeAlert: (id: string, options?: CallOptions): Promise<AlertResponse> =>
      ask({ method: 'PUT', path: `/api/v1/alerts/${encodeURIComponent(id)}/acknowledge` }, options),

    /** Say that an alert is settled. Role: operator. */
    resolveAlert: (id: string, options?: CallOptions): Promise<AlertResponse> =>
      ask({ method: 'PUT', path: `/api/v1/alerts/${encodeURIComponent(id)}/resolve` }, options),

    /** List what was done about an alert. Role: viewer. */
    listAlertResponses: (
      id: string,
      query?: ListAlertResponsesQuery,
      options?: CallOptions,
    ): Promise<AlertResponsePage> =>
      ask({ method: 'GET', path: `/api/v1/alerts/${encodeURIComponent(id)}/responses`, query }, options),

    /** Write down what was done about an alert. Role: operator. */
    respondToAlert: (id: string, body: RecordResponseRequest, options?: KeyedOptions): Promise<AlertResponseRecord> =>
      ask(
        { method: 'POST', path: `/api/v1/alerts/${encodeURIComponent(id)}/responses`, body, takesKey: true },
        options,
      ),

    /** List what you should know: your own notifications, and those of the workspace. Role: viewer. */
    listNotifications: (query?: ListNotificationsQuery, options?: CallOptions): Promise<NotificationPage> =>
      ask({ method: 'GET', path: '/api/v1/notifications', query }, options),

    /** Say that a notification was read. Role: viewer. */
    readNotification: (id: string, options?: CallOptions): Promise<NotificationResponse> =>
      ask({ method: 'PUT', path: `/api/v1/notifications/${encodeURIComponent(id)}/read` }, options),
  },

  /** The tenant: its settings, its members, its API keys, its export and its end. */
  workspaces: {
    /** List the API keys of the workspace. Role: admin. */
    listApiKeys: (query?: ListApiKeysQuery, options?: CallOptions): Promise<ApiKeyPage> =>
      ask({ method: 'GET', path: '/api/v1/api-keys', query }, options),

    /** Make an API key for a program. Role: admin. */
    createApiKey: (body: CreateApiKeyRequest, options?: KeyedOptions): Promise<CreatedApiKeyResponse> =>
      ask({ method: 'POST', path: '/api/v1/api-keys', body, takesKey: true }, options),

    /** Revoke an API key. Role: admin. */
    revokeApiKey: (id: string, options?: CallOptions): Promise<void> =>
      ask({ method: 'DELETE', path: `/api/v1/api-keys/${encodeURIComponent(id)}` }, options),

    /** Accept an invitation with the token of its mail. Open to everybody. */
    acceptInvite: (body: AcceptInviteRequest, options?: CallOptions): Promise<AcceptedInviteResponse> =>
      ask({ method: 'POST', path: '/api/v1/invites/accept', body, isPublic: true }, options),

    /** List the workspaces that you belong to. Role: viewer. */
    listWorkspaces: (query?: ListWorkspacesQuery, options?: CallOptions): Promise<WorkspacePage> =>
      ask({ method: 'GET', path: '/api/v1/workspaces', query }, options),

    /** Found another workspace and be its admin. Role: viewer. */
    createWorkspace: (body: FoundWorkspaceRequest, options?: KeyedOptions): Promise<WorkspaceResponse> =>
      ask({ method: 'POST', path: '/api/v1/workspaces', body, takesKey: true }, options),

    /** Read the workspace that you are signed in to. Role: viewer. */
    getWorkspace: (id: string, options?: CallOptions): Promise<WorkspaceResponse> =>
      ask({ method: 'GET', path: `/api/v1/workspaces/${encodeURIComponent(id)}` }, options),

    /** Change name or settings of the workspace. Role: admin. */
    changeWorkspace: (
      id: string,
      body: ChangeWorkspaceRequest,
      options?: VersionedOptions,
    ): Promise<WorkspaceResponse> =>
      ask({ method: 'PATCH', path: `/api/v1/workspaces/${encodeURIComponent(id)}`, body }, options),

    /** Delete the workspace and everything in it. Role: admin. */
    deleteWorkspace: (id: string, options?: CallOptions): Promise<void> =>
      ask({ method: 'DELETE', path: `/api/v1/workspaces/${encodeURIComponent(id)}` }, options),

    /** Export what is stored of the workspace, as NDJSON. Role: admin. */
    exportWorkspace: (id: string, options?: CallOptions): Promise<Response> =>
      ask({ method: 'GET', path: `/api/v1/workspaces/${encodeURIComponent(id)}/export`, isRaw: true }, options),

    /** List who belongs to the workspace. Role: viewer. */
    listMembers: (id: string, query?: ListMembersQuery, options?: CallOptions): Promise<MemberPage> =>
      ask({ method: 'GET', path: `/api/v1/workspaces/${encodeURIComponent(id)}/members`, query }, options),

    /** Invite somebody by e-mail. Role: admin. */
    inviteMember: (id: string, body: InviteMemberRequest, options?: KeyedOptions): Promise<MemberResponse> =>
      ask(
        { method: 'POST', path: `/api/v1/workspaces/${encodeURIComponent(id)}/members`, body, takesKey: true },
        options,
      ),

    /** Change the role of a member, suspend or activate them. Role: admin. */
    changeMember: (
      id: string,
      userId: string,
      body: ChangeMemberRequest,
      options?: VersionedOptions,
    ): Promise<MemberResponse> =>
      ask(
        {
          method: 'PATCH',
          path: `/api/v1/workspaces/${encodeURIComponent(id)}/members/${encodeURIComponent(userId)}`,
          body,
        },
        options,
      ),

    /** Remove a member: they are suspended, and what they did stays theirs. Role: admin. */
    removeMember: (id: string, userId: string, options?: CallOptions): Promise<void> =>
      ask(
        {
          method: 'DELETE',
          path: `/api/v1/workspaces/${encodeURIComponent(id)}/members/${encodeURIComponent(userId)}`,
        },
        options,
      ),
  },

  /** Decisions that wait for a person. */
  approvals: {
    /** List what waits for a yes or no, and what was said. Role: viewer. */
    listApprovals: (query?: ListApprovalsQuery, options?: CallOptions): Promise<ApprovalPage> =>
      ask({ method: 'GET', path: '/api/v1/approvals', query }, options),

    /** Read what waits for a yes or no, or what was said. Role: viewer. */
    getApproval: (id: string, options?: CallOptions): Promise<ApprovalResponse> =>
      ask({ method: 'GET', path: `/api/v1/approvals/${encodeURIComponent(id)}` }, options),

    /** Say yes to one exact content. Role: operator. */
    approve: (id: string, body: DecideApprovalRequest, options?: KeyedOptions): Promise<ApprovalResponse> =>
      ask(
        { method: 'POST', path: `/api/v1/approvals/${encodeURIComponent(id)}/approve`, body, takesKey: true },
        options,
      ),

    /** Leave a decision to somebody. Role: operator. */
    delegateApproval: (id: string, body: DelegateApprovalRequest, options?: KeyedOptions): Promise<ApprovalResponse> =>
      ask(
        { method: 'POST', path: `/api/v1/approvals/${encodeURIComponent(id)}/delegate`, body, takesKey: true },
        options,
      ),

    /** Say no to one exact content. Role: operator. */
    reject: (id: string, body: DecideApprovalRequest, options?: KeyedOptions): Promise<ApprovalResponse> =>
      ask(
        { method: 'POST', path: `/api/v1/approvals/${encodeURIComponent(id)}/reject`, body, takesKey: true },
        options,
      ),
  },

  /** What is written and drawn, version by version, and the brand kit it obeys. */
  assets: {
    /** List assets. Role: viewer. */
    listAssets: (query?: ListAssetsQuery, options?: CallOptions): Promise<AssetPage> =>
      ask({ method: 'GET', path: '/api/v1/assets', query }, options),

    /** Read an asset with the version that counts, and its pictures. Role: viewer. */
    getAsset: (id: string, options?: CallOptions): Promise<AssetDetailResponse> =>
      ask({ method: 'GET', path: `/api/v1/assets/${encodeURIComponent(id)}` }, options),

    /** Read the picture of an asset, as PNG or SVG. Role: viewer. */
    getAssetImage: (id: string, query?: GetAssetImageQuery, options?: CallOptions): Promise<Response> =>
      ask({ method: 'GET', path: `/api/v1/assets/${encodeURIComponent(id)}/image`, query, isRaw: true }, options),

    /** Write an asset anew. Role: operator. */
    reviseAsset: (id: string, body: ReviseAssetRequest, options?: KeyedOptions): Promise<AssetDetailResponse> =>
      ask({ method: 'POST', path: `/api/v1/assets/${encodeURIComponent(id)}/revise`, body, takesKey: true }, options),

    /** List the versions of an asset. Role: viewer. */
    listAssetVersions: (id: string, query?: ListAssetVersionsQuery, options?: CallOptions): Promise<AssetVersionPage> =>
      ask({ method: 'GET', path: `/api/v1/assets/${encodeURIComponent(id)}/versions`, query }, options),

    /** Read how the workspace sounds and looks. Role: viewer. */
    getBrandKit: (options?: CallOptions): Promise<BrandKitResponse> =>
      ask({ method: 'GET', path: '/api/v1/brand-kit' }, options),

    /** Say how the workspace sounds and looks from now on. Role: operator. */
    putBrandKit: (body: PutBrandKitRequest, options?: CallOptions): Promise<BrandKitResponse> =>
      ask({ method: 'PUT', path: '/api/v1/brand-kit', body }, options),

    /** List what was made for a campaign. Role: viewer. */
    listCampaignAssets: (id: string, query?: ListCampaignAssetsQuery, options?: CallOptions): Promise<AssetPage> =>
      ask({ method: 'GET', path: `/api/v1/campaigns/${encodeURIComponent(id)}/assets`, query }, options),
  },

  /** The fleet, dead letters, emergency stops, the audit log and webhooks. */
  operations: {
    /** List who did what in the workspace. Role: admin. */
    listAuditEntries: (query?: ListAuditEntriesQuery, options?: CallOptions): Promise<AuditPage> =>
      ask({ method: 'GET', path: '/api/v1/audit', query }, options),

    /** Export the audit log, as NDJSON. Role: admin. */
    exportAuditLog: (options?: CallOptions): Promise<Response> =>
      ask({ method: 'GET', path: '/api/v1/audit/export', isRaw: true }, options),

    /** Check that nobody has changed the audit log. Role: admin. */
    verifyAuditLog: (options?: CallOptions): Promise<AuditVerdictResponse> =>
      ask({ method: 'GET', path: '/api/v1/audit/verify' }, options),

    /** List dead letters, newest first. Role: admin. */
    listDeadLetters: (query?: ListDeadLettersQuery, options?: CallOptions): Promise<DeadLetterPage> =>
      ask({ method: 'GET', path: '/api/v1/ops/dead-letters', query }, options),

    /** Have all dead letters that a filter fits handled again. Role: admin. */
    redriveDeadLetters: (body: RedriveMatchingRequest, options?: KeyedOptions): Promise<RedriveMatchingResponse> =>
      ask({ method: 'POST', path: '/api/v1/ops/dead-letters/redrive', body, takesKey: true }, options),

    /** Read a dead letter: what it says, and what happened to it. Role: admin. */
    getDeadLetter: (id: string, options?: CallOptions): Promise<DeadLetterDetailResponse> =>
      ask({ method: 'GET', path: `/api/v1/ops/dead-letters/${encodeURIComponent(id)}` }, options),

    /** Close a dead letter that nobody is to handle. Role: admin. */
    discardDeadLetter: (id: string, body: DiscardRequest, options?: KeyedOptions): Promise<DeadLetterResponse> =>
      ask(
        { method: 'POST', path: `/api/v1/ops/dead-letters/${encodeURIComponent(id)}/discard`, body, takesKey: true },
        options,
      ),

    /** Have a dead letter handled again, once. Role: admin. */
    redriveDeadLetter: (id: string, body?: RedriveRequest, options?: KeyedOptions): Promise<DeadLetterResponse> =>
      ask(
        { method: 'POST', path: `/api/v1/ops/dead-letters/${encodeURIComponent(id)}/redrive`, body, takesKey: true },
        options,
      ),

    /** Read which stops are on. Role: admin. */
    getEmergencyStops: (options?: CallOptions): Promise<EmergencyStopList> =>
      ask({ method: 'GET', path: '/api/v1/ops/emergency-stop' }, options),

    /** Stop an agent, a guild or everything in the workspace, at once. Role: admin. */
    startEmergencyStop: (body: StartStopRequest, options?: KeyedOptions): Promise<EmergencyStopResponse> =>
      ask({ method: 'POST', path: '/api/v1/ops/emergency-stop', body, takesKey: true }, options),

    /** End a stop. Role: admin. */
    endEmergencyStop: (query: EndEmergencyStopQuery, options?: CallOptions): Promise<EmergencyStopResponse> =>
      ask({ method: 'DELETE', path: '/api/v1/ops/emergency-stop', query }, options),

    /** List services, their replicas, versions, last beats and lag. Role: admin. */
    getFleet: (options?: CallOptions): Promise<FleetResponse> =>
      ask({ method: 'GET', path: '/api/v1/ops/fleet' }, options),

    /** Ask a service, over the bus, what it is. Role: admin. */
    describeService: (
      service: 'gateway' | 'council' | 'research' | 'muse' | 'matrix' | 'guardian',
      options?: CallOptions,
    ): Promise<ServiceDescriptionResponse> =>
      ask({ method: 'GET', path: `/api/v1/ops/fleet/${encodeURIComponent(service)}` }, options),

    /** List the webhooks. Role: admin. */
    listWebhooks: (query?: ListWebhooksQuery, options?: CallOptions): Promise<WebhookPage> =>
      ask({ method: 'GET', path: '/api/v1/webhooks', query }, options),

    /** Have events sent to an address. Role: admin. */
    createWebhook: (body: CreateWebhookRequest, options?: KeyedOptions): Promise<CreatedWebhookResponse> =>
      ask({ method: 'POST', path: '/api/v1/webhooks', body, takesKey: true }, options),

    /** Read a webhook. Role: admin. */
    getWebhook: (id: string, options?: CallOptions): Promise<WebhookResponse> =>
      ask({ method: 'GET', path: `/api/v1/webhooks/${encodeURIComponent(id)}` }, options),

    /** Change address, event types or state of a webhook. Role: admin. */
    changeWebhook: (id: string, body: ChangeWebhookRequest, options?: VersionedOptions): Promise<WebhookResponse> =>
      ask({ method: 'PATCH', path: `/api/v1/webhooks/${encodeURIComponent(id)}`, body }, options),

    /** Delete a webhook and its deliveries. Role: admin. */
    deleteWebhook: (id: string, options?: CallOptions): Promise<void> =>
      ask({ method: 'DELETE', path: `/api/v1/webhooks/${encodeURIComponent(id)}` }, options),

    /** List what was sent to a webhook, and how that went. Role: admin. */
    listWebhookDeliveries: (
      id: string,
      query?: ListWebhookDeliveriesQuery,
      options?: CallOptions,
    ): Promise<WebhookDeliveryPage> =>
      ask({ method: 'GET', path: `/api/v1/webhooks/${encodeURIComponent(id)}/deliveries`, query }, options),

    /** Send a delivery again that has come to an end. Role: admin. */
    replayWebhookDelivery: (id: string, d: string, options?: KeyedOptions): Promise<WebhookDeliveryResponse> =>
      ask(
        {
          method: 'POST',
          path: `/api/v1/webhooks/${encodeURIComponent(id)}/deliveries/${encodeURIComponent(d)}/replay`,
          takesKey: true,
        },
        options,
      ),

    /** Give a webhook another secret. Role: admin. */
    rotateWebhookSecret: (id: string, options?: KeyedOptions): Promise<RotatedSecretResponse> =>
      ask(
        { method: 'POST', path: `/api/v1/webhooks/${encodeURIComponent(id)}/rotate-secret`, takesKey: true },
        options,
      ),
  },

  /** Sign in and stay signed in: tokens, sessions, passwords, one-time tickets for the live channel. */
  auth: {
    /** Begin an account with the token of a mail. Open to everybody. */
    verifyEmail: (body: VerifyEmailRequest, options?: CallOptions): Promise<void> =>
      ask({ method: 'POST', path: '/api/v1/auth/email/verify', body, isPublic: true }, options),

    /** Sign in with e-mail and password. Open to everybody. */
    login: (body: LoginRequest, options?: CallOptions): Promise<TokenResponse> =>
      ask({ method: 'POST', path: '/api/v1/auth/login', body, isPublic: true }, options),

    /** End a session. Open to everybody. */
    logout: (body: LogoutRequest, options?: CallOptions): Promise<void> =>
      ask({ method: 'POST', path: '/api/v1/auth/logout', body, isPublic: true }, options),

    /** Who the token stands for. Role: viewer. */
    getMe: (options?: CallOptions): Promise<MeResponse> => ask({ method: 'GET', path: '/api/v1/auth/me' }, options),

    /** Ask for a link to choose a new password. Open to everybody. */
    forgotPassword: (body: ForgotPasswordRequest, options?: CallOptions): Promise<AcceptedResponse> =>
      ask({ method: 'POST', path: '/api/v1/auth/password/forgot', body, isPublic: true }, options),

    /** Choose a new password with the token of a mail. Open to everybody. */
    resetPassword: (body: ResetPasswordRequest, options?: CallOptions): Promise<void> =>
      ask({ method: 'POST', path: '/api/v1/auth/password/reset', body, isPublic: true }, options),

    /** Go on with a session, in its workspace or in another. Open to everybody. */
    refresh: (body: RefreshRequest, options?: CallOptions): Promise<TokenResponse> =>
      ask({ method: 'POST', path: '/api/v1/auth/refresh', body, isPublic: true }, options),

    /** Ask for an account with a first workspace. Open to everybody. */
    register: (body: RegisterRequest, options?: CallOptions): Promise<AcceptedResponse> =>
      ask({ method: 'POST', path: '/api/v1/auth/register', body, isPublic: true }, options),

    /** Your sign-ins that are still good. Role: viewer. */
    listSessions: (query?: ListSessionsQuery, options?: CallOptions): Promise<SessionPage> =>
      ask({ method: 'GET', path: '/api/v1/auth/sessions', query }, options),

    /** Sign one of your sessions out. Role: viewer. */
    endSession: (id: string, options?: CallOptions): Promise<void> =>
      ask({ method: 'DELETE', path: `/api/v1/auth/sessions/${encodeURIComponent(id)}` }, options),

    /** A ticket for one socket of the live channel. Role: viewer. */
    issueWsTicket: (options?: CallOptions): Promise<WsTicketResponse> =>
      ask({ method: 'POST', path: '/api/v1/auth/ws-ticket' }, options),
  },

  /** What was spent on what, and how much may be. */
  money: {
    /** Read the budget of this month, and what is left of it. Role: viewer. */
    getBudget: (options?: CallOptions): Promise<BudgetResponse> =>
      ask({ method: 'GET', path: '/api/v1/budget' }, options),

    /** Set the limits of this month and of those to come. Role: admin. */
    setBudget: (body: SetBudgetRequest, options?: VersionedOptions): Promise<BudgetResponse> =>
      ask({ method: 'PUT', path: '/api/v1/budget', body }, options),

    /** Say what runs of agents may cost, by what they have cost here. Role: analyst. */
    quoteRuns: (body: QuoteRequest, options?: KeyedOptions): Promise<QuoteResponse> =>
      ask({ method: 'POST', path: '/api/v1/budget/quote', body, takesKey: true }, options),

    /** Read what was spent, by agent, model, campaign, person or day. Role: viewer. */
    getCosts: (query: GetCostsQuery, options?: CallOptions): Promise<CostsResponse> =>
      ask({ method: 'GET', path: '/api/v1/costs', query }, options),
  },

  /** What is planned, run and measured; with its timeline, cohorts and costs. */
  campaigns: {
    /** Read what is due when: moves, and the first and last days of campaigns. Role: viewer. */
    getCalendar: (query?: GetCalendarQuery, options?: CallOptions): Promise<CalendarResponse> =>
      ask({ method: 'GET', path: '/api/v1/calendar', query }, options),

    /** List campaigns. Role: viewer. */
    listCampaigns: (query?: ListCampaignsQuery, options?: CallOptions): Promise<CampaignPage> =>
      ask({ method: 'GET', path: '/api/v1/campaigns', query }, options),

    /** Write down a campaign. Role: operator. */
    createCampaign: (body: CreateCampaignRequest, options?: KeyedOptions): Promise<CampaignResponse> =>
      ask({ method: 'POST', path: '/api/v1/campaigns', body, takesKey: true }, options),

    /** Say what a campaign of this shape may cost, before there is any. Role: analyst. */
    quoteCampaign: (body: QuoteCampaignRequest, options?: KeyedOptions): Promise<CampaignQuoteResponse> =>
      ask({ method: 'POST', path: '/api/v1/campaigns/quote', body, takesKey: true }, options),

    /** Read a campaign. Role: viewer. */
    getCampaign: (id: string, options?: CallOptions): Promise<CampaignResponse> =>
      ask({ method: 'GET', path: `/api/v1/campaigns/${encodeURIComponent(id)}` }, options),

    /** Change a campaign. Role: operator. */
    changeCampaign: (id: string, body: PatchCampaignRequest, options?: VersionedOptions): Promise<CampaignResponse> =>
      ask({ method: 'PATCH', path: `/api/v1/campaigns/${encodeURIComponent(id)}`, body }, options),

    /** Archive a campaign. Role: operator. */
    archiveCampaign: (id: string, options?: CallOptions): Promise<void> =>
      ask({ method: 'DELETE', path: `/api/v1/campaigns/${encodeURIComponent(id)}` }, options),

    /** Let a campaign run whose assets are approved. Role: operator. */
    activateCampaign: (id: string, options?: KeyedOptions): Promise<CampaignResponse> =>
      ask({ method: 'POST', path: `/api/v1/campaigns/${encodeURIComponent(id)}/activate`, takesKey: true }, options),

    /** Give a campaign up, for good. Role: operator. */
    cancelCampaign: (id: string, options?: KeyedOptions): Promise<CampaignResponse> =>
      ask({ method: 'POST', path: `/api/v1/campaigns/${encodeURIComponent(id)}/cancel`, takesKey: true }, options),

    /** List whom a campaign speaks to. Role: viewer. */
    listCampaignCohorts: (
      id: string,
      query?: ListCampaignCohortsQuery,
      options?: CallOptions,
    ): Promise<CampaignCohortPage> =>
      ask({ method: 'GET', path: `/api/v1/campaigns/${encodeURIComponent(id)}/cohorts`, query }, options),

    /** Have a campaign speak to a cohort, with a share of it. Role: operator. */
    attachCohort: (id: string, body: AttachCohortRequest, options?: KeyedOptions): Promise<CampaignCohortResponse> =>
      ask(
        { method: 'POST', path: `/api/v1/campaigns/${encodeURIComponent(id)}/cohorts`, body, takesKey: true },
        options,
      ),

    /** End a campaign that ran; what it teaches is learnt next. Role: operator. */
    completeCampaign: (id: string, options?: KeyedOptions): Promise<CampaignResponse> =>
      ask({ method: 'POST', path: `/api/v1/campaigns/${encodeURIComponent(id)}/complete`, takesKey: true }, options),

    /** Read what a campaign has cost so far, by agent and by model. Role: viewer. */
    getCampaignCosts: (id: string, options?: CallOptions): Promise<CampaignCostsResponse> =>
      ask({ method: 'GET', path: `/api/v1/campaigns/${encodeURIComponent(id)}/costs` }, options),

    /** Have the council begin with a campaign: research, brief, plan, drafts and their checks. Role: operator. */
    generateCampaignBrief: (id: string, options?: KeyedOptions): Promise<CampaignResponse> =>
      ask(
        { method: 'POST', path: `/api/v1/campaigns/${encodeURIComponent(id)}/generate-brief`, takesKey: true },
        options,
      ),

    /** Hold a campaign: nothing new is begun for it. Role: operator. */
    pauseCampaign: (id: string, options?: KeyedOptions): Promise<CampaignResponse> =>
      ask({ method: 'POST', path: `/api/v1/campaigns/${encodeURIComponent(id)}/pause`, takesKey: true }, options),

    /** Read what a campaign brought and cost, by channel and by day. Role: viewer. */
    getCampaignPerformance: (
      id: string,
      query?: GetCampaignPerformanceQuery,
      options?: CallOptions,
    ): Promise<CampaignPerformanceResponse> =>
      ask({ method: 'GET', path: `/api/v1/campaigns/${encodeURIComponent(id)}/performance`, query }, options),

    /** Go on with a campaign that is paused. Role: operator. */
    resumeCampaign: (id: string, options?: KeyedOptions): Promise<CampaignResponse> =>
      ask({ method: 'POST', path: `/api/v1/campaigns/${encodeURIComponent(id)}/resume`, takesKey: true }, options),

    /** List the simulations that the plan of a campaign was chosen by. Role: viewer. */
    listCampaignSimulations: (
      id: string,
      query?: ListCampaignSimulationsQuery,
      options?: CallOptions,
    ): Promise<SimulationPage> =>
      ask({ method: 'GET', path: `/api/v1/campaigns/${encodeURIComponent(id)}/simulations`, query }, options),

    /** List what has happened on the way of a campaign. Role: viewer. */
    listCampaignTimeline: (
      id: string,
      query?: ListCampaignTimelineQuery,
      options?: CallOptions,
    ): Promise<TimelinePage> =>
      ask({ method: 'GET', path: `/api/v1/campaigns/${encodeURIComponent(id)}/timeline`, query }, options),

    /** List plans of campaigns. Role: viewer. */
    listQuests: (query?: ListQuestsQuery, options?: CallOptions): Promise<QuestPage> =>
      ask({ method: 'GET', path: '/api/v1/quests', query }, options),

    /** Read the plan of a campaign, chapter by chapter. Role: viewer. */
    getQuest: (id: string, options?: CallOptions): Promise<QuestResponse> =>
      ask({ method: 'GET', path: `/api/v1/quests/${encodeURIComponent(id)}` }, options),
  },

  /** Whom to address and with what: cohorts and positioning. */
  strategy: {
    /** List cohorts. Role: viewer. */
    listCohorts: (query?: ListCohortsQuery, options?: CallOptions): Promise<CohortPage> =>
      ask({ method: 'GET', path: '/api/v1/cohorts', query }, options),

    /** Describe people who decide alike. Role: operator. */
    createCohort: (body: CreateCohortRequest, options?: KeyedOptions): Promise<CohortResponse> =>
      ask({ method: 'POST', path: '/api/v1/cohorts', body, takesKey: true }, options),

    /** Read a cohort. Role: viewer. */
    getCohort: (id: string, options?: CallOptions): Promise<CohortResponse> =>
      ask({ method: 'GET', path: `/api/v1/cohorts/${encodeURIComponent(id)}` }, options),

    /** Change a cohort. Role: operator. */
    changeCohort: (id: string, body: PatchCohortRequest, options?: VersionedOptions): Promise<CohortResponse> =>
      ask({ method: 'PATCH', path: `/api/v1/cohorts/${encodeURIComponent(id)}`, body }, options),

    /** Remove a cohort, with the positioning and messages for it. Role: operator. */
    deleteCohort: (id: string, options?: CallOptions): Promise<void> =>
      ask({ method: 'DELETE', path: `/api/v1/cohorts/${encodeURIComponent(id)}` }, options),

    /** List what cohorts are to think of us, active or not. Role: viewer. */
    listPositioning: (query?: ListPositioningQuery, options?: CallOptions): Promise<PositioningPage> =>
      ask({ method: 'GET', path: '/api/v1/positioning', query }, options),

    /** Write down what a cohort is to think of us. Role: operator. */
    createPositioning: (body: CreatePositioningRequest, options?: KeyedOptions): Promise<PositioningResponse> =>
      ask({ method: 'POST', path: '/api/v1/positioning', body, takesKey: true }, options),

    /** Read a positioning. Role: viewer. */
    getPositioning: (id: string, options?: CallOptions): Promise<PositioningResponse> =>
      ask({ method: 'GET', path: `/api/v1/positioning/${encodeURIComponent(id)}` }, options),

    /** Change a positioning, or make it the one that its cohort is spoken to by. Role: operator. */
    changePositioning: (
      id: string,
      body: PatchPositioningRequest,
      options?: VersionedOptions,
    ): Promise<PositioningResponse> =>
      ask({ method: 'PATCH', path: `/api/v1/positioning/${encodeURIComponent(id)}`, body }, options),

    /** Read what is said for a positioning. Role: viewer. */
    getMessages: (id: string, options?: CallOptions): Promise<MessagesResponse> =>
      ask({ method: 'GET', path: `/api/v1/positioning/${encodeURIComponent(id)}/messages` }, options),

    /** Say what is said for a positioning, from the one claim down to the tone. Role: operator. */
    putMessages: (id: string, body: PutMessagesRequest, options?: VersionedOptions): Promise<MessagesResponse> =>
      ask({ method: 'PUT', path: `/api/v1/positioning/${encodeURIComponent(id)}/messages`, body }, options),
  },

  /** Checks against the rules of platforms and of the law. */
  compliance: {
    /** Check a text against the rules of a platform, of the brand and of the law. Role: analyst. */
    checkContent: (body: CheckContentRequest, options?: KeyedOptions): Promise<CheckedContentResponse> =>
      ask({ method: 'POST', path: '/api/v1/compliance/check', body, takesKey: true }, options),

    /** List what guardians have found. Role: viewer. */
    listComplianceChecks: (query?: ListComplianceChecksQuery, options?: CallOptions): Promise<ComplianceCheckPage> =>
      ask({ method: 'GET', path: '/api/v1/compliance/checks', query }, options),

    /** Read which editions of rules there are, and which are in force. Role: viewer. */
    getPolicyPacks: (options?: CallOptions): Promise<PolicyPackList> =>
      ask({ method: 'GET', path: '/api/v1/compliance/packs' }, options),

    /** Let one exact content break a rule, for a time, and say why. Role: admin. */
    grantWaiver: (body: GrantWaiverRequest, options?: KeyedOptions): Promise<WaiverResponse> =>
      ask({ method: 'POST', path: '/api/v1/compliance/waivers', body, takesKey: true }, options),
  },

  /** What agents may quote: observations, documents and the evidence behind every claim. */
  sources: {
    /** Read what a claim, a finding or a decision rests on. Role: viewer. */
    getEvidence: (id: string, options?: CallOptions): Promise<EvidenceResponse> =>
      ask({ method: 'GET', path: `/api/v1/evidence/${encodeURIComponent(id)}` }, options),

    /** List what was measured. Role: viewer. */
    listObservations: (query?: ListObservationsQuery, options?: CallOptions): Promise<ObservationPage> =>
      ask({ method: 'GET', path: '/api/v1/observations', query }, options),

    /** Tell what was measured, up to 1,000 figures at once. Role: operator. */
    recordObservations: (
      body: RecordObservationsRequest | RawBody,
      options?: KeyedOptions,
    ): Promise<RecordedObservationsResponse> =>
      ask({ method: 'POST', path: '/api/v1/observations', body, takesKey: true }, options),

    /** List keywords worth going for. Role: viewer. */
    listKeywords: (query?: ListKeywordsQuery, options?: CallOptions): Promise<KeywordPage> =>
      ask({ method: 'GET', path: '/api/v1/research/keywords', query }, options),

    /** List kinds of customers. Role: viewer. */
    listPersonas: (query?: ListPersonasQuery, options?: CallOptions): Promise<PersonaPage> =>
      ask({ method: 'GET', path: '/api/v1/research/personas', query }, options),

    /** List what agents of research found out. Role: viewer. */
    listResearchReports: (query?: ListResearchReportsQuery, options?: CallOptions): Promise<ResearchReportPage> =>
      ask({ method: 'GET', path: '/api/v1/research/reports', query }, options),
  },

  /** The single steps of a campaign and their state. */
  moves: {
    /** List moves. Role: viewer. */
    listMoves: (query?: ListMovesQuery, options?: CallOptions): Promise<MovePage> =>
      ask({ method: 'GET', path: '/api/v1/moves', query }, options),

    /** Read a move. Role: viewer. */
    getMove: (id: string, options?: CallOptions): Promise<MoveResponse> =>
      ask({ method: 'GET', path: `/api/v1/moves/${encodeURIComponent(id)}` }, options),

    /** Rename a move, or have it run at another time. Role: operator. */
    changeMove: (id: string, body: PatchMoveRequest, options?: VersionedOptions): Promise<MoveResponse> =>
      ask({ method: 'PATCH', path: `/api/v1/moves/${encodeURIComponent(id)}`, body }, options),

    /** Let the effect of a move leave now, once. Role: operator. */
    executeMove: (id: string, options?: KeyedOptions): Promise<MoveResponse> =>
      ask({ method: 'POST', path: `/api/v1/moves/${encodeURIComponent(id)}/execute`, takesKey: true }, options),

    /** Say how far a move is. Role: operator. */
    setMoveStatus: (id: string, body: SetMoveStatusRequest, options?: VersionedOptions): Promise<MoveResponse> =>
      ask({ method: 'PUT', path: `/api/v1/moves/${encodeURIComponent(id)}/status`, body }, options),
  },

  /** Signals, trends, forecasts, competitors and briefs about them. */
  intelligence: {
    /** List war briefs. Role: viewer. */
    listWarBriefs: (query?: ListWarBriefsQuery, options?: CallOptions): Promise<WarBriefPage> =>
      ask({ method: 'GET', path: '/api/v1/war-briefs', query }, options),

    /** Read a war brief. Role: viewer. */
    getWarBrief: (id: string, options?: CallOptions): Promise<WarBriefResponse> =>
      ask({ method: 'GET', path: `/api/v1/war-briefs/${encodeURIComponent(id)}` }, options),

    /** Compare two war briefs: what the second says otherwise, and what hangs on it. Role: viewer. */
    compareWarBriefs: (id: string, other: string, options?: CallOptions): Promise<WarBriefDiffResponse> =>
      ask(
        { method: 'GET', path: `/api/v1/war-briefs/${encodeURIComponent(id)}/diff/${encodeURIComponent(other)}` },
        options,
      ),
  },
});
