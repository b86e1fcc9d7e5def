import { plainToInstance, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayNotEmpty,
  ArrayUnique,
  Equals,
  IsArray,
  IsBoolean,
  IsDefined,
  IsEmail,
  IsEnum,
  IsIn,
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsNotEmptyObject,
  IsNotIn,
  IsNumber,
  IsObject,
  IsOptional,
  IsPositive,
  IsString,
  IsUrl,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  NotEquals,
  ValidateIf,
  ValidateNested,
  validateSync,
} from 'class-validator';
import { MessageInvalidError } from '../bus-errors';
import type { MessageClass } from './message';
import { compilePayload } from './payload-schema';

enum Colour {
  Red = 'red',
  Blue = 'blue',
}
enum Level {
  Low,
  High = 7,
}

class Numbers {
  @IsInt() @Min(-2) @Max(5) whole!: number;
  @IsNumber() part!: number;
  @IsNumber({ maxDecimalPlaces: 1 }) rounded!: number;
  @IsPositive() positive!: number;
  @IsIn([0, 1, 2]) oneOf!: number;
  @IsEnum(Level) level!: Level;
  @IsOptional() @IsInt() maybe?: number | null;
}

class Texts {
  @IsString() any!: string;
  @Length(1, 3) short!: string;
  @MinLength(2) @MaxLength(2) two!: string;
  @Matches(/^[\w.:+-]+$/) name!: string;
  @Matches(/^abc$/i) anyCase!: string;
  @Matches(/a/) @Matches(/b/) both!: string;
  @Matches(/^.$/) unit!: string;
  @IsUUID() id!: string;
  @IsISO8601() at!: string;
  @IsEmail() mail!: string;
  @IsUrl() url!: string;
  @IsEnum(Colour) colour!: Colour;
  @IsNotIn(['red']) notRed!: string;
}

class Lists {
  @IsArray() any!: unknown[];
  @ArrayMaxSize(2) @IsString({ each: true }) words!: string[];
  @ArrayMinSize(1) @IsUUID('7', { each: true }) ids!: string[];
  @ArrayNotEmpty() @ArrayUnique() distinct!: unknown[];
  @IsInt({ each: true }) oneOrMore!: number[];
  @IsOptional() @IsIn(['a', 'b'], { each: true }) letters?: string[];
}

class Leaf {
  @IsBoolean() green!: boolean;
  @IsOptional() @ValidateNested() @Type(() => Leaf) below?: Leaf;
}

class Nested {
  @ValidateNested() @Type(() => Leaf) bare!: Leaf;
  @IsDefined() @ValidateNested() @Type(() => Leaf) defined!: Leaf;
  @IsObject() @ValidateNested() @Type(() => Leaf) object!: Leaf;
  @ValidateNested({ each: true }) @Type(() => Leaf) each!: Leaf[];
  @IsObject() free!: unknown;
  @IsNotEmptyObject() filled!: object;
}

class Odd {
  @IsNotEmpty() present: unknown;
  @Equals(1) one!: number;
  @NotEquals(null) notNull: unknown;
  @ValidateIf((odd: Odd) => odd.one === 1) @IsString() whenOne?: string;
  @IsString({ validateIf: (_, value) => value !== 0 }) textOrZero!: string | number;
}

const values: readonly unknown[] = [
  ...[undefined, null, true, false, 0, 1, -1, 7, 1.5, 0.25, 1e300, -0],
  ...[
    '',
    'a',
    'ab',
    'abc',
    'aBc',
    'red',
    'Red',
    'Low',
    '0',
    '1',
    ' ',
    'a\n',
    'a b',
    '\u2764\ufe0f',
    '\u{1f600}',
    '\u{1f600}a',
    '\ud800',
  ],
  ...['0195f4d0-7e3a-7000-8000-000000000000', 'urn:uuid:0195f4d0-7e3a-7000-8000-000000000000'],
  ...[
    '00000000-0000-0000-0000-000000000000',
    '0195f4d0-7e3a-4000-8000-000000000000',
    '0195F4D0-7E3A-7000-8000-000000000000',
  ],
  ...[
    '2026-01-02',
    '2026-01-02T03:04:05Z',
    '2026-W01',
    '2026-13-01',
    '20260102',
    '2026-01-02T03:04:05.123456789+01:00',
  ],
  ...[
    'ada@company.example',
    'ada@company',
    '"a b"@c.de',
    'https://company.example/a?b=c',
    'company.example',
    'ftp://a.b',
    'http://localhost',
  ],
  ...[
    [],
    [1],
    ['a'],
    ['a', 'b'],
    ['a', 'b', 'c'],
    [1, 1],
    [null],
    [[]],
    [['a']],
    ['0195f4d0-7e3a-7000-8000-000000000000'],
  ],
  ...[{}, { green: true }, { green: 1 }, { green: true, below: { green: 'no' } }, { green: true, below: null }],
  ...[{ green: false, below: { green: true } }, { a: undefined }, { a: null }, { length: 1 }, { 0: 'a', length: 1 }],
  ...[[{ green: true }], [{ green: 1 }], [[{ green: true }]], [[{}]], [{ green: true }, null], [{ green: true, x: 1 }]],
];

