/** The five characters with which Postgres names an error, if it was Postgres. */
export function sqlStateOf(error: unknown): string | undefined {
  const code =
    (error as { code?: unknown } | null)?.code ??
    (error as { driverError?: { code?: unknown } } | null)?.driverError?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

const LOST_SOCKETS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);
const LOST_TEXTS = /Connection terminated|timeout exceeded when trying to connect|not queryable|Client was closed/;

/** The connection went away between two statements of a transaction. */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError';
}

export type TransientKind = 'conflict' | 'connection';

/**
 * A statement was prepared before something changed that it depends on; run again it is prepared anew. 0A000 feature not supported: "cached plan must
 * not change result type", after a migration of a column.
 */
export const isStalePlan = (error: unknown): boolean =>
  sqlStateOf(error) === '0A000' && /cached plan/.test(String((error as { message?: unknown } | null)?.message));

/**
 * Whether a whole transaction that failed so may be run again: in conflict with others (40001 serialization failure,
 * 40P01 deadlock, a plan that a migration has made stale), or without its connection (class 08, 57P shutdown of the server, sockets). A cancelled statement
 * (57014) is not: it would take as long again. https://www.postgresql.org/docs/17/errcodes-appendix.html
 */
export function transientKindOf(error: unknown): TransientKind | undefined {
  const state = sqlStateOf(error);
  if (state === '40001' || state === '40P01' || isStalePlan(error)) return 'conflict';
  if (state?.startsWith('08') || state?.startsWith('57P')) return 'connection';
  if (error instanceof ConnectionLostError) return 'connection';
  return state === undefined && isLostConnection(error) ? 'connection' : undefined;
}

/** The driver gave up waiting; the connection is closed with it. */
const isHanging = (error: unknown): boolean =>
  /Query read timeout/.test(String((error as { message?: unknown } | null)?.message));

/**
 * The server is there and does not let us work: class 28 invalid authorization, 3D000 no such database, class 53
 * insufficient resources; or it hangs. Trying at once again would not help; an operator has to.
 */
export function isUnavailable(error: unknown): boolean {
  if (isHanging(error)) return true;
  const state = sqlStateOf(error);
  return state !== undefined && (state.startsWith('28') || state.startsWith('53') || state === '3D000');
}

/** By shape: drivers and the network stack each bring errors of their own. */
function isLostConnection(error: unknown): boolean {
  const { code, message, errors, driverError } = (error ?? {}) as {
    code?: unknown;
    message?: unknown;
    errors?: unknown;
    driverError?: unknown;
  };
  if (Array.isArray(errors)) return errors.some(isLostConnection);
  if (driverError) return isLostConnection(driverError);
  return (
    (typeof code === 'string' && LOST_SOCKETS.has(code)) || (typeof message === 'string' && LOST_TEXTS.test(message))
  );
}
