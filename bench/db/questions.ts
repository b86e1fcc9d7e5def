import type { ServiceKey } from '@raptor/contracts';
import { PAGE_LIMITS, type Transaction } from '@raptor/persistence';
import { In, IsNull } from 'typeorm';
import { ApprovalsRepository } from '../../apps/council/src/approvals/approvals.repository';
import { CostsRepository } from '../../apps/council/src/budget/costs.repository';
import { CampaignsRepository } from '../../apps/council/src/campaigns/campaigns.repository';
import { MovesRepository } from '../../apps/council/src/moves/moves.repository';
import { NotificationsRepository } from '../../apps/council/src/notifications/notifications.repository';
import { AssignmentsRepository } from '../../apps/council/src/registry/assignments.repository';
import { AuditRepository } from '../../apps/gateway/src/audit/audit.repository';
import { AlertsRepository } from '../../apps/matrix-guild/src/alerts/alerts.repository';
import { MetricObservationsRepository } from '../../apps/matrix-guild/src/observations/metric-observations.repository';
import { AssetsRepository } from '../../apps/muse-guild/src/assets/assets.repository';
import {
  APPROVALS,
  ASSIGNMENTS,
  BLOCKS,
  BUSY_CAMPAIGNS,
  CAMPAIGNS,
  COSTS,
  MEMBERS,
  MOVES,
  NOTIFICATIONS,
  busyCampaign,
  campaignOfBlock,
  memberBy,
} from './council-rows';
import { idOf, ROWS_EACH, type Filling } from './fill';
import { ALERTS, ASSETS, AUDIT, METRICS, OBSERVATIONS, OBSERVED_CAMPAIGNS, observedCampaign } from './other-rows';

/** What most requests ask, and whom. */
export interface Question {
  readonly name: string;
  readonly service: ServiceKey;
  /** What answers it. */
  readonly filling: Filling;
  /** SQL over workspace `w` and its number of the draw `n` that draws a row to ask about; none where the workspace is all. */
  readonly about?: string;
  /** As the application asks. `now` is when the last row was made. */
  ask(tx: Transaction, about: string, now: Date): Promise<unknown>;
}

const campaigns = new CampaignsRepository();
const moves = new MovesRepository();
const assets = new AssetsRepository();
const approvals = new ApprovalsRepository();
const notifications = new NotificationsRepository();
const costs = new CostsRepository();
const assignments = new AssignmentsRepository();
const alerts = new AlertsRepository();
const observations = new MetricObservationsRepository();
const audit = new AuditRepository();

const OPEN_ALERTS = ['unacknowledged', 'acknowledged', 'in_progress'] as const;
const MONTH_MS = 30 * 86_400_000;
const aMonthBefore = (time: Date): Date => new Date(time.getTime() - MONTH_MS);

/** Rows that a query for a page asks for: one more tells whether there is another page. */
export const PAGE_ROWS = PAGE_LIMITS.usual + 1;

export const QUESTIONS: readonly Question[] = [
  {
    name: 'newest campaigns',
    service: 'council',
    filling: CAMPAIGNS,
    ask: (tx) => campaigns.list(tx),
  },
  {
    name: 'a campaign',
    service: 'council',
    filling: CAMPAIGNS,
    about: idOf('council.campaigns', `1 + n % ${ROWS_EACH}`),
    ask: (tx, id) => campaigns.get(tx, id),
  },
  {
    name: 'moves of a campaign',
    service: 'council',
    filling: MOVES,
    about: busyCampaign(`((n % ${BUSY_CAMPAIGNS}) / ${BUSY_CAMPAIGNS}.0)`),
    ask: (tx, campaignId) => moves.list(tx, {}, { campaignId }),
  },
  {
    name: 'assets of a campaign',
    service: 'muse',
    filling: ASSETS,
    about: busyCampaign(`((n % ${BUSY_CAMPAIGNS}) / ${BUSY_CAMPAIGNS}.0)`),
    ask: (tx, campaignId) => assets.search(tx, { campaignId }),
  },
  {
    name: 'pending approvals',
    service: 'council',
    filling: APPROVALS,
    ask: (tx) => approvals.list(tx, {}, { state: 'pending' }),
  },
  {
    name: "a person's unread notifications",
    service: 'council',
    filling: NOTIFICATIONS,
    about: memberBy(`((n % ${MEMBERS}) / ${MEMBERS}.0)`),
    ask: (tx, userId) => notifications.list(tx, {}, { userId, readAt: IsNull() }),
  },
  {
    name: 'costs by agent, a month',
    service: 'council',
    filling: COSTS,
    ask: (tx, _about, to) => costs.by(tx, 'agent', { from: aMonthBefore(to), to, timezone: 'UTC' }),
  },
  {
    name: 'assignments of a campaign',
    service: 'council',
    filling: ASSIGNMENTS,
    about: campaignOfBlock(`n % ${BLOCKS} * ${ROWS_EACH / BLOCKS}`),
    ask: (tx, subjectId) => assignments.ofSubject(tx, { subjectType: 'campaign', subjectId }),
  },
  {
    name: 'open alerts',
    service: 'matrix',
    filling: ALERTS,
    ask: (tx) => alerts.list(tx, {}, { state: In(OPEN_ALERTS) }),
  },
  {
    name: 'a metric, a month',
    service: 'matrix',
    filling: OBSERVATIONS,
    about: observedCampaign(`n % ${OBSERVED_CAMPAIGNS}`),
    ask: (tx, subjectId, to) =>
      observations.series(
        tx,
        { subjectType: 'campaign', subjectId, metric: METRICS[1] as string },
        aMonthBefore(to),
        to,
      ),
  },
  {
    name: 'newest of the audit log',
    service: 'gateway',
    filling: AUDIT,
    ask: (tx) => audit.list(tx),
  },
];
