import { AGENT_ERROR_CODES } from './agent-error-codes';
import { code, type ErrorCodeDescription } from './error-code-description';

export type { ErrorCodeDescription, RetryAdvice } from './error-code-description';

/** The one catalogue of failures that have a name. A failure that is not here is a bug. */
export const ERROR_CODES = {
  REQUEST_MALFORMED: code(
    400,
    'The request cannot be read',
    'The body is not valid JSON or UTF-8, is nested too deeply, has too many keys, or a header or query is malformed.',
    'Send a UTF-8 JSON object of at most 32 levels and 1,000 keys.',
  ),
  REQUEST_INVALID: code(
    422,
    'The request has invalid fields',
    'A field is missing, unknown, of the wrong type or out of bounds; `errors` lists each.',
    'Correct the fields in `errors`; the schema is in /api/openapi.json.',
  ),
  REQUEST_TOO_LARGE: code(
    413,
    'The request body is too large',
    'The body is larger than this operation accepts.',
    'Send at most 256 KiB of JSON; larger content goes through an upload operation.',
  ),
  REQUEST_UNSUPPORTED_MEDIA_TYPE: code(
    415,
    'The content type is not supported',
    'The Content-Type is missing or not one this operation reads.',
    'Send `Content-Type: application/json`.',
  ),
  REQUEST_TIMEOUT: code(
    408,
    'The request took too long to arrive',
    'Headers or body did not arrive in time.',
    'Send the request again over a faster connection.',
    'later',
  ),
  IDEMPOTENCY_KEY_REUSED: code(
    422,
    'The idempotency key was used for another request',
    'A request came with a key that the same caller has used before, with another body.',
    'Use a new key for a new request; to repeat the old one, send the same body.',
  ),
  IDEMPOTENT_REQUEST_RUNNING: code(
    409,
    'The same request is still being worked on',
    'A request with this idempotency key came before, and has not been answered yet.',
    'Wait for its answer, or send the same request again after the seconds in Retry-After.',
    'later',
  ),
  NAME_TAKEN: code(
    409,
    'There is one with this name already',
    'Another of its kind in the same place has the name, slug or address.',
    'Choose another name, or change the one that is there.',
  ),
  STATE_FORBIDS: code(
    409,
    'It cannot be done in this state',
    'What is asked for is not possible (any more) in the state that the resource is in; the detail says which.',
    'Read the resource again and do what its state allows.',
  ),
  UPGRADE_REQUIRED: code(
    426,
    'This address speaks another protocol',
    'A request for the live channel does not ask for a WebSocket, or for one of a version that nobody speaks any more.',
    'Open it with a WebSocket client; the API description says how.',
  ),
  ROUTE_NOT_FOUND: code(
    404,
    'There is nothing at this address',
    'No operation has this method and path.',
    'Look the operation up in /api/docs.',
  ),
  RESOURCE_NOT_FOUND: code(
    404,
    'Not found',
    'The id does not exist in this workspace, which includes ids of other workspaces.',
    'Check the id, and that the token is for the workspace it belongs to.',
  ),
  VERSION_CHANGED: code(
    412,
    'Somebody else has changed it meanwhile',
    'The change is based on a version (If-Match) that is no longer the newest.',
    'Read it again, then repeat the change on the version you get.',
  ),
  AUTH_REQUIRED: code(
    401,
    'Sign-in is required',
    'No bearer token was sent, or it is malformed, expired, or not signed by this installation.',
    'Sign in with POST /api/v1/auth/login and send `Authorization: Bearer <access_token>`.',
  ),
  AUTH_INVALID_CREDENTIALS: code(
    401,
    'E-mail or password is wrong',
    'Sign-in failed. The answer is the same for an unknown e-mail, a wrong password and a disabled account.',
    'Check both; who has just registered opens the link of the mail first; others ask an admin for an invitation.',
  ),
  AUTH_TOKEN_OUTDATED: code(
    401,
    'Your membership has changed since you signed in',
    'The access token is good, but role or membership are not what it says any more.',
    'Get a token for what you are now with POST /api/v1/auth/refresh.',
  ),
  AUTH_SESSION_ENDED: code(
    401,
    'The session is over',
    'The refresh token is unknown, expired, used before, or its session was ended.',
    'Sign in again with POST /api/v1/auth/login.',
  ),
  AUTH_LINK_INVALID: code(
    401,
    'The link is not good any more',
    'The token of a mail was used before, is more than an hour old, or is not one of ours.',
    'Ask for another mail: register again, or POST /api/v1/auth/password/forgot.',
  ),
  AUTH_FORBIDDEN: code(
    403,
    'This needs another role',
    'The token is valid but its role may not do this.',
    'Ask an admin of the workspace to do it or to change your role.',
  ),
  AUTH_NO_WORKSPACE: code(
    403,
    'You are not an active member of this workspace',
    'The account has no active membership, or none in the workspace that was asked for.',
    'Accept your invitation, or ask an admin of the workspace to activate you.',
  ),
  RATE_LIMITED: code(
    429,
    'Too many requests',
    'More requests than the limit of this operation allows for one account or address.',
    'Wait for the seconds in Retry-After.',
    'later',
  ),
  SERVICE_UNAVAILABLE: code(
    503,
    'A part of the system is not available',
    'A database, the bus or another service did not answer in time.',
    'Try again after the seconds in Retry-After; GET /readyz names the dependency.',
    'later',
  ),
  DEADLINE_EXCEEDED: code(
    503,
    'The answer did not come in time',
    'The deadline that travelled with the work has passed, or less than a second of it was left.',
    'Try again; if it persists, look at the service in GET /api/v1/ops/fleet.',
    'later',
  ),
  WRITE_CONFLICT: code(
    503,
    'Too many writers at once',
    'A transaction was still in conflict with others after all its retries.',
    'Try again after the seconds in Retry-After.',
    'later',
  ),
  MESSAGE_INVALID: code(
    422,
    'A message between services does not fit its schema',
    'The payload of a bus message fails the validation of its class.',
    'Compare the versions of both services in GET /api/v1/ops/fleet; the older one must be upgraded.',
  ),
  EGRESS_REFUSED: code(
    422,
    'This URL may not be fetched',
    'The address is not public, or the URL, a redirect or the content type is not allowed.',
    'Use a public http or https URL on port 80 or 443.',
  ),
  EGRESS_FAILED: code(
    502,
    'The page could not be fetched',
    'The other side did not answer, answered too slowly or with too much.',
    'Check that the URL opens in a browser, then try again.',
    'later',
  ),
  ...AGENT_ERROR_CODES,
  INTERNAL: code(
    500,
    'Something went wrong on our side',
    'A bug: the log has the stack under the request id.',
    'Report the request id.',
  ),
} as const satisfies Record<string, ErrorCodeDescription>;

export type ErrorCode = keyof typeof ERROR_CODES;

export const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.hasOwn(ERROR_CODES, value);
