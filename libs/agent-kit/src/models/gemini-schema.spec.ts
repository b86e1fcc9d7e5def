import { z } from 'zod';
import { geminiSchema } from './gemini-schema';
import { isClosed, withoutTypeLists } from './json-schema';

const reduced = (schema: z.ZodType): unknown => geminiSchema(withoutTypeLists(z.toJSONSchema(schema)));

describe('a schema for Gemini', () => {
  it('keeps what OpenAPI has a word for and drops the rest', () => {
    expect(
      reduced(z.strictObject({ a: z.string().min(2).max(5), n: z.number().int().min(1), f: z.boolean() })),
    ).toEqual({
      type: 'object',
      properties: {
        a: { type: 'string', minLength: 2, maxLength: 5 },
        n: { type: 'integer', minimum: 1 },
        f: { type: 'boolean' },
      },
      required: ['a', 'n', 'f'],
      propertyOrdering: ['a', 'n', 'f'],
    });
  });

  it('writes null as nullable, literals as enumerations, unions as anyOf', () => {
    expect(reduced(z.string().nullable())).toEqual({ type: 'string', nullable: true });
    expect(reduced(z.literal('x'))).toEqual({ type: 'string', enum: ['x'] });
    expect(reduced(z.literal(3))).toEqual({ type: 'number', description: 'One of [3]' });
    expect(reduced(z.union([z.string(), z.number()]))).toEqual({ anyOf: [{ type: 'string' }, { type: 'number' }] });
  });

  it('writes out what is named once and used twice', () => {
    const name = z.strictObject({ first: z.string() }).meta({ id: 'Name' });
    expect(JSON.stringify(reduced(z.strictObject({ one: name, two: z.array(name).max(3) })))).not.toContain('$ref');
  });
});

describe('a schema is closed', () => {
  it.each([
    ['with fields', z.strictObject({ a: z.string() }), true],
    ['with lists of objects', z.array(z.object({ a: z.string() })), true],
    ['not with keys of any name', z.strictObject({ a: z.record(z.string(), z.number()) }), false],
    ['not with values of any kind', z.strictObject({ a: z.unknown() }), false],
    ['not with tuples', z.strictObject({ a: z.tuple([z.string(), z.number()]) }), false],
  ])('%s', (_name, schema, closed) => {
    expect(isClosed(withoutTypeLists(z.toJSONSchema(schema)))).toBe(closed);
  });

  it('not when it contains itself', () => {
    const tree = z.strictObject({
      name: z.string(),
      get children() {
        return z.array(tree);
      },
    });
    expect(isClosed(z.toJSONSchema(tree))).toBe(false);
  });
});
