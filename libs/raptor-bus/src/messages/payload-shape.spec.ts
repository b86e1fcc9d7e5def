import * as classTransformer from 'class-transformer';
import { Exclude, Expose, Transform, Type } from 'class-transformer';
import {
  Allow,
  ArrayMaxSize,
  IsDate,
  IsEmail,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsString,
  Min,
  registerDecorator,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { MessageInvalidError } from '../bus-errors';
import { compilePayload } from './payload-schema';

class Line {
  @IsString() article!: string;
  @IsInt() count!: number;
}

const problemsOf = (act: () => unknown): readonly string[] => {
  try {
    act();
  } catch (error) {
    if (error instanceof MessageInvalidError) return error.problems;
    throw error;
  }
  return [];
};

/** A rule of our own: the field is longer than another. */
const LongerThan =
  (other: string): PropertyDecorator =>
  (target, propertyName) => {
    registerDecorator({
      name: 'longerThan',
      target: target.constructor,
      propertyName: propertyName as string,
      constraints: [other],
      validator: {
        validate: (value: string, args) =>
          value.length > String((args?.object as Record<string, unknown>)[other]).length,
        defaultMessage: () => `must be longer than ${other}`,
      },
    });
  };

describe('a rule that a schema cannot say', () => {
  class Text {
    @IsString() title!: string;
    @IsString() @LongerThan('title') body!: string;
  }
  const text = compilePayload('shop.text', Text);

  it('is kept, for what is read and what is sent', () => {
    expect(text.read({ title: 'a', body: 'bb' })).toBeInstanceOf(Text);
    text.check({ title: 'a', body: 'bb' });
    expect(problemsOf(() => text.read({ title: 'a', body: '' }))).toEqual(['body: must be longer than title']);
    expect(problemsOf(() => text.check({ title: 'a', body: '' }))).toEqual(['body: must be longer than title']);
  });

  it('that fails itself counts as broken', () => {
    expect(problemsOf(() => text.read({ title: 'a' }))).toEqual([
      expect.stringMatching(/^cannot be checked, a rule failed: TypeError/),
    ]);
    class Letter {
      @IsEmail() to!: string;
    }
    const halfCharacter = 'ada\ud800@company.example';
    expect(problemsOf(() => compilePayload('shop.letter', Letter).read({ to: halfCharacter }))).toEqual([
      expect.stringMatching(/^cannot be checked, a rule failed: URIError/),
    ]);
  });

  it('may be a condition', () => {
    class Parcel {
      @IsIn(['post', 'shop']) by!: string;
      @ValidateIf((parcel: Parcel) => parcel.by === 'post') @IsString() address?: string;
    }
    const parcel = compilePayload('shop.parcel', Parcel);
    expect(parcel.read({ by: 'shop', address: 7 })).toEqual({ by: 'shop', address: 7 });
    expect(problemsOf(() => parcel.read({ by: 'post', address: 7 }))).toEqual(['address: address must be a string']);
    expect(() => parcel.check({ by: 'post' })).toThrow('address must be a string');
  });

  it('is refused when it answers with a promise, said or not', () => {
    const Later =
      (async: boolean): PropertyDecorator =>
      (target, propertyName) => {
        registerDecorator({
          name: 'later',
          async,
          target: target.constructor,
          propertyName: propertyName as string,
          validator: {
            validate: (value) => (async && value === undefined) || Promise.reject(new Error('asked early')),
          },
        });
      };
    class Said {
      @Later(true) field!: string;
    }
    class Unsaid {
      @Later(false) field!: string;
    }
    for (const type of [Said, Unsaid]) {
      expect(() => compilePayload('shop.later', type)).toThrow(
        `${type.name}.field: its rule later answers with a promise; check it in the handler`,
      );
    }
  });
});

describe('a class that only class-transformer understands', () => {
  class Delivery {
    @IsDate() @Type(() => Date) at!: Date;
    @Expose({ name: 'weight_kg' }) @IsInt() weight!: number;
    @IsString() @Transform(({ value }) => (typeof value === 'string' ? value.trim() : (value as unknown))) to!: string;
    @Exclude() secret?: string;
  }
  const delivery = compilePayload('shop.delivery', Delivery);
  const wire = { at: '2026-01-02T03:04:05.000Z', weight_kg: 3, to: ' Rome ' };

  it('is read by it, without unknown fields', () => {
    const read = delivery.read({ ...wire, gift: true }) as Delivery;
    expect(read).toBeInstanceOf(Delivery);
    expect(read).toEqual({ at: new Date(wire.at), weight: 3, to: 'Rome' });
    expect(problemsOf(() => delivery.read({ ...wire, at: 'never' }))).toEqual(['at: at must be a Date instance']);
  });

  it('is checked as its readers will see it', () => {
    delivery.check({ at: new Date(wire.at), weight_kg: 3, to: 'Rome' });
    expect(() => delivery.check({ ...wire, gift: true })).toThrow('property gift should not exist');
    expect(() => delivery.check({ ...wire, to: undefined })).toThrow('to must be a string');
  });

  it('survives content that class-transformer does not', () => {
    class Report {
      @IsISO8601() @Transform(({ value }) => value as string) at!: string;
      @IsObject() content!: unknown;
    }
    const report = compilePayload('shop.report', Report);
    const content = { constructor: 'Ferrari' };
    expect(problemsOf(() => report.read({ at: '2026-01-02', content }))).toEqual([
      expect.stringMatching(/^cannot become a Report: TypeError/),
    ]);
  });
});

describe('a field', () => {
  it('that is computed is not for a message to say', () => {
    class Sum {
      @IsInt() one!: number;
      @IsInt() get two(): number {
        return this.one * 2;
      }
    }
    expect((compilePayload('shop.sum', Sum).read({ one: 1, two: 7 }) as Sum).two).toBe(2);
  });

  it('is not there because every object has something of its name', () => {
    class Named {
      @Allow() toString!: () => string;
    }
    expect(Object.keys(compilePayload('shop.named', Named).read({}))).toEqual([]);
  });

  it('may have a rule with arguments that JSON Schema does not take', () => {
    class NoList {
      @ArrayMaxSize(Number.NaN) list!: unknown[];
    }
    class NoNumber {
      @Min(Number.NaN) number!: number;
    }
    class Strange {
      @IsIn([]) never!: string;
      @IsIn(['a', 'a']) twice!: string;
      @IsIn(['a', 1, null]) mixed!: unknown;
    }
    const payload = { never: 'a', twice: 'a', mixed: null, list: [1], number: 1 };
    expect(problemsOf(() => compilePayload('shop.strange', Strange).read(payload))).toEqual([
      expect.stringMatching(/^never: /),
    ]);
    for (const type of [NoList, NoNumber]) {
      expect(problemsOf(() => compilePayload('shop.strange', type).read(payload))).toHaveLength(1);
    }
  });
});

describe('class-transformer in two builds', () => {
  it('is found out before a message passes unchecked', () => {
    jest.isolateModules(() => {
      jest.doMock('class-transformer', () => classTransformer);
      const { describePayload } = jest.requireActual<typeof import('./payload-shape')>('./payload-shape');
      expect(() => describePayload(Line)).toThrow('class-transformer is here twice');
    });
  });
});

describe('a class that cannot be kept to', () => {
  class NoClass {
    @ValidateNested({ each: true }) lines!: Line[];
  }
  class WithDate {
    @IsDate() at!: Date;
  }
  class Ruleless {
    @IsInt() number!: number;
    comment = 'none';
  }
  class Half {
    @ValidateNested() line!: Line;
    @Transform(({ value }) => value as string) @IsString() name!: string;
  }
  it.each([
    [NoClass, 'NoClass.lines: nobody knows which class is nested here: put @Type(() => TheClass) on it'],
    [WithDate, 'WithDate.at: JSON has no dates: take a string with @IsISO8601(), or put @Type(() => Date) on it'],
    [Ruleless, 'Ruleless.comment: has a value but no rule; put @Allow() on it'],
    [Half, 'Half.line: put @Type(() => TheClass) on it'],
  ])('is refused before a message comes: %p', (type, text) => {
    expect(() => compilePayload('shop.odd', type)).toThrow(text);
  });

  it('is mended with @Allow() where anything goes', () => {
    class Ruled {
      @Allow() comment: unknown = 'none';
    }
    expect(compilePayload('shop.ruled', Ruled).read({})).toEqual({ comment: 'none' });
  });
});