const good: readonly (readonly [MessageClass, Readonly<Record<string, unknown>>])[] = [
  [Numbers, { whole: 1, part: 1.5, rounded: 0.5, positive: 1, oneOf: 2, level: 7, maybe: 1 }],
  [
    Texts,
    {
      ...{
        any: '',
        short: 'abc',
        two: 'ab',
        name: 'a.b',
        anyCase: 'ABC',
        both: 'ab',
        unit: 'a',
        colour: 'red',
        notRed: 'blue',
      },
      ...{ id: '0195f4d0-7e3a-7000-8000-000000000000', at: '2026-01-02T03:04:05Z' },
      ...{ mail: 'ada@company.example', url: 'https://company.example' },
    },
  ],
  [
    Lists,
    {
      any: [1, 'a'],
      words: ['a'],
      ids: ['0195f4d0-7e3a-7000-8000-000000000000'],
      distinct: [1, 2],
      oneOrMore: [1],
      letters: ['a'],
    },
  ],
  [
    Nested,
    {
      bare: { green: true },
      defined: { green: true },
      object: { green: true },
      each: [{ green: true }],
      free: { a: { b: 1 } },
      filled: { a: 1 },
    },
  ],
  [Odd, { present: 1, one: 1, notNull: 1, whenOne: 'a', textOrZero: 'a' }],
];

/** The same random numbers in every run (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Every field with every value, then several fields changed at once. As they come from JSON. */
function* payloadsLike(sample: Readonly<Record<string, unknown>>): Generator<Record<string, unknown>> {
  yield { ...sample };
  const fields = Object.keys(sample);
  for (const field of fields) for (const value of values) yield fromJson({ ...sample, [field]: value });
  const next = numbers(fields.length);
  const any = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  for (let round = 0; round < 300; round += 1) {
    yield fromJson({ ...sample, [any(fields)]: any(values), [any(fields)]: any(values), stranger: any(values) });
  }
}

const fromJson = (value: object): Record<string, unknown> =>
  JSON.parse(JSON.stringify(value)) as Record<string, unknown>;

/** What the two libraries say of a payload without us. */
function judged(type: MessageClass, payload: object): { instance: object; problems: string[] } {
  const instance = plainToInstance(type, payload);
  try {
    const errors = validateSync(instance, { whitelist: true, forbidUnknownValues: false });
    return { instance, problems: errors.map(({ property }) => property).sort() };
  } catch {
    // `@IsEmail` fails on half a surrogate pair.
    return { instance, problems: ['cannot'] };
  }
}

function read(schema: ReturnType<typeof compilePayload>, payload: object): { instance?: object; problems: string[] } {
  try {
    return { instance: schema.read(payload), problems: [] };
  } catch (error) {
    if (!(error instanceof MessageInvalidError)) throw error;
    return { problems: [...new Set(error.problems.map((text) => /^\w+/.exec(text)?.[0] ?? ''))].sort() };
  }
}

describe.each(good)('payloads like %p', (type, sample) => {
  const schema = compilePayload('agreement', type);

  it('are judged as class-validator judges them, one by one, and become the same instances', () => {
    const verdicts = { good: 0, bad: 0 };
    for (const payload of payloadsLike(sample)) {
      const text = JSON.stringify(payload);
      const wanted = judged(type, JSON.parse(text) as object);
      const found = read(schema, payload);
      expect({ text, problems: found.problems }).toEqual({ text, problems: wanted.problems });
      if (found.instance) expect(found.instance).toEqual(wanted.instance);
      verdicts[found.instance ? 'good' : 'bad'] += 1;
      expect(JSON.stringify(payload)).toBe(text);
    }
    expect(verdicts.good).toBeGreaterThan(30);
    expect(verdicts.bad).toBeGreaterThan(150);
  });
});
