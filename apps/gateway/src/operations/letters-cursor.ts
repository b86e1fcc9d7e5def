import { AppError } from '@raptor/platform';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where a page of dead letters ended: their ids are made in the order in which they were buried, in whichever service. */
export const lettersCursor = (lastId: string): string => Buffer.from(lastId).toString('base64url');

/** @throws AppError REQUEST_INVALID for one that no page was answered with. */
export function lastIdIn(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString('latin1');
  if (UUID.test(id)) return id;
  const message = 'is not one that a list has answered with';
  throw new AppError('REQUEST_INVALID', `cursor ${message}`, { details: { errors: [{ field: 'cursor', message }] } });
}
