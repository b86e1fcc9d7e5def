import { ApiProblem } from './api-problem';
import type { ApiOptions } from './api-options';
import type { Ask, KeyedOptions, OperationCall, RawBody, VersionedOptions } from './call';
import { inTime, pause, type Deadline } from './deadline';
import { waitBeforeNext } from './retry';
import { tokens, type Tokens } from './tokens';

type Options = KeyedOptions & VersionedOptions;

const USUAL = { attempts: 3, timeoutMs: 30_000, longestWaitMs: 10_000 };

/** How the operations of a client are asked: with a token, a key, in time, and again where that helps. */
export function askWith(settings: ApiOptions): Ask {
  const { attempts, timeoutMs, longestWaitMs } = { ...USUAL, ...settings };
  const access = tokens(settings);
  return async <Answer>(call: OperationCall, options: Options = {}): Promise<Answer> => {
    const headers = headersOf(call, options);
    for (let attempt = 1; ; attempt += 1) {
      const failure = await tryOnce<Answer>(settings, access, call, headers, { timeoutMs, ...options });
      if ('answer' in failure) return failure.answer;
      const { error } = failure;
      if (options.signal?.aborted) throw error;
      const failed = error instanceof ApiProblem ? error : { status: undefined };
      const wait = waitBeforeNext(call, failed, attempt, { attempts, longestWaitMs });
      if (wait === undefined) throw error;
      await pause(wait, options.signal);
    }
  };
}

type Outcome<Answer> = { readonly answer: Answer } | { readonly error: unknown };

/** A token that is not taken (any more) is renewed once; that is no try of its own. */
async function tryOnce<Answer>(
  settings: ApiOptions,
  access: Tokens,
  call: OperationCall,
  headers: Readonly<Record<string, string>>,
  deadline: Deadline,
): Promise<Outcome<Answer>> {
  try {
    const token = call.isPublic ? undefined : await access.current();
    const sent = (bearer: string | undefined): Promise<Answer> =>
      inTime(deadline, (signal) => send<Answer>(settings, call, withToken(headers, bearer), signal));
    try {
      return { answer: await sent(token) };
    } catch (error) {
      const other = token !== undefined && isRefusedToken(error) ? await access.instead(token) : undefined;
      if (other === undefined) throw error;
      return { answer: await sent(other) };
    }
  } catch (error) {
    return { error };
  }
}

const isRefusedToken = (error: unknown): boolean => ApiProblem.is(error, 'AUTH_REQUIRED');

async function send<Answer>(
  { baseUrl, fetch: transport = globalThis.fetch }: ApiOptions,
  call: OperationCall,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Answer> {
  const { method, path, query = {}, body } = call;
  const url = `${baseUrl.replace(/\/+$/, '')}${path}${queryText(query)}`;
  const answer = await transport.call(globalThis, url, { method, headers, body: bodyText(body), signal });
  if (!answer.ok) throw await ApiProblem.of(answer);
  if (call.isRaw) return answer as Answer;
  const text = await answer.text();
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

function headersOf({ takesKey, body }: OperationCall, options: Options): Record<string, string> {
  const type = contentTypeOf(body);
  return {
    accept: 'application/json, application/problem+json, */*;q=0.5',
    ...(type !== undefined && { 'content-type': type }),
    ...(takesKey && { 'idempotency-key': options.idempotencyKey ?? newKey() }),
    ...(options.ifVersion !== undefined && { 'if-match': `"${options.ifVersion}"` }),
    ...options.headers,
  };
}

const withToken = (headers: Readonly<Record<string, string>>, token: string | undefined): Record<string, string> => ({
  ...headers,
  ...(token !== undefined && { authorization: `Bearer ${token}` }),
});

const isForm = (body: unknown): body is FormData => typeof FormData !== 'undefined' && body instanceof FormData;

const isRaw = (body: unknown): body is RawBody =>
  typeof body === 'object' && body !== null && 'contentType' in body && 'content' in body;

/** The boundary of a form is the transport's affair. */
function contentTypeOf(body: unknown): string | undefined {
  if (body === undefined || isForm(body)) return undefined;
  return isRaw(body) ? body.contentType : 'application/json';
}

function bodyText(body: unknown): string | Blob | FormData | undefined {
  if (body === undefined || isForm(body)) return body;
  return isRaw(body) ? body.content : JSON.stringify(body);
}

function queryText(query: object): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query) as [string, unknown][])
    for (const each of Array.isArray(value) ? (value as unknown[]) : [value])
      if (each !== undefined && each !== null) words.append(name, String(each));
  const text = words.toString();
  return text && `?${text}`;
}

/** 128 random bits; also where `crypto.randomUUID` is not there, as on pages without TLS. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
