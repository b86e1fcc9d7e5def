import { encodeCursor } from '@raptor/persistence';
import type { Parameter } from '../../../../../tools/api/document';
import type { Chance } from './chance';
import { IDS, LONG_WORK, TEXTS } from './bad-values';

const AN_ID = '018f0000-0000-7000-8000-00000000000a';

/** What is put into the path in the place of an id, as it stands there. */
export function badPart(chance: Chance): string {
  const made: readonly (() => string)[] = [
    () => encodeURIComponent(chance.oneOf(IDS)),
    () => encodeURIComponent(chance.oneOf(TEXTS)),
    () =>
      chance.oneOf([
        '%',
        '%zz',
        '%c0%af',
        '%00',
        '%2e%2e',
        '%252e%252e',
        '..;',
        '%ff%fe',
        '%u0000',
        '.',
        '%0d%0a',
        '%ed%a0%80',
      ]),
    () => 'a'.repeat(chance.oneOf([300, 3_000, 15_000])),
  ];
  return chance.oneOf(made)();
}

/** Cursors: of another order, of other types, of no list at all. */
function badCursor(chance: Chance): string {
  const of = (...parts: readonly unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');
  const sort = chance.oneOf(['-created_at', 'created_at', 'name', '-name', 'x']);
  const made: readonly (() => string)[] = [
    () => encodeCursor({ sort, after: [chance.oneOf(TEXTS), AN_ID] }),
    () => encodeCursor({ sort, after: ['2026-01-01T00:00:00.000Z', chance.oneOf([...IDS, ...TEXTS])] }),
    () =>
      encodeCursor({
        sort,
        after: [chance.oneOf(['infinity', '-infinity', 'now', 'epoch', '294277-01-01', '1', 'NaN']), AN_ID],
      }),
    () => of(sort, 1, 2),
    () => of(sort, null, AN_ID),
    () => of(sort, ['a'], AN_ID),
    () => of(sort, 'a', AN_ID, AN_ID),
    () => of({ __proto__: null }),
    () => Buffer.from(chance.oneOf(['', '{', '[]', 'null', '\u0000'])).toString('base64url'),
    () => chance.oneOf(TEXTS),
    () => 'A'.repeat(chance.oneOf([1_000, 1_001, 6_000])),
  ];
  return chance.oneOf(made)();
}

const LIMITS = [
  '0',
  '-1',
  '101',
  '1e9',
  '1.5',
  'abc',
  '',
  ' 5',
  '5 ',
  '0x5',
  '٥',
  'NaN',
  'Infinity',
  '99999999999999999999',
  '1,2',
];

function badQueryValue(chance: Chance, name: string): string {
  if (name === 'cursor') return badCursor(chance);
  if (name === 'limit') return chance.oneOf(LIMITS);
  if (name === 'sort')
    return chance.oneOf([
      '',
      '-',
      '--name',
      'name;drop',
      'password_hash',
      'workspace_id',
      '__proto__',
      ...TEXTS.slice(0, 12),
    ]);
  return chance.oneOf([...TEXTS, ...LIMITS, ...IDS, chance.oneOf(LONG_WORK)(2_000)]);
}

/** A query with something wrong with it, encoded. */
export function badQuery(chance: Chance, parameters: readonly Parameter[]): string {
  const names = parameters.filter((each) => each.in === 'query').map(({ name }) => name);
  const pair = (name: string, value: string): string => `${name}=${encodeURIComponent(value)}`;
  const known = (): string => chance.oneOf(names.length > 0 ? names : ['limit']);
  const made: readonly (() => string)[] = [
    ...Array.from({ length: 5 }, () => (): string => {
      const name = known();
      return pair(name, badQueryValue(chance, name));
    }),
    () => names.map((name) => pair(name, badQueryValue(chance, name))).join('&'),
    () => [known()].flatMap((name) => [pair(name, '1'), pair(name, badQueryValue(chance, name))]).join('&'),
    () => `${known()}[]=1&${known()}[a]=2&${known()}[$gt]=`,
    () =>
      chance.oneOf([
        '__proto__[role]=admin',
        '__proto__=1',
        'constructor[prototype][a]=1',
        'toString=1',
        'hasOwnProperty=1',
      ]),
    () => chance.oneOf(['%', '%zz=1', '=', '&&&', '=1', '%00=1', '?', '%ff=%fe', 'a'.repeat(9_000)]),
    () => Array.from({ length: 1_500 }, (_, at) => `p${at}=1`).join('&'),
    () => pair(chance.oneOf(['workspace_id', 'role', 'user_id', 'unknown', 'debug', 'admin']), '1'),
  ];
  return `?${chance.oneOf(made)()}`;
}
