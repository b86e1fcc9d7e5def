import { AppError } from '@raptor/platform';

/** Most and usual number of items on a page. */
export const PAGE_LIMITS = { most: 100, usual: 20 } as const;

/** Which part of a list is wanted. */
export interface PageRequest {
  /** Items at most: 1 to 100, 20 when left out. */
  readonly limit?: number | undefined;
  /** Where the page before ended: its `nextCursor`. */
  readonly cursor?: string | undefined;
  /** Which of the list's orders, such as `name` or `-created_at`; newest first when left out. */
  readonly sort?: string | undefined;
}

export interface Page<Item> {
  readonly items: Item[];
  /** For the page after this one; null when this was the last. */
  readonly nextCursor: string | null;
}

/** Where a page ended: the order it was in, and its last row's values of the columns that make that order. */
export interface Position {
  readonly sort: string;
  readonly after: readonly [value: string, id: string];
}

/** Opaque to callers. It names no tenant and grants nothing: what it points at is looked up within the caller's workspace. */
export const encodeCursor = ({ sort, after }: Position): string =>
  Buffer.from(JSON.stringify([sort, ...after])).toString('base64url');

/**
 * @throws AppError REQUEST_INVALID when it is not a cursor, or one of another order: mixing orders would skip rows.
 */
export function decodeCursor(cursor: string, sort: string): Position {
  const parts = parse(cursor);
  if (!Array.isArray(parts) || parts.length !== 3 || !parts.every((part) => typeof part === 'string'))
    throw invalid('cursor', 'is not one that a list has answered with');
  const [ofSort, value, id] = parts as [string, string, string];
  if (ofSort !== sort) throw invalid('cursor', `belongs to the order ${ofSort}, not ${sort}: begin again without it`);
  if (!UUID.test(id)) throw invalid('cursor', 'is not one that a list has answered with');
  return { sort, after: [value, id] };
}

/** @throws AppError REQUEST_INVALID when it is not a whole number from 1 to 100. */
export function limitOf({ limit = PAGE_LIMITS.usual }: PageRequest): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= PAGE_LIMITS.most) return limit;
  throw invalid('limit', `must be a whole number from 1 to ${PAGE_LIMITS.most}`);
}

export const invalid = (field: string, what: string): AppError =>
  new AppError('REQUEST_INVALID', `${field} ${what}`, { details: { errors: [{ field, message: what }] } });

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
