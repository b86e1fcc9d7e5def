import { AppError } from '../errors/app-error';
import { objectOf, parseJsonBody } from './json-body';

const parse = (value: string | Buffer): unknown => parseJsonBody(Buffer.from(value as string));
const nested = (depth: number): string => '{"a":'.repeat(depth - 1) + '{}' + '}'.repeat(depth - 1);
const keys = (count: number): string =>
  `{${Array.from({ length: count }, (_value, index) => `"k${index}":1`).join(',')}}`;

function refusal(value: string | Buffer): string {
  try {
    parse(value);
  } catch (error) {
    expect(AppError.is(error, 'REQUEST_MALFORMED')).toBe(true);
    return (error as Error).message;
  }
  throw new Error('it was taken');
}

describe('a JSON body', () => {
  it.each([
    ['{"a":[1,{"b":null}]}', { a: [1, { b: null }] }],
    ['"text"', 'text'],
    ['{"text":"Grüße 🚀"}', { text: 'Grüße 🚀' }],
    ['\ufeff{"bom":true}', { bom: true }],
  ])('%s is read', (text, value) => {
    expect(parse(text)).toEqual(value);
  });

  it('may be 32 levels deep, not 33, in objects and in arrays', () => {
    expect(parse(nested(32))).toBeDefined();
    expect(refusal(nested(33))).toBe('The body is nested more than 32 levels deep');
    expect(parse('['.repeat(32) + ']'.repeat(32))).toBeDefined();
    expect(refusal('['.repeat(33) + ']'.repeat(33))).toContain('32 levels');
    expect(refusal('['.repeat(130_000) + ']'.repeat(130_000))).toContain('32 levels');
  });

  it('may have 8000 keys, not 8001, wherever they are', () => {
    expect(parse(keys(8_000))).toBeDefined();
    expect(refusal(keys(8_001))).toBe('The body has more than 8000 keys');
    expect(refusal(`[${keys(4_600)},${keys(3_401)}]`)).toContain('8000 keys');
  });

  it.each([
    ['{"a":1,}', 'not valid JSON'],
    ['{', 'not valid JSON'],
    ['NaN', 'not valid JSON'],
    [Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 'not valid UTF-8'],
    [Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), 'not valid UTF-8'],
    [Buffer.from([0x22, 0xc0, 0xaf, 0x22]), 'not valid UTF-8'],
  ])('%p is refused', (body, reason) => {
    expect(refusal(body)).toContain(reason);
  });

  it.each([String.raw`{"a":"x\u0000"}`, String.raw`{"a\u0000":1}`, String.raw`{"a":["\u0000"]}`])(
    'with the character U+0000 in it is refused: %s',
    (body) => {
      expect(refusal(body)).toBe('The body has text with the character U+0000 in it');
    },
  );

  it('is an object and nothing else', () => {
    expect(objectOf(parse('{"a":1}'))).toEqual({ a: 1 });
    for (const body of ['[]', '[{"a":1}]', '7', 'null', '"text"', 'true'])
      expect(() => objectOf(parse(body))).toThrow('The body must be a JSON object');
  });

  it.each([
    ['a text', String.raw`"\ud800@x.example"`],
    ['a field', String.raw`{"a":[{"b":"x\udc00"}]}`],
    ['the name of a field', String.raw`{"a":{"\uDBFF":1}}`],
    ['the wrong order', String.raw`["\udc00\ud800"]`],
  ])('with half a surrogate pair in it is refused: %s', (_where, body) => {
    expect(refusal(body)).toBe('The body has text with half a surrogate pair in it');
  });

  it('may spell whole pairs by their numbers', () => {
    expect(parse(String.raw`"\ud83d\ude80"`)).toBe('🚀');
  });

  it.each(['__proto__', 'constructor', 'prototype'])('with a field %s is refused, at any depth', (name) => {
    expect(refusal(`{"${name}":{"admin":true}}`)).toContain(`the reserved name ${name}`);
    expect(refusal(`{"a":[{"b":{"${name}":{}}}]}`)).toContain('reserved');
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('keeps the text of the body out of its refusal', () => {
    expect(refusal('{"password":"hunter2" oops')).not.toContain('hunter2');
  });
});
