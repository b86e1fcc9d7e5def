import { ERROR_CODES, type ErrorCode, type Problem } from '@raptor/contracts';
import {
  eachOperation,
  isRef,
  schemaOf,
  type Answer,
  type Description,
  type Header,
  type MediaType,
} from './description-types';

const header = (description: string, schema: object): Header => ({ description, schema });
const count = { type: 'integer', minimum: 0 };

/** Headers that many answers have. */
const HEADERS: Readonly<Record<string, Header>> = {
  'X-Request-Id': header('The one that was sent, or a new one; also in the logs', { type: 'string' }),
  'X-RateLimit-Limit': header('Requests that the caller may make in the window', count),
  'X-RateLimit-Remaining': header('How many of them are left', count),
  'X-RateLimit-Reset': header('Seconds until the window begins anew', count),
  'Retry-After': header('Seconds after which another try makes sense', count),
  'WWW-Authenticate': header('How to sign in', { type: 'string', example: 'Bearer' }),
  ETag: header('The version of what is answered, for If-Match', { type: 'string', example: '"3"' }),
};

const ALWAYS = ['X-Request-Id', 'X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset'];
const OF_PROBLEM: Readonly<Record<string, readonly string[]>> = {
  401: ['WWW-Authenticate'],
  409: ['Retry-After'],
  429: ['Retry-After'],
  503: ['Retry-After'],
};

const refs = (names: readonly string[]): Record<string, { $ref: string }> =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

/** What all operations share is said once: the headers, and of each status of failure the codes with an example. */
export function shareAnswers(description: Description): void {
  const components = (description.components ??= {});
  components.headers = { ...HEADERS };
  const shared = (components.responses ??= {});
  eachOperation(description, ({ responses, tags = [] }) => {
    if (tags[0] === 'health') return;
    for (const [status, answer] of Object.entries(responses)) {
      if (!answer || isRef(answer)) continue;
      if (/^[45]/.test(status)) {
        const name = `Problem${status}`;
        shared[name] = problemAnswer(status, answer);
        responses[status] = { $ref: `#/components/responses/${name}` };
      } else
        answer.headers = {
          ...answer.headers,
          ...refs([...ALWAYS, ...(hasVersion(description, answer) ? ['ETag'] : [])]),
        };
    }
  });
}

function hasVersion(description: Description, { content }: Answer): boolean {
  const schema = content?.['application/json']?.schema;
  return schema !== undefined && schemaOf(description, schema).properties?.['version'] !== undefined;
}

function problemAnswer(status: string, answer: Answer): Answer {
  const codes = (Object.keys(ERROR_CODES) as ErrorCode[]).filter((code) => ERROR_CODES[code].status === Number(status));
  const examples = Object.fromEntries(
    codes.map((code) => [code, { summary: ERROR_CODES[code].title, value: exampleProblem(code) }]),
  );
  const content = Object.entries(answer.content ?? {}).map(([type, media]): [string, MediaType] => [
    type,
    { ...media, examples },
  ]);
  return {
    description: answer.description || codes.join(', '),
    headers: refs([...ALWAYS, ...(OF_PROBLEM[status] ?? [])]),
    content: Object.fromEntries(content),
  };
}

function exampleProblem(code: ErrorCode): Problem {
  const { status, title, when, suggestion } = ERROR_CODES[code];
  return {
    type: `urn:raptorflow:problem:${code.toLowerCase().replaceAll('_', '-')}`,
    title,
    status,
    code,
    detail: when,
    request_id: '01930000-0000-7000-8000-00000000000a',
    ...(code === 'REQUEST_INVALID' && { errors: [{ field: 'email', message: 'email must be an email' }] }),
    suggestion,
  };
}
