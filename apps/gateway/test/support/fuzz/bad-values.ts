import type { Chance } from './chance';

/** Written where JSON has something else; put into the text of a body as it stands. */
export class RawJson {
  constructor(readonly text: string) {}
}

const NIL_ID = '00000000-0000-0000-0000-000000000000';

/** Texts that somewhere meant something else. */
export const TEXTS: readonly string[] = [
  ...['', ' ', '\t\n\r', '\u0000', 'a\u0000b', '\ufeff', '\u202eevil', '\u200b', '\u0007\u001b[31m', '\uffff'],
  ...['null', 'undefined', 'NaN', 'true', '[]', '{}', '-1', '1e999', '0x10', '١٢٣', 'ﬀ', 'İ', 'ß'],
  ...['👩‍👩‍👧‍👦'.repeat(20), 'e\u0301'.repeat(100), `Z${'\u0335'.repeat(500)}`, '\ud83d\ude00'],
  ...[
    "' OR 1=1 --",
    '"; DROP TABLE users; --',
    "\\'; SELECT pg_sleep(5); --",
    '%',
    '_',
    '\\',
    '$1',
    '${7*7}',
    '{{7*7}}',
  ],
  ...['<script>alert(1)</script>', 'javascript:alert(1)', '../../../etc/passwd', 'file:///etc/passwd', '/dev/zero'],
  ...[
    'http://169.254.169.254/latest',
    'http://127.0.0.1:1',
    'http://[::1]/',
    'http://user:pw@host/',
    'https://',
    'ftp://a',
  ],
  ...['\r\nX-Injected: 1', 'a@b', '@', 'a@b.c'.repeat(30), NIL_ID, NIL_ID.replaceAll('0', 'f'), 'urn:uuid:' + NIL_ID],
  ...[
    '9999-12-31T23:59:59.999Z',
    '+275760-09-13T00:00:00.000Z',
    '-271821-04-20',
    '0000-00-00',
    '2026-02-30',
    '2026-W01',
  ],
  ...['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'then', '*', '.', '..', '[object Object]'],
];

/** Texts on which patterns that are not careful work for ever. */
export const LONG_WORK: readonly ((length: number) => string)[] = [
  (length) => `${'a'.repeat(length)}!`,
  (length) => `${'a@'.repeat(length / 2)}`,
  (length) => `${'a.'.repeat(length / 2)}@b`,
  (length) => `${' '.repeat(length)}x`,
  (length) => `${'\t'.repeat(length)}\n`,
  (length) => `${'-'.repeat(length)}_`,
  (length) => `http://${'a'.repeat(length)}`,
  (length) => `https://a${'.a'.repeat(length / 2)}`,
  (length) => '('.repeat(length),
  (length) => `${'0'.repeat(length)}x`,
  (length) => `${'1.'.repeat(length / 2)}`,
  (length) => `2026-01-01T00:00:00.${'0'.repeat(length)}`,
  (length) => `"${'\\'.repeat(length)}`,
  (length) => 'é\u0301'.repeat(length / 2),
];

/** Numbers at the ends of what others can hold. */
export const NUMBERS: readonly (number | RawJson)[] = [
  ...[0, -0, -1, 1, 0.1, 1.5, -0.000001, 1e-300, 1e300, -1e300],
  ...[2 ** 31, 2 ** 31 - 1, -(2 ** 31) - 1, 2 ** 53, 2 ** 53 - 1, -(2 ** 53), 2 ** 63, 2 ** 64, 1e21],
  ...['1e999', '-1e999', '9223372036854775808', '0.1e-9999', '123456789012345678901234567890'].map(
    (text) => new RawJson(text),
  ),
];

export const IDS: readonly string[] = [
  ...[NIL_ID, NIL_ID.replaceAll('0', 'f'), 'not-an-id', '0', '-1', 'null', 'me', '{id}', ':id', '*'],
  ...[
    '018f0000-0000-7000-8000-00000000000',
    '018f0000-0000-7000-8000-0000000000000',
    '018F0000-0000-7000-8000-00000000000A',
  ],
  ...['{018f0000-0000-7000-8000-00000000000a}', '018f000000007000800000000000000a', 'a'.repeat(2_000)],
];

/** Fields that a caller must not be able to set, whatever the operation. */
export const NOT_THEIRS: Readonly<Record<string, unknown>> = {
  id: NIL_ID,
  workspace_id: NIL_ID,
  workspaceId: NIL_ID,
  user_id: NIL_ID,
  role: 'admin',
  status: 'active',
  state: 'approved',
  version: 999,
  is_admin: true,
  isAdmin: true,
  password_hash: 'x',
  created_at: '2000-01-01T00:00:00.000Z',
  deleted_at: null,
  spent_micro_usd: 0,
  limit_micro_usd: 1e15,
  if_version: 1,
  actor: { type: 'system', id: 'x' },
  dedupId: 'x',
  $where: '1',
};

export function nested(depth: number, kind: 'list' | 'object'): RawJson {
  const [open, close] = kind === 'list' ? ['[', ']'] : ['{"a":', '}'];
  return new RawJson(`${open.repeat(depth)}1${close.repeat(depth)}`);
}

/** Anything but what was meant. */
export function anyBadValue(chance: Chance): unknown {
  const kinds: readonly (() => unknown)[] = [
    () => chance.oneOf(TEXTS),
    () => chance.oneOf(NUMBERS),
    () => chance.oneOf(LONG_WORK)(chance.oneOf([64, 1_000, 50_000])),
    () =>
      chance.oneOf<unknown>([
        null,
        true,
        false,
        [],
        {},
        [[]],
        [null],
        [{}],
        { length: 1 },
        { $gt: '' },
        { toString: 1 },
      ]),
    () => nested(chance.oneOf([5, 31, 33, 1_000]), chance.oneOf(['list', 'object'])),
    () => Array.from({ length: chance.oneOf([2, 101, 1_001, 20_000]) }, () => chance.oneOf([0, 'a', null])),
    () =>
      new RawJson(
        chance.oneOf(['"\\ud800"', '"\\udc00a"', '{"__proto__":{"a":1}}', '{"constructor":{"prototype":{}}}']),
      ),
    () => 'x'.repeat(chance.oneOf([201, 5_000, 100_000])),
    () => chance.oneOf(IDS),
  ];
  return chance.oneOf(kinds)();
}

/** JSON in which raw parts stand as they are. */
export function jsonText(value: unknown): string {
  if (value instanceof RawJson) return value.text;
  if (Array.isArray(value)) return `[${value.map((each) => jsonText(each ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${fields.map(([name, inner]) => `${JSON.stringify(name)}:${jsonText(inner)}`).join(',')}}`;
}
