import { Type } from 'class-transformer';
import { IsInt, IsString, ValidateNested } from 'class-validator';
import { MessageInvalidError } from './bus-errors';
import { validPayload } from './payload-validation';

class Line {
  @IsString() article!: string;
  @IsInt() count!: number;
}

class Order {
  @IsInt() number!: number;
  @ValidateNested({ each: true }) @Type(() => Line) lines!: Line[];
}

const entry = { kind: 'command', name: 'shop.order', version: 1, channel: 'shop', type: Order } as const;

describe('a payload', () => {
  it('becomes an instance of its class, also inside', async () => {
    const order = (await validPayload(entry, { number: 1, lines: [{ article: 'lamp', count: 2 }] })) as Order;
    expect(order).toBeInstanceOf(Order);
    expect(order.lines[0]).toBeInstanceOf(Line);
  });

  it('loses fields that its class does not know, for a newer producer may add some', async () => {
    const given = { number: 1, lines: [{ article: 'lamp', count: 2, colour: 'red' }], gift: true };
    expect(await validPayload(entry, given)).toEqual({ number: 1, lines: [{ article: 'lamp', count: 2 }] });
  });

  it('that does not fit is refused with every field and its path', async () => {
    const error: unknown = await validPayload(entry, { number: 'x', lines: [{ article: 1, count: 2 }] }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(MessageInvalidError);
    expect((error as MessageInvalidError).problems).toEqual([
      'number: number must be an integer number',
      'lines.0.article: article must be a string',
    ]);
    expect((error as Error).message).toMatch(/^Message shop\.order number: .*; lines\.0\.article: /);
  });

  it.each([[null], ['text'], [7], [[]]])('is not %p', async (payload) => {
    await expect(validPayload(entry, payload)).rejects.toThrow('has a payload that is not an object');
  });

  it('cannot reach the prototype of anything', async () => {
    await validPayload(entry, JSON.parse('{"number":1,"lines":[],"__proto__":{"polluted":true}}'));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
