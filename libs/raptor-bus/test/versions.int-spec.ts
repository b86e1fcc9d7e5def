import { IsInt, IsString } from 'class-validator';
import { eventually } from '@raptor/testing';
import { handling, moduleOf } from './fixtures/consumer';
import { Fleet } from './fixtures/fleet';
import { a, message } from './fixtures/messages';

const definition = { kind: 'event', name: 'shop.parcel.sent', channel: 'shop.parcels', readers: ['packing'] } as const;

@message({ ...definition, version: 1 })
class ParcelSent {
  @IsInt() grams!: number;
}

@message({ ...definition, version: 2 })
class ParcelSentV2 {
  @IsString() weight!: string;
}

@message({ ...definition, version: 3 })
class ParcelSentV3 {
  @IsInt() milligrams!: number;
}

describe('versions of one message', () => {
  let fleet: Fleet;

  beforeEach(() => {
    fleet = new Fleet();
  });

  afterEach(async () => {
    await fleet.end();
  });

  const reader = async () => {
    const seen: unknown[] = [];
    const replica = await fleet.replica({
      service: 'packing',
      messages: [ParcelSent, ParcelSentV2],
      channels: {},
      handlers: [
        handling(ParcelSent, (sent) => void seen.push(sent instanceof ParcelSent && ['v1', sent.grams])),
        handling(ParcelSentV2, (sent) => void seen.push(sent instanceof ParcelSentV2 && ['v2', sent.weight])),
      ],
    });
    return { seen, replica };
  };

  it('live side by side, each with a handler and a class of its own', async () => {
    const { seen, replica } = await reader();
    const older = fleet.bus({ messages: [ParcelSent], channels: {} });
    await older.emit(a(ParcelSent, { grams: 7 }));
    await replica.bus.emit(a(ParcelSentV2, { weight: '7 g' }));
    await replica.bus.emit(a(ParcelSent, { grams: 8 }));
    await eventually(() => expect(seen).toHaveLength(3));
    expect(seen).toEqual(
      expect.arrayContaining([
        ['v1', 7],
        ['v2', '7 g'],
        ['v1', 8],
      ]),
    );
  });

  it('that a service does not know yet are dead letters, which say which it knows; the others go on', async () => {
    const { seen, replica } = await reader();
    const newer = fleet.bus({ messages: [ParcelSent, ParcelSentV2, ParcelSentV3], channels: {} });
    const { id } = await newer.emit(a(ParcelSentV3, { milligrams: 7_000 }));
    await newer.emit(a(ParcelSent, { grams: 7 }));
    await eventually(() => expect(seen).toEqual([['v1', 7]]));
    await eventually(async () => expect(await fleet.deadLetters('schema_violation')).toHaveLength(1));
    expect(await fleet.deadLetters('schema_violation')).toMatchObject([
      {
        eventId: id,
        name: 'shop.parcel.sent',
        payload: { milligrams: 7_000 },
        failure: { message: 'Message shop.parcel.sent has version 3, this service reads 2' },
      },
    ]);
    await eventually(async () => expect(await fleet.pending('packing', 'shop.parcels')).toBe(0));
    expect(replica.handled.map(({ outcome }) => outcome).sort()).toEqual(['dead_lettered', 'done']);
  });

  it('are not mixed up: a payload of the one under the number of the other is refused', async () => {
    const { seen, replica } = await reader();
    const { channel, envelope } = replica.bus.prepare(a(ParcelSent, { grams: 7 }));
    await fleet.put(channel, 'normal', JSON.stringify({ ...envelope, version: 2 }));
    await eventually(async () => expect(await fleet.deadLetters('schema_violation')).toHaveLength(1));
    const [letter] = await fleet.deadLetters('schema_violation');
    expect(letter?.failure.message).toContain('weight');
    expect(seen).toEqual([]);
  });

  it('each need a handler: a service that lacks one is refused at its start', async () => {
    const forgetful = fleet.replica({
      service: 'packing',
      messages: [ParcelSent, ParcelSentV2],
      channels: {},
      module: moduleOf([handling(ParcelSentV2, () => undefined)]),
    });
    await expect(forgetful).rejects.toThrow('shop.parcel.sent (version 1) is to be read by packing');
  });
});
