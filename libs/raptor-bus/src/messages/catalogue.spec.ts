import { MessageCatalogue } from './catalogue';
import { MESSAGE_DEFINITION } from './message';

class Placed {
  number!: number;
}
class AlsoPlaced extends Placed {}
class Plain {
  number!: number;
}

for (const type of [Placed, AlsoPlaced]) {
  const value = { kind: 'event', name: 'shop.placed', version: 1, channel: 'shop' };
  Object.defineProperty(type, MESSAGE_DEFINITION, { value });
}

describe('the catalogue of messages', () => {
  it('finds a message by its name and by its class', () => {
    const catalogue = new MessageCatalogue([Placed]);
    expect(catalogue.get('shop.placed')).toMatchObject({ type: Placed, kind: 'event' });
    expect(catalogue.of(Placed)).toBe(catalogue.get('shop.placed'));
    expect(catalogue.find('shop.other')).toBeUndefined();
  });

  it('refuses two classes with one name', () => {
    expect(() => new MessageCatalogue([Placed, AlsoPlaced])).toThrow(
      'AlsoPlaced and Placed both claim the message name shop.placed',
    );
  });

  it('says what to do about a class that is no message and a name it does not know', () => {
    expect(() => new MessageCatalogue([Plain])).toThrow('Plain is not a message: put @RaptorMessage');
    expect(() => new MessageCatalogue([]).get('shop.placed')).toThrow(
      'No message is called shop.placed: add its class',
    );
    expect(() => new MessageCatalogue([]).of(Placed)).toThrow('No message is called shop.placed');
  });
});
