import {
  decodeCursor,
  encodeCursor,
  invalid,
  limitOf,
  type Page,
  type PageRequest,
  type Transaction,
} from '@raptor/persistence';
import type { FindOptionsWhere, SelectQueryBuilder } from 'typeorm';
import { WorkspaceMemberEntity } from './workspace-member.entity';

/** What tells memberships apart that began at the same moment: of a workspace its people, of a person the workspaces. */
type TieBreaker = 'userId' | 'workspaceId';
const COLUMNS = { userId: 'user_id', workspaceId: 'workspace_id' } as const;

/**
 * A page of memberships in the order in which they began. Memberships have no id of their own, so that it is told by the position which one
 * was the last.
 * @throws AppError REQUEST_INVALID for a limit, cursor or sort that is none.
 */
export async function membershipPage(
  tx: Transaction,
  where: FindOptionsWhere<WorkspaceMemberEntity>,
  tie: TieBreaker,
  request: PageRequest,
): Promise<Page<WorkspaceMemberEntity>> {
  const limit = limitOf(request);
  const sort = sortOf(request);
  const isDescending = sort.startsWith('-');
  const direction = isDescending ? 'DESC' : 'ASC';
  const query = tx
    .createQueryBuilder(WorkspaceMemberEntity, 'member')
    .setFindOptions({ where })
    .addSelect(`"member"."created_at"::text`, 'position')
    .orderBy(`"member"."created_at"`, direction)
    .addOrderBy(`"member"."${COLUMNS[tie]}"`, direction)
    .limit(limit + 1);
  if (request.cursor !== undefined) {
    const [value, id] = decodeCursor(request.cursor, sort).after;
    const beyond = `("member"."created_at", "member"."${COLUMNS[tie]}") ${isDescending ? '<' : '>'} (:value::timestamptz, :id::uuid)`;
    query.andWhere(beyond, { value, id });
  }
  const { entities, raw } = await rowsOf(query);
  const items = entities.slice(0, limit);
  const [last, position] = [items.at(-1), raw[items.length - 1]?.position];
  const isMore = entities.length > limit && last !== undefined && position !== undefined;
  return { items, nextCursor: isMore ? encodeCursor({ sort, after: [position, last[tie]] }) : null };
}

/** What a cursor carries as a value is read by Postgres alone: one it cannot read was never given out. */
async function rowsOf(query: SelectQueryBuilder<WorkspaceMemberEntity>) {
  try {
    return await query.getRawAndEntities<{ position: string }>();
  } catch (error) {
    if (/^22/.test(String((error as { code?: unknown }).code)))
      throw invalid('cursor', 'is not one that a list has answered with');
    throw error;
  }
}

function sortOf({ sort = '-created_at' }: PageRequest): string {
  if (sort === 'created_at' || sort === '-created_at') return sort;
  throw invalid('sort', 'must be created_at or -created_at');
}
