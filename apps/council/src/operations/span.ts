import type { SpanQuery } from '@raptor/contracts';
import { invalidFields } from './fields';

const DAY_MS = 86_400_000;
/** Days that are looked at where nobody says, and at most. */
export const USUAL_DAYS = 30;
const MOST_DAYS = 400;

export interface Span {
  readonly from: Date;
  /** Not included. */
  readonly to: Date;
}

/** @throws AppError REQUEST_INVALID for a span that ends before it begins, or is very long. */
export function spanOf({ from, to }: SpanQuery, now = new Date()): Span {
  const end = to === undefined ? now : new Date(to);
  const begin = from === undefined ? new Date(end.getTime() - USUAL_DAYS * DAY_MS) : new Date(from);
  const days = (end.getTime() - begin.getTime()) / DAY_MS;
  if (days <= 0) throw invalidFields({ field: 'from', message: 'must be before to' });
  if (days > MOST_DAYS) throw invalidFields({ field: 'from', message: `must not be over ${MOST_DAYS} days before to` });
  return { from: begin, to: end };
}
