import { escapeLiteral } from 'pg';
import { validate as isUuid } from 'uuid';

/** Who acts; kept with the transaction so that triggers and logs can tell. */
export interface TransactionActor {
  readonly type: 'user' | 'api_key' | 'agent' | 'system';
  readonly id: string;
}

/** What row level security lets a transaction see: at most one of the three is set, none shows nobody's rows. */
export interface Scope {
  readonly workspaceId?: string;
  readonly userId?: string;
  readonly signInEmail?: string;
  readonly actor?: TransactionActor;
}

export interface TransactionLimits {
  readonly statementTimeoutMs: number;
  readonly lockTimeoutMs: number;
}

/** An e-mail address as it is stored and compared: NFKC, lower case, no space around it. */
export const normaliseEmail = (email: string): string => email.normalize('NFKC').trim().toLowerCase();

/**
 * The one message that opens a transaction: BEGIN and every setting, so that opening costs no round trip of its own.
 * All three scopes are always set: what a session may have been left with never counts.
 * @throws TypeError when an id is not a UUID: a transaction is never opened on a guess.
 */
export function openingStatement(scope: Scope, limits: TransactionLimits): string {
  const settings: Record<string, string> = {
    'app.workspace_id': uuidOrEmpty('workspace', scope.workspaceId),
    'app.user_id': uuidOrEmpty('user', scope.userId),
    'app.sign_in_email': scope.signInEmail === undefined ? '' : normaliseEmail(scope.signInEmail),
    'app.actor': scope.actor ? `${scope.actor.type}:${scope.actor.id}` : '',
    statement_timeout: String(limits.statementTimeoutMs),
    lock_timeout: String(limits.lockTimeoutMs),
  };
  const calls = Object.entries(settings).map(([name, value]) => `set_config('${name}', ${escapeLiteral(value)}, true)`);
  return `BEGIN; SELECT ${calls.join(', ')}`;
}

function uuidOrEmpty(what: string, id: string | undefined): string {
  if (id === undefined) return '';
  if (!isUuid(id)) throw new TypeError(`The ${what} id of a transaction must be a UUID`);
  return id;
}
