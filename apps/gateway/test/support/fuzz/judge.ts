import { jsonBodyOf, PROBLEM_TYPE, resolved, type ApiDocument } from '../../../../../tools/api/document';
import type { BadRequest } from './bad-requests';
import type { Came } from './send';

/** How long an answer may take, where the machine is nobody else's. */
export const MOST_MS = 2_000;

/** What a proxy or Node itself may answer to what is hardly HTTP, whatever the operation. */
const ANYWHERE = new Set([400, 401, 403, 404, 405, 408, 413, 414, 415, 417, 422, 429, 431]);

/** No operation may take these. */
const NEVER_TAKEN = new Set([
  'cut off',
  'no UTF-8',
  'UTF-16',
  'compressed',
  'compressed a thousandfold',
  'no JSON',
  'too large',
  'half a pair',
]);

/** So large that the connection may be closed before all of it is sent. */
const MAY_BE_CUT = new Set(['too large', 'header x-big', 'header idempotency-key']);

/** What is wrong with an answer to a bad request; nothing when it is as it should be. */
export function faultsIn(document: ApiDocument, asked: BadRequest, came: Came, mostMs = MOST_MS): string[] {
  const { status, ms, type } = came;
  if (status === undefined) return MAY_BE_CUT.has(asked.kind) ? [] : ['was not answered'];
  const faults: string[] = [];
  if (ms > mostMs) faults.push(`took ${Math.round(ms)} ms`);
  if (status >= 500 && !isExcused(came)) faults.push(`was answered ${status} ${came.text.slice(0, 300)}`);
  if (status >= 400 && !isNodesOwn(asked, status) && !type.startsWith(PROBLEM_TYPE))
    faults.push(`was answered ${status} with ${type}`);
  if (status < 300 && isTaken(document, asked)) faults.push(`was taken: ${status}`);
  if (asked.kind !== 'method' && !ANYWHERE.has(status) && !(String(status) in asked.operation.object.responses))
    faults.push(`was answered ${status}, which the description does not list`);
  return faults;
}

/** Without a body by the rules of HTTP, or before anybody is asked. */
const isNodesOwn = ({ method }: BadRequest, status: number): boolean => method === 'HEAD' || status === 417;

/** A part that is away, or busy, and says so. */
const isExcused = ({ status, text, retryAfter }: Came): boolean =>
  status === 503 && retryAfter !== undefined && /"code":"(?!INTERNAL)[A-Z_]+"/.test(text);

/** True for what no operation may do: it should have been refused. */
function isTaken(document: ApiDocument, { kind, operation, body }: BadRequest): boolean {
  if (NEVER_TAKEN.has(kind)) return true;
  const schema = jsonBodyOf(operation);
  if (!schema || !kind.includes('not theirs') || !body) return false;
  const { properties = {} } = resolved(document, schema);
  const sent = JSON.parse(body.toString()) as object;
  return Object.keys(sent).some((name) => !(name in properties));
}
