import type { ApiDocument, Operation } from '../../../../../tools/api/document';
import { addressOf, bodyFor, isId, neededQuery, randomIds, takesJson, type PathValue } from '../api-requests';
import { likely, wordsFor } from '../likely-ids';
import type { KnownId } from '../workspace-rows';
import { badPart, badQuery } from './bad-addresses';
import { badBody } from './bad-bodies';
import { jsonText, TEXTS } from './bad-values';
import type { Chance } from './chance';

/** Who it pretends to come from. */
export type Sender = 'admin' | 'viewer' | 'nobody' | 'forger';

export interface BadRequest {
  readonly operation: Operation;
  /** What is wrong with it. */
  readonly kind: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body?: Buffer;
  readonly sender: Sender;
}

type Spoil = (chance: Chance, good: BadRequest, document: ApiDocument) => BadRequest;

const latin = (text: string): string => [...text].filter((each) => /[\t\x20-\x7e\xa1-\xff]/.test(each)).join('') || 'x';

/** Headers that mean something to us, with values that do not. */
const HEADERS: Readonly<Record<string, readonly string[]>> = {
  'idempotency-key': ['', ' ', 'a b', 'é', 'k'.repeat(201), 'k'.repeat(8_000), '"', '\t', '../..'],
  'if-match': ['', '"', '"x"', 'W/"1"', '3', '"99999999999999999999"', '"-1"', '"1", "2"', '*, "1"', '"1.5"', '"é"'],
  'x-workspace-id': [
    '',
    'x',
    '*',
    '00000000-0000-0000-0000-000000000000',
    'a'.repeat(5_000),
    '018f0000-0000-7000-8000-00000000000b',
  ],
  'x-request-id': ['', 'a', 'a'.repeat(5_000), '<script>', '${jndi:ldap://x}', 'a b c d e f g h', 'é'.repeat(20)],
  traceparent: ['', '00', '00-0-0-0', 'ff-ffffffffffffffffffffffffffffffff-ffffffffffffffff-ff', 'x'.repeat(3_000)],
  accept: ['', 'text/html', '*/*;q=', 'application/xml', ','.repeat(2_000), 'a/b;'.repeat(500)],
  'x-forwarded-for': ['127.0.0.1', 'x', ','.repeat(500), '::', `${'1.1.1.1,'.repeat(900)}`],
  'x-http-method-override': ['DELETE', 'TRACE'],
  'content-encoding': ['gzip', 'br', 'x', 'gzip, gzip'],
  'accept-encoding': ['', 'gzip;q=x', '*'],
  'accept-language': ['x'.repeat(2_000), '*;q=-1', 'de-'.repeat(300)],
  cookie: ['a', '='.repeat(500), '__proto__=1', 'token=x'],
  origin: ['null', 'x', 'https://evil.example', 'http://['],
  'if-none-match': ['*', '"1"'],
  range: ['bytes=0-', 'bytes=-999999999', 'x'],
  expect: ['x'],
  'x-big': ['x'.repeat(14_000)],
};

const FORGED = [
  ...[
    '',
    'x',
    'Bearer',
    'Bearer ',
    'bearer x.y.z',
    'Bearer a.b',
    'Bearer a.b.c.d',
    'Basic YTpi',
    'Bearer null',
    'Bearer ..',
  ],
  ...['Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.', 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2ln', 'Digest x'],
  ...[
    `Bearer ${'a'.repeat(4_000)}.${'b'.repeat(4_000)}.${'c'.repeat(2_000)}`,
    'Bearer rk_x_y',
    'Bearer key.x.y',
    'Bearer é.é.é',
  ],
];

const SPOILS: readonly Spoil[] = [
  (chance, good) => ({ ...good, kind: 'path', path: spoiltPath(chance, good) }),
  (chance, good) => ({
    ...good,
    kind: 'query',
    path: `${good.path.split('?')[0]}${badQuery(chance, good.operation.parameters)}`,
  }),
  (chance, good) => {
    const name = chance.oneOf(Object.keys(HEADERS));
    const value = chance.isOneIn(4) ? latin(chance.oneOf(TEXTS)) : chance.oneOf(HEADERS[name] ?? ['x']);
    return {
      ...good,
      kind: `header ${name}`,
      headers: { ...good.headers, [name]: chance.isOneIn(8) ? [value, value] : value },
    };
  },
  (chance, good) => ({
    ...good,
    kind: 'token',
    sender: 'forger',
    headers: { ...good.headers, authorization: chance.oneOf(FORGED) },
  }),
  // Of nothing that is there: another method may be another operation.
  (chance, good, document) => ({
    ...good,
    kind: 'method',
    method: chance.oneOf(['HEAD', 'OPTIONS', 'TRACE', 'PUT', 'PATCH', 'PROPFIND', 'DELETE']),
    path: addressOf(document, good.operation),
  }),
];

function spoiltPath(chance: Chance, { operation: { path }, path: good }: BadRequest): string {
  const parts = path.replace(/\{[^}]+\}/g, () =>
    chance.isOneIn(5) ? '018f0000-0000-7000-8000-00000000000a' : badPart(chance),
  );
  if (parts !== path) return parts;
  return chance.oneOf([
    `${good}/`,
    `/${good}`,
    good.replace('/api', '/API'),
    `${good}/..`,
    `${good}%00`,
    `${good}//`,
    good.replaceAll('/', '//'),
    `${good}/${badPart(chance)}`,
  ]);
}

/** Any number of bad requests over all operations, the same for the same seed; each operation comes up as often as the others. */
export function* badRequests(
  document: ApiDocument,
  operations: readonly Operation[],
  ids: readonly KnownId[],
  chance: Chance,
): Generator<BadRequest> {
  for (;;)
    for (const operation of operations) {
      const good = goodRequest(document, operation, ids, chance);
      if (!takesJson(operation) || chance.isOneIn(3)) {
        yield chance.oneOf(SPOILS)(chance, good, document);
        continue;
      }
      const { kind, bytes, headers } = badBody(
        chance,
        bodyFor(document, operation, chance.isOneIn(3) ? 'needed' : 'all'),
      );
      yield { ...good, kind, body: bytes, headers: { ...good.headers, ...headers } };
    }
}

/** What nothing is wrong with yet: the right address, often of something that is there, and a body that fits. */
function goodRequest(document: ApiDocument, operation: Operation, ids: readonly KnownId[], chance: Chance): BadRequest {
  const body = bodyFor(document, operation, 'needed');
  // The workspace itself has to stay.
  const isOfWhatIsThere = operation.name !== 'DELETE /api/v1/workspaces/{id}' && !chance.isOneIn(4);
  const known: PathValue = (parameter) =>
    isId(parameter.schema) ? chance.oneOf(likely(wordsFor(operation, parameter), ids)).id : undefined;
  return {
    operation,
    kind: 'none',
    method: operation.method.toUpperCase(),
    path: `${addressOf(document, operation, isOfWhatIsThere ? known : randomIds)}${neededQuery(document, operation)}`,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(body !== undefined && { body: Buffer.from(jsonText(body)) }),
    sender: chance.isOneIn(12) ? chance.oneOf(['viewer', 'nobody']) : 'admin',
  };
}
