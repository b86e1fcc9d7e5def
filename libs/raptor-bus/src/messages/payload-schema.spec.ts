import { Type } from 'class-transformer';
import { IsIn, IsInt, IsObject, IsOptional, IsString, ValidateNested } from 'class-validator';
import { MessageInvalidError } from '../bus-errors';
import type { MessageClass } from './message';
import { compilePayload } from './payload-schema';

class Line {
  @IsString() article!: string;
  @IsInt() count!: number;
}

class Order {
  @IsInt() number!: number;
  @ValidateNested({ each: true }) @Type(() => Line) lines!: Line[];
  @IsOptional() @IsObject() notes?: Record<string, unknown>;
}

const order = compilePayload('shop.order', Order);
const lamp = { article: 'lamp', count: 2 };

const refusal = (act: () => unknown): MessageInvalidError => {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(MessageInvalidError);
    return error as MessageInvalidError;
  }
  throw new Error('nothing was refused');
};

const problemsOf = (type: MessageClass, payload: unknown): readonly string[] =>
  refusal(() => compilePayload('shop.test', type).read(payload)).problems;

describe('a payload that is read', () => {
  it('becomes an instance of its class, also inside', () => {
    const read = order.read({ number: 1, lines: [lamp] }) as Order;
    expect(read).toBeInstanceOf(Order);
    expect(read.lines[0]).toBeInstanceOf(Line);
    expect(read).toEqual({ number: 1, lines: [lamp] });
  });

  it('loses fields that its class does not know, for a newer producer may add some', () => {
    const given = { number: 1, lines: [{ ...lamp, colour: 'red' }], gift: true };
    expect(order.read(given)).toEqual({ number: 1, lines: [lamp] });
    expect(given).toEqual({ number: 1, lines: [{ ...lamp, colour: 'red' }], gift: true });
  });

  it('that does not fit is refused with every field and its path', () => {
    const error = refusal(() => order.read({ number: 'x', lines: [{ article: 1, count: 2 }] }));
    expect(error.problems).toEqual([
      'number: number must be an integer number',
      'lines.0.article: article must be a string',
    ]);
    expect(error.message).toMatch(/^Message shop\.order number: .*; lines\.0\.article: /);
  });

  it.each([[null], ['text'], [7], [[]], [undefined]])('is not %p', (payload) => {
    expect(() => order.read(payload)).toThrow('has a payload that is not an object');
  });

  it('cannot reach the prototype of anything', () => {
    const hostile =
      '{"number":1,"lines":[],"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
    const read = order.read(JSON.parse(hostile));
    expect(Object.keys(read)).toEqual(['number', 'lines']);
    expect(Object.getPrototypeOf(read)).toBe(Order.prototype);
    expect((read as { polluted?: boolean }).polluted).toBeUndefined();
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('keeps everything inside a field that has no class', () => {
    const notes = { constructor: 'Ferrari', deep: [{ unknown: null }] };
    expect((order.read({ number: 1, lines: [], notes }) as Order).notes).toEqual(notes);
  });

  it('may be null or absent where it is optional', () => {
    expect(order.read({ number: 1, lines: [], notes: null })).toEqual({ number: 1, lines: [], notes: null });
    expect(Object.keys(order.read({ number: 1, lines: [] }))).toEqual(['number', 'lines']);
  });

  it('does not make its error as long as itself', () => {
    const lines = Array.from({ length: 5_000 }, () => ({ article: 1, count: 1 }));
    const { problems } = refusal(() => order.read({ number: 1, lines }));
    expect(problems).toHaveLength(101);
    expect(problems[100]).toBe('and 4900 more');
  });
});

describe('a message that is sent', () => {
  const sent = (fields: object): Order => Object.assign(new Order(), fields);

  it('passes unchanged, with instances inside or plain objects', () => {
    const message = sent({ number: 1, lines: [lamp, Object.assign(new Line(), lamp)] });
    order.check(message);
    expect(message).toEqual({ number: 1, lines: [lamp, lamp] });
    expect(message.lines[0]).not.toBeInstanceOf(Line);
  });

  it('may not say more than its class knows', () => {
    const message = sent({ number: 1, gift: true, lines: [{ ...lamp, colour: 'red' }] });
    expect(refusal(() => order.check(message)).problems).toEqual([
      'gift: property gift should not exist',
      'lines.0.colour: property colour should not exist',
    ]);
  });

  it('is refused for what its readers would refuse, inside plain objects too', () => {
    expect(refusal(() => order.check(sent({ lines: [{ article: 'lamp', count: '2' }] }))).problems).toEqual([
      'number: number must be an integer number',
      'lines.0.count: count must be an integer number',
    ]);
  });

  it('is refused where JSON would make something else of it', () => {
    expect(refusal(() => order.check(sent({ number: 1, lines: [undefined] }))).problems).toEqual([
      'lines.0: must be object',
    ]);
  });
});

function anotherLine(): MessageClass {
  class Line {
    @IsInt() metres!: number;
  }
  return Line;
}

describe('a class of payloads', () => {
  it('may put values where none came', () => {
    class Greeting {
      @IsString() text = 'hello';
    }
    expect(compilePayload('shop.greet', Greeting).read({})).toEqual({ text: 'hello' });
    expect(problemsOf(Greeting, { text: 1 })).toEqual(['text: text must be a string']);
  });

  it('may name the class inside it in TypeScript alone', () => {
    class Basket {
      @ValidateNested() line!: Line;
    }
    const read = compilePayload('shop.basket', Basket).read({ line: { ...lamp, colour: 'red' } }) as Basket;
    expect(read.line).toBeInstanceOf(Line);
    expect(read.line).toEqual(lamp);
    expect(problemsOf(Basket, { line: {} })).toHaveLength(2);
    expect(problemsOf(Basket, { line: null })).toHaveLength(1);
  });

  it('may contain itself', () => {
    class Branch {
      @IsInt() leaves!: number;
      @IsOptional() @ValidateNested() @Type(() => Branch) branches?: Branch[];
    }
    const read = compilePayload('tree', Branch).read({ leaves: 1, branches: [{ leaves: 2 }] }) as Branch;
    expect(read.branches?.[0]).toBeInstanceOf(Branch);
    expect(problemsOf(Branch, { leaves: 1, branches: [{ leaves: 2, branches: [{}] }] })).toEqual([
      'branches.0.branches.0.leaves: leaves must be an integer number',
    ]);
  });

  it('is not mistaken for another of the same name', () => {
    const Other = anotherLine();
    class Cable {
      @ValidateNested() @Type(() => Other) first!: object;
      @ValidateNested() @Type(() => Line) second!: object;
    }
    const cable = compilePayload('shop.cable', Cable);
    expect(cable.read({ first: { metres: 1 }, second: lamp })).toEqual({ first: { metres: 1 }, second: lamp });
    expect(problemsOf(Cable, { first: lamp, second: { metres: 1 } })).toHaveLength(3);
  });

  it('inherits rules and may replace them', () => {
    class Base {
      @IsString() name!: string;
      @IsInt() size!: number;
    }
    class Derived extends Base {
      @IsIn([1, 2]) override size!: number;
    }
    expect(compilePayload('shop.derived', Derived).read({ name: 'a', size: 2 })).toBeInstanceOf(Derived);
    expect(problemsOf(Derived, { size: 3 })).toEqual([
      'size: size must be one of the following values: 1, 2',
      'name: name must be a string',
    ]);
  });

  it('without rules has no fields', () => {
    class Nothing {
      anything: unknown;
    }
    expect(compilePayload('shop.nothing', Nothing).read({ anything: 1 })).toEqual({});
    expect(() => compilePayload('shop.nothing', Nothing).check({ anything: 1 })).toThrow('should not exist');
  });
});
