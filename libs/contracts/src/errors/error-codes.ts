/** Whether trying the same thing again can help: `never`, or `later` (the bus redelivers, HTTP says Retry-After). */
export type RetryAdvice = 'never' | 'later';

export interface ErrorCodeDescription {
  /** HTTP status at the gateway. */
  readonly status: number;
  /** Short, the same for every occurrence (problem+json `title`). */
  readonly title: string;
  readonly retry: RetryAdvice;
  /** When it is thrown. */
  readonly when: string;
  /** What the caller does about it (problem+json `suggestion`). */
  readonly suggestion: string;
}

const code = (
  status: number,
  title: string,
  when: string,
  suggestion: string,
  retry: RetryAdvice = 'never',
): ErrorCodeDescription => ({ status, title, when, suggestion, retry });

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
    'Check both, or ask an admin of the workspace for an invitation.',
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
  AGENT_UNKNOWN: code(
    404,
    'There is no such agent',
    'The code is not on the roster of 87.',
    'Look the codes up in GET /api/v1/agents.',
  ),
  AGENT_PLANNED: code(
    409,
    'This agent is planned, not built yet',
    'The code is on the roster, but its guild has no description of it yet.',
    'Choose an agent that the registry shows as available.',
  ),
  AGENT_BUSY: code(
    503,
    'The agents have their hands full',
    'As many agents as this replica runs at once for people who wait, or for one workspace, are being asked already.',
    'Try again after the seconds in Retry-After, or have the work assigned instead of waiting for it.',
    'later',
  ),
  AGENT_INPUT_INVALID: code(
    422,
    'The input does not fit the agent',
    'The input fails the schema of the agent; the details list each problem.',
    'Compare the input with the JSON Schema of the agent in the registry.',
  ),
  AGENT_ANSWER_INVALID: code(
    500,
    'The agent has no valid answer',
    'Neither a model nor the floor gave an answer that fits the schema of the agent.',
    'Report the run id: the floor of this agent has a bug.',
  ),
  ASSIGNMENTS_INVALID: code(
    422,
    'These assignments cannot be done',
    'They wait for each other, for one that nobody knows, or for more than 64; the details list each problem.',
    'Correct what waits for what: every one must be reachable from those that wait for nothing.',
  ),
  PREDECESSOR_FAILED: code(
    409,
    'What it waited for has failed',
    'The assignment needs the output of another one, which has failed.',
    'Look at the failure of the one that it names, then assign both again.',
  ),
  WORK_STOPPED: code(
    409,
    'An emergency stop is on',
    'A stop of this agent, its guild or the workspace was started and has not been ended.',
    'End the stop, then ask again.',
  ),
  BUDGET_EXHAUSTED: code(
    402,
    'The budget of this period is used up',
    'What is spent and reserved leaves too little for this call.',
    'Raise the limit of the workspace, or wait for the next period; free calls go on.',
  ),
  BUDGET_TIER_TOO_DEAR: code(
    402,
    'Only the cheapest models are still paid for',
    'Of the budget of this period 95 % is spent.',
    'Raise the limit of the workspace, or use agents of the flash tier.',
  ),
  BUDGET_UNAVAILABLE: code(
    503,
    'The budget could not be asked',
    'The council, which keeps the budget, did not answer in time.',
    'Try again; meanwhile agents answer from their floor.',
    'later',
  ),
  MODEL_REFUSED: code(
    502,
    'The model refused to answer',
    'The vendor reports a refusal. The call was billed.',
    'Change the wording of the input; the floor of the agent stands meanwhile.',
  ),
  MODEL_CUT_OFF: code(
    502,
    'The answer of the model was cut off',
    'The answer ended at the limit of output or of context. The call was billed.',
    'Ask for less at once; the floor of the agent stands meanwhile.',
  ),
  MODEL_BLOCKED: code(
    502,
    'The vendor blocked the answer',
    'A safety filter of the vendor stopped prompt or answer. The call was billed.',
    'Change the wording of the input; the floor of the agent stands meanwhile.',
  ),
  MODEL_UNKNOWN_TOOL: code(
    502,
    'The model asked for a tool that does not exist',
    'The answer is a call of a tool that was not offered. The call was billed.',
    'Ask again; the floor of the agent stands meanwhile.',
  ),
  MODEL_MALFORMED: code(
    502,
    'The answer of the model does not fit',
    'The answer was not the JSON that was asked for, also after one repair. The calls were billed.',
    'Ask again; the floor of the agent stands meanwhile.',
  ),
  MODEL_RATE_LIMITED: code(
    503,
    'The vendor of the model limits the rate',
    'The vendor answered 429 until the tries were used up.',
    'Try again after the seconds in Retry-After.',
    'later',
  ),
  MODEL_OVERLOADED: code(
    503,
    'The vendor of the model is overloaded',
    'The vendor answered 503 or 529 until the tries were used up, or its breaker is open.',
    'Try again after the seconds in Retry-After.',
    'later',
  ),
  MODEL_UNAVAILABLE: code(
    503,
    'The model cannot be reached',
    'The vendor could not be reached or broke off, or no key is configured for any model of the tier.',
    'Configure a key, or try again.',
    'later',
  ),
  MODEL_TIMEOUT: code(
    503,
    'The model did not answer in time',
    'The answer did not come before the deadline, or stalled.',
    'Try again with a later deadline.',
    'later',
  ),
  MODEL_SPEND_LIMIT: code(
    503,
    'The account at the vendor may not spend more',
    'The vendor refused because of the spending limit or the balance of the account.',
    'Raise the limit in the console of the vendor.',
    'later',
  ),
  MODEL_REJECTED_REQUEST: code(
    502,
    'The vendor rejected the request',
    'The vendor answered 400, 401, 403, 404 or 413: key, model or request is wrong.',
    'Check key and model catalogue; the log names the reason of the vendor.',
  ),
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
