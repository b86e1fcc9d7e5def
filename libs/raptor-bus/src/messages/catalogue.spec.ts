import { MessageCatalogue } from './catalogue';
import { MESSAGE_DEFINITION, type MessageDefinition } from './message';

class Placed {
  number!: number;
}
class AlsoPlaced extends Placed {}
class PlacedAnew extends Placed {}
class Unread extends Placed {}
class Done extends Placed {}
class Cancel extends Placed {}
class Beat extends Placed {}
class Price extends Placed {}
class Plain {
  number!: number;
}

const PLACED: MessageDefinition = {
  kind: 'event',
  name: 'shop.placed',
  version: 1,
  channel: 'shop',
  readers: ['sales', 'billing'],
};

const DEFINITIONS: [type: object, definition: MessageDefinition][] = [
  [Placed, PLACED],
  [AlsoPlaced, PLACED],
  [PlacedAnew, { ...PLACED, version: 2 }],
  [Unread, { ...PLACED, name: 'shop.unread', readers: [] }],
  [Done, { ...PLACED, name: 'shop.done', channel: 'replyTo', readers: ['sales', 'audit'] }],
  [Cancel, { kind: 'command', name: 'shop.cancel', version: 1, channel: 'shop', lane: 'high', readers: ['archive'] }],
  [Beat, { kind: 'event', name: 'shop.beat', version: 1, channel: 'beats' }],
  [Price, { kind: 'query', name: 'shop.price', version: 1, channel: 'addressed' }],
];

for (const [type, value] of DEFINITIONS) Object.defineProperty(type, MESSAGE_DEFINITION, { value });

describe('the catalogue of messages', () => {
  it('finds a message by its name and by its class, in the normal lane unless said', () => {
    const catalogue = new MessageCatalogue([Placed, Cancel]);
    expect(catalogue.get('shop.placed')).toMatchObject({ type: Placed, kind: 'event', lane: 'normal' });
    expect(catalogue.get('shop.cancel')).toMatchObject({ lane: 'high', pattern: 'shop.cancel@1' });
    expect(catalogue.of(Placed)).toBe(catalogue.get('shop.placed'));
    expect(catalogue.find('shop.other')).toBeUndefined();
  });

  it('keeps versions of one name beside each other, and takes the newest where none is said', () => {
    const catalogue = new MessageCatalogue([PlacedAnew, Placed]);
    expect(catalogue.get('shop.placed').type).toBe(PlacedAnew);
    expect(catalogue.get('shop.placed', 1).type).toBe(Placed);
    expect(catalogue.of(Placed).version).toBe(1);
    expect(catalogue.byHandlerPattern('shop.placed@1').type).toBe(Placed);
    expect(catalogue.byHandlerPattern('shop.placed').type).toBe(PlacedAnew);
    expect(catalogue.find('shop.placed', 3)).toBeUndefined();
    expect(() => catalogue.get('shop.placed', 3)).toThrow('No message is called shop.placed in version 3');
  });

  it('refuses two classes with one version of a name', () => {
    expect(() => new MessageCatalogue([Placed, AlsoPlaced])).toThrow(
      'AlsoPlaced and Placed both claim version 1 of the message shop.placed',
    );
  });

  it('refuses work that nobody reads, unless every replica hears it', () => {
    expect(() => new MessageCatalogue([Unread])).toThrow('Nobody reads shop.unread: name its readers');
    expect(() => new MessageCatalogue([Beat])).toThrow('Nobody reads shop.beat');
    expect(new MessageCatalogue([Beat], { beats: { delivery: 'broadcast' } }).isBroadcast('beats')).toBe(true);
    expect(new MessageCatalogue([Price]).get('shop.price').readers).toEqual([]);
  });

  it('knows the groups of a channel: readers of its messages, and those whom answers may reach', () => {
    const catalogue = new MessageCatalogue([Placed, Cancel, Done], { results: { readers: ['sales'] }, shop: {} });
    expect(catalogue.groupsOf('shop')).toEqual(['archive', 'billing', 'sales']);
    expect(catalogue.groupsOf('results')).toEqual(['sales']);
    expect(catalogue.groupsOf('elsewhere')).toEqual([]);
    expect(catalogue.channelsReadBy('sales')).toEqual(['shop', 'results']);
    expect(catalogue.channelsReadBy('archive')).toEqual(['shop']);
    expect(catalogue.channelsReadBy('nobody')).toEqual([]);
  });

  it('knows who gets a message: an answer only those of its readers who read the channel it goes to', () => {
    const catalogue = new MessageCatalogue([Placed, Done, Beat], {
      results: { readers: ['sales', 'billing'] },
      beats: { delivery: 'broadcast' },
    });
    expect(catalogue.readersOf(catalogue.of(Placed), 'shop')).toEqual(['sales', 'billing']);
    expect(catalogue.readersOf(catalogue.of(Done), 'results')).toEqual(['sales']);
    expect(catalogue.readersOf(catalogue.of(Done), 'elsewhere')).toEqual([]);
    expect(catalogue.readersOf(catalogue.of(Beat), 'beats')).toEqual([]);
  });

  it('says what to do about a class that is no message and a name it does not know', () => {
    expect(() => new MessageCatalogue([Plain])).toThrow('Plain is not a message: put @RaptorMessage');
    expect(() => new MessageCatalogue([]).get('shop.placed')).toThrow(
      'No message is called shop.placed: add its class',
    );
    expect(() => new MessageCatalogue([]).of(Placed)).toThrow('No message is called shop.placed');
  });
});
