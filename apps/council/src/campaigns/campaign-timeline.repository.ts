import { Injectable } from '@nestjs/common';
import type { TimelineKind, TimelineStep } from '@raptor/contracts';
import {
  EXACT_INTEGER,
  decodeCursor,
  encodeCursor,
  invalid,
  limitOf,
  workspaceOf,
  type Page,
  type PageRequest,
  type Transaction,
} from '@raptor/persistence';
import { QueryFailedError } from 'typeorm';

const SORTS = { created_at: { way: 'ASC', beyond: '>' }, '-created_at': { way: 'DESC', beyond: '<' } } as const;
type Sort = keyof typeof SORTS;

/** $1 workspace, $2 campaign. Decisions stand on its timeline; approvals are of itself and of its moves. */
const SOURCES: Readonly<Record<TimelineKind, string>> = {
  decision: `
    SELECT 'decision' AS kind, id, created_at, lord AS agent_code, kind AS about, left(decision, 200) AS state,
      left(reasoning, 500) AS reason, NULL::timestamptz AS ended_at, NULL::bigint AS cost
    FROM council.council_decisions WHERE workspace_id = $1 AND campaign_id = $2`,
  assignment: `
    SELECT 'assignment', id, created_at, agent_code, 'assignment', state, left(coalesce(failure ->> 'message', ''), 500),
      finished_at, cost_micro_usd
    FROM council.agent_assignments WHERE workspace_id = $1 AND subject_type = 'campaign' AND subject_id = $2`,
  approval: `
    SELECT 'approval', id, created_at, NULL, subject_type, state, left(coalesce(note, ''), 500), decided_at, NULL::bigint
    FROM council.approvals WHERE workspace_id = $1 AND (
      (subject_type = 'campaign' AND subject_id = $2)
      OR (subject_type = 'move' AND subject_id IN (SELECT id FROM council.moves WHERE workspace_id = $1 AND campaign_id = $2)))`,
};

/** What happened on the way of a campaign, put together from where each of it is written down. */
@Injectable()
export class CampaignTimelineRepository {
  /** @throws AppError REQUEST_INVALID for a limit, cursor or sort that is none. */
  async page(tx: Transaction, campaignId: string, request: PageRequest): Promise<Page<TimelineStep>> {
    const limit = limitOf(request);
    const sort = sortOf(request);
    const { cursor } = request;
    const [at, id] = cursor === undefined ? [null, null] : decodeCursor(cursor, sort).after;
    const rows = await rowsOf(tx, sort, [workspaceOf(tx), campaignId, at, id, limit + 1], cursor !== undefined);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const isMore = rows.length > limit && last !== undefined;
    return {
      items: items.map(toStep),
      nextCursor: isMore ? encodeCursor({ sort, after: [last.position, last.id] }) : null,
    };
  }
}

/** Each source gives no more than a page, in order, so that each is read by an index of its own. */
function statement(sort: Sort): string {
  const { way, beyond } = SORTS[sort];
  const order = `ORDER BY created_at ${way}, id ${way} LIMIT $5`;
  const part = (source: string): string =>
    `(${source} AND ($3::timestamptz IS NULL OR (created_at, id) ${beyond} ($3::timestamptz, $4::uuid)) ${order})`;
  return `SELECT *, created_at::text AS position FROM (${Object.values(SOURCES).map(part).join(' UNION ALL ')}) AS step ${order}`;
}

function sortOf({ sort = '-created_at' }: PageRequest): Sort {
  if (Object.hasOwn(SORTS, sort)) return sort as Sort;
  throw invalid('sort', `must be one of ${Object.keys(SORTS).join(', ')}`);
}

/** What a cursor carries as a time is read by Postgres alone: one it cannot read was never given out. */
async function rowsOf(tx: Transaction, sort: Sort, values: unknown[], withCursor: boolean): Promise<StepRow[]> {
  try {
    return await tx.query<StepRow[]>(statement(sort), values);
  } catch (error) {
    const { code } = error instanceof QueryFailedError ? (error.driverError as { code?: string }) : {};
    if (withCursor && code?.startsWith('22')) throw invalid('cursor', 'is not one that a list has answered with');
    throw error;
  }
}

interface StepRow {
  readonly kind: TimelineKind;
  readonly id: string;
  readonly created_at: Date;
  readonly agent_code: string | null;
  readonly about: string;
  readonly state: string;
  readonly reason: string;
  readonly ended_at: Date | null;
  readonly cost: string | null;
  readonly position: string;
}

const toStep = (row: StepRow): TimelineStep => ({
  id: row.id,
  kind: row.kind,
  at: row.created_at.toISOString(),
  agent_code: row.agent_code,
  about: row.about,
  state: row.state,
  reason: row.reason,
  ended_at: row.ended_at?.toISOString() ?? null,
  cost_micro_usd: EXACT_INTEGER.from(row.cost) as number | null,
});
