import { LiveUpdates } from '@raptor/raptor-bus';
import { eventually } from '@raptor/testing';
import type { Principal } from '../src/identity/principal';
import { LiveSockets } from '../src/live/live-sockets';
import { startFleet, type Fleet } from './support/fleet';
import type { LiveClient } from './support/live-client';
import { anAssignment, LiveRoom } from './support/live-room';

const BUFFER_BYTES = 65_536;

describe('who listens to the live channel', () => {
  let fleet: Fleet;
  let room: LiveRoom;
  let member: Principal;

  beforeAll(async () => {
    fleet = await startFleet({ LIVE_BUFFER_BYTES: String(BUFFER_BYTES) });
    room = await LiveRoom.found(fleet.gateway);
    member = await room.member('operator');
  });

  afterAll(() => fleet.stop());

  const sockets = (): LiveSockets => fleet.gateway.app.get(LiveSockets, { strict: false });
  const everybodyLeft = () => eventually(() => expect(sockets().of(room.workspaceId)).toHaveLength(0));
  const open = async (...groups: string[]): Promise<LiveClient> => (await room.open(member)).subscribe(...groups);

  it('is told what was wrong with a message, and nothing else happens', async () => {
    const client = await open('agents');
    const messages = ['nonsense', '[]', '{"subscribe":["everything"]}', '{"subscribe":[],"__proto__":{}}', { do: 'x' }];
    for (const message of messages) client.say(message);
    client.socket.send(Buffer.from('{"subscribe":["money"]}'), { binary: true });
    client.say({ subscribe: ['agents'], ...client.place });
    await eventually(() => expect(client.of('error')).toHaveLength(messages.length + 2));
    expect(client.of('error').map(({ code }) => code)).toEqual([
      'REQUEST_MALFORMED',
      'REQUEST_INVALID',
      'REQUEST_INVALID',
      'REQUEST_MALFORMED',
      'REQUEST_INVALID',
      'REQUEST_UNSUPPORTED_MEDIA_TYPE',
      'REQUEST_INVALID',
    ]);
    await room.happen(anAssignment());
    await eventually(() => expect(client.events).toHaveLength(1));
    client.cut();
    await everybodyLeft();
  });

  it('is shown out who says too much, or too long', async () => {
    const chatty = await open('agents');
    for (let number = 0; number < 30; number += 1) chatty.say({ subscribe: ['agents'] });
    const longWinded = await open('agents');
    longWinded.say(`{"subscribe":[],"x":"${'x'.repeat(5_000)}"}`);
    await eventually(() => expect([chatty.ended?.code, longWinded.ended?.code]).toEqual([1008, 1009]));
    await everybodyLeft();
  });

  it('is cut off who does not read, and nobody else waits', async () => {
    const slow = await open('agents');
    const quick = await open('agents');
    slow.socket.pause();
    const updates = fleet.gateway.app.get(LiveUpdates, { strict: false });
    const data = { at: new Date().toISOString(), group: 'agents', data: { text: 'x'.repeat(100_000) } };
    let sent = 0;
    while (sockets().of(room.workspaceId).length === 2 && sent < 500) {
      const startedAt = performance.now();
      await updates.publish(room.workspaceId, { eventId: `large-${sent}`, name: 'assignment.started', data });
      sent += 1;
      await eventually(() => expect(quick.events).toHaveLength(sent), { everyMs: 1 });
      expect(performance.now() - startedAt).toBeLessThan(1_000);
    }
    expect(sent).toBeLessThan(500);
    expect(quick.gaps).toBe(0);
    slow.socket.resume();
    await eventually(() => expect(slow.ended).toBeDefined());
    expect([1013, 1006]).toContain(slow.ended!.code);
    quick.cut();
    await everybodyLeft();
  }, 60_000);

  it('is forgiven the size of what was missed', async () => {
    const client = await open('agents');
    const place = client.place!;
    client.cut();
    const updates = fleet.gateway.app.get(LiveUpdates, { strict: false });
    const data = { at: new Date().toISOString(), group: 'agents', data: { text: 'x'.repeat(100_000) } };
    for (let number = 0; number < 20; number += 1)
      await updates.publish(room.workspaceId, { eventId: `missed-${number}`, name: 'assignment.started', data });
    const back = await (await room.open(member, { place })).subscribe('agents');
    expect(back.events).toHaveLength(20);
    expect(back.gaps).toBe(0);
    back.cut();
    await everybodyLeft();
  });

  it('is asked whether it is there, and cut off when it does not answer', async () => {
    const there = await open('agents');
    const gone = await open('agents');
    gone.socket.pause();
    for (let beats = 1; beats <= 3; beats += 1) {
      sockets().beat();
      await eventually(() => expect(there.of('heartbeat')).toHaveLength(beats));
      // The answer of the one that is there comes before the next question.
      await eventually(() =>
        expect(
          sockets()
            .of(room.workspaceId)
            .some((socket) => socket.hasAnswered),
        ).toBe(true),
      );
    }
    await eventually(() => expect(sockets().of(room.workspaceId)).toHaveLength(1));
    expect(there.ended).toBeUndefined();
    there.cut();
    gone.cut();
    await everybodyLeft();
  });

  it('is told its place now and then, so that what it does not want to hear makes no gap', async () => {
    const client = await open('money');
    const all = await open('agents');
    await room.happen(anAssignment(), anAssignment());
    await eventually(() => expect(all.events).toHaveLength(2));
    sockets().beat();
    await eventually(() => expect(client.of('heartbeat')).toHaveLength(1));
    expect(client.place).toEqual(all.place);
    expect([client.gaps, client.events]).toEqual([0, []]);
    client.cut();
    all.cut();
    await everybodyLeft();
  });
});
