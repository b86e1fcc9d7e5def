import { gzipSync } from 'node:zlib';
import type { Chance } from './chance';
import { anyBadValue, jsonText, LONG_WORK, nested, NOT_THEIRS, RawJson } from './bad-values';

export interface BadBody {
  readonly kind: string;
  readonly bytes: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

type Maker = (chance: Chance, good: unknown) => BadBody;

const json = (kind: string, value: unknown): BadBody => ({ kind, bytes: Buffer.from(jsonText(value)) });
const text = (kind: string, value: string | Buffer, headers?: Record<string, string>): BadBody => ({
  kind,
  bytes: Buffer.from(value as string),
  ...(headers && { headers }),
});

/** One place of a body, however deep. */
type Place = readonly (string | number)[];

const fieldsOf = (good: unknown): Record<string, unknown> =>
  typeof good === 'object' && good !== null && !Array.isArray(good) ? (good as Record<string, unknown>) : {};

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [[]];
  const inner = Object.entries(value).flatMap(([key, child]) =>
    placesIn(child).map((place): Place => [Array.isArray(value) ? Number(key) : key, ...place]),
  );
  return [[], ...inner];
}

function changedAt(value: unknown, [key, ...rest]: Place, change: (old: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((each, index) => (index === key ? changedAt(each, rest, change) : (each as unknown)));
  const record = value as Record<string, unknown>;
  return { ...record, [key]: changedAt(record[key], rest, change) };
}

/** Each takes a body without a fault, with every field, and spoils it in its way. */
const MAKERS: readonly Maker[] = [
  ...Array.from(
    { length: 6 },
    (): Maker => (chance, good) =>
      json(
        'another value',
        changedAt(good, chance.oneOf(placesIn(good)), () => anyBadValue(chance)),
      ),
  ),
  (chance, good) => {
    const { [chance.oneOf([...Object.keys(fieldsOf(good)), ''])]: _gone, ...rest } = fieldsOf(good);
    return json('a field is missing', rest);
  },
  (chance, good) => {
    const place = chance.oneOf(placesIn(good));
    const longer = (old: unknown): unknown =>
      typeof old === 'string' ? chance.oneOf(LONG_WORK)(chance.oneOf([30, 200, 2_000, 60_000])) : anyBadValue(chance);
    return json('a text that means work', changedAt(good, place, longer));
  },
  (chance, good) => {
    const name = chance.oneOf(Object.keys(NOT_THEIRS));
    return json('a field that is not theirs', { ...fieldsOf(good), [name]: NOT_THEIRS[name] });
  },
  (_chance, good) => json('all fields that are not theirs', { ...NOT_THEIRS, ...fieldsOf(good) }),
  (chance, good) => {
    const reserved = chance.oneOf(['__proto__', 'constructor', 'prototype']);
    const inner = `${jsonText(good ?? {}).replace(/\}$/, '')}${Object.keys(fieldsOf(good)).length > 0 ? ',' : ''}`;
    return text(
      'a way to the prototype',
      `${inner.startsWith('{') ? inner : '{'}"${reserved}":{"role":"admin","isAdmin":true}}`,
    );
  },
  (chance) => json('too deep', nested(chance.oneOf([32, 33, 500, 20_000]), chance.oneOf(['list', 'object']))),
  (chance) =>
    json(
      'too many fields',
      Object.fromEntries(Array.from({ length: chance.oneOf([999, 1_001, 9_000]) }, (_, at) => [`f${at}`, at])),
    ),
  (chance) => json('no object', chance.oneOf([null, [], '', 'text', 0, true, [[]], [null]])),
  (_chance, good) => json('a list of it', [good, good]),
  (chance, good) => {
    const whole = jsonText(good ?? {});
    return text('cut off', whole.slice(0, 1 + chance.below(whole.length - 1)));
  },
  (chance, good) => {
    const bytes = Buffer.from(jsonText(good ?? {}));
    for (let at = 0; at < 3 && bytes.length > 0; at += 1) bytes[chance.below(bytes.length)] = 128 + chance.below(128);
    return text('no UTF-8', bytes);
  },
  (_chance, good) =>
    text('UTF-16', Buffer.from(jsonText(good ?? {}), 'utf16le'), {
      'content-type': 'application/json; charset=utf-16',
    }),
  (_chance, good) => text('a byte order mark', `\ufeff${jsonText(good ?? {})}`),
  (_chance, good) => text('compressed', gzipSync(jsonText(good ?? {})), { 'content-encoding': 'gzip' }),
  (_chance) => text('compressed a thousandfold', gzipSync(Buffer.alloc(1_000_000, 32)), { 'content-encoding': 'gzip' }),
  (chance) =>
    text(
      'no JSON',
      chance.oneOf(['{', '}', "{'a':1}", '{"a":1,}', '{a:1}', '[1,]', 'NaN', '0x1', '<a/>', '\u0000', '// x\n{}']),
    ),
  (_chance, good) =>
    text('a field twice', `{"role":"admin",${jsonText({ ...fieldsOf(good), role: 'viewer' }).slice(1)}`),
  (chance, good) => {
    const type = chance.oneOf([
      'text/plain',
      'application/xml',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'multipart/form-data; boundary=',
      'a',
      ';',
      'application/json/x',
    ]);
    return text('another content type', jsonText(good ?? {}), { 'content-type': type });
  },
  (chance) => text('too large', `{"a":"${'x'.repeat(chance.oneOf([262_144, 300_000, 1_000_000]))}"}`),
  () => text('nothing', ''),
  (_chance, good) => json('half a pair', { ...fieldsOf(good), name: new RawJson('"\\ud83d"'), '\ud83d': 1 }),
];

/** A body with something wrong with it. */
export const badBody = (chance: Chance, good: unknown): BadBody => chance.oneOf(MAKERS)(chance, good);
