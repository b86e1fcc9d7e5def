import type { AskOptions } from './fleet';

/** An answer of any kind, as it was sent. */
export interface Said {
  readonly status: number;
  readonly text: string;
  /** Of a problem. */
  readonly code: string | undefined;
  readonly headers: Headers;
}

/** Asks a service and reads what it says, whatever that is. */
export async function askText(
  baseUrl: string,
  method: string,
  path: string,
  { body, token, headers }: AskOptions = {},
): Promise<Said> {
  const answer = await fetch(`${baseUrl}${path}`, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  const isProblem = (answer.headers.get('content-type') ?? '').startsWith('application/problem+json');
  const code = isProblem ? (JSON.parse(text) as { code: string }).code : undefined;
  return { status: answer.status, text, code, headers: answer.headers };
}
