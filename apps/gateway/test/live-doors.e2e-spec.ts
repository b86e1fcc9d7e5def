import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { eventually } from '@raptor/testing';
import { v7 as uuidv7 } from 'uuid';
import { WebSocket } from 'ws';
import { ApiKeysRepository } from '../src/api-keys/api-keys.repository';
import { newOpaqueToken } from '../src/identity/opaque-token';
import type { Principal } from '../src/identity/principal';
import { LiveSockets } from '../src/live/live-sockets';
import { MemberWatch } from '../src/live/member-watch';
import { WorkspaceMemberEntity } from '../src/workspaces/workspace-member.entity';
import { WorkspaceLife } from '../src/workspaces/workspace-life.service';
import { startFleet, type Fleet } from './support/fleet';
import { LiveClient } from './support/live-client';
import { anAssignment, aStop, LiveRoom } from './support/live-room';

const ORIGIN = 'https://app.example';

/** No longer than a removed member may still listen. */
const CUT_WITHIN_MS = 5_000;

interface Refusal {
  readonly status: number | undefined;
  readonly body: { code?: string };
}

describe('who comes in to the live channel', () => {
  let fleet: Fleet;
  let room: LiveRoom;
  let member: Principal;

  beforeAll(async () => {
    fleet = await startFleet({
      CORS_ORIGINS: ORIGIN,
      LIVE_SOCKETS_PER_USER: '3',
      LIVE_SOCKETS_PER_WORKSPACE: '5',
    });
    room = await LiveRoom.found(fleet.gateway);
    member = await room.member('operator');
  });

  afterAll(() => fleet.stop());

  const sockets = (): LiveSockets => fleet.gateway.app.get(LiveSockets, { strict: false });
  const everybodyLeft = (of: LiveRoom = room) => eventually(() => expect(sockets().of(of.workspaceId)).toHaveLength(0));
  const open = async (...groups: string[]): Promise<LiveClient> => (await room.open(member)).subscribe(...groups);

  /** Asks for a socket as a client does, and does not get one. */
  const refused = (path: string, headers: Record<string, string> = {}): Promise<Refusal> =>
    new Promise((resolve, reject) => {
      const asked = request(`${fleet.gateway.url}${path}`, {
        headers: {
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
          ...headers,
        },
      });
      asked.on('error', reject);
      asked.on('upgrade', () => {
        reject(new Error('It became a WebSocket'));
      });
      asked.on('response', (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => {
          resolve({ status: response.statusCode, body: JSON.parse(text) as { code?: string } });
        });
      });
      asked.end();
    });

  it('is whoever has a ticket, in the address or among the protocols, once', async () => {
    const url = `${fleet.gateway.url.replace('http', 'ws')}/api/v1/live`;
    const ticket = await room.ticket(member);
    const client = await LiveClient.open(fleet.gateway.url, ticket);
    expect(await refused(`/api/v1/live?ticket=${ticket}`)).toMatchObject({
      status: 401,
      body: { code: 'AUTH_REQUIRED' },
    });
    const another = new WebSocket(url, ['raptor.live.v1', `ticket.${await room.ticket(member)}`], { origin: ORIGIN });
    await once(another, 'open');
    expect(another.protocol).toBe('raptor.live.v1');
    client.cut();
    another.terminate();
    await everybodyLeft();
  });

  it('is who has signed in, until the session is ended', async () => {
    const { email, password } = fleet;
    const signedIn = await fleet.ask('POST', '/api/v1/auth/login', { body: { email, password } });
    const token = signedIn.body.access_token as string;
    const answer = await fleet.ask('POST', '/api/v1/auth/ws-ticket', { token });
    expect(answer.status).toBe(201);
    const client = await (
      await LiveClient.open(fleet.gateway.url, answer.body.ticket as string)
    ).subscribe('operations');
    const refresh = { refresh_token: signedIn.body.refresh_token as string };
    expect((await fleet.ask('POST', '/api/v1/auth/logout', { token, body: refresh })).status).toBe(204);
    await eventually(async () => {
      await fleet.gateway.app.get(MemberWatch, { strict: false }).round(true);
      expect(client.ended?.code).toBe(4003);
    });
  });

  it('is one of many who show the same ticket at once', async () => {
    const ticket = await room.ticket(member);
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, () => LiveClient.open(fleet.gateway.url, ticket)),
    );
    const clients = tries.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(clients).toHaveLength(1);
    clients[0]!.cut();
    await everybodyLeft();
  });

  it.each([
    ['no ticket', '/api/v1/live', {}, 401, 'AUTH_REQUIRED'],
    ['a ticket that is none', '/api/v1/live?ticket=nothing', {}, 401, 'AUTH_REQUIRED'],
    ['a ticket beyond all measure', `/api/v1/live?ticket=${'t'.repeat(600)}`, {}, 422, 'REQUEST_INVALID'],
    ['a field nobody knows', '/api/v1/live?token=nothing', {}, 422, 'REQUEST_INVALID'],
    ['a page of others', '/api/v1/live?ticket=nothing', { origin: 'https://evil.example' }, 403, 'AUTH_FORBIDDEN'],
    ['an address that is another', '/api/v1/alive?ticket=nothing', {}, 404, 'ROUTE_NOT_FOUND'],
    ['an old version', '/api/v1/live', { 'sec-websocket-version': '8' }, 426, 'UPGRADE_REQUIRED'],
  ])('is nobody with %s', async (_what, path, headers, status, code) => {
    expect(await refused(path, headers)).toMatchObject({ status, body: { code } });
  });

  it('is nobody who does not ask for a socket', async () => {
    const answer = await fleet.ask('GET', '/api/v1/live');
    expect(answer).toMatchObject({ status: 426, body: { code: 'UPGRADE_REQUIRED' } });
    expect(answer.headers.get('upgrade')).toBe('websocket');
  });

  it('does not keep those out who offer another protocol and want none', async () => {
    const socket = connect(Number(new URL(fleet.gateway.url).port), '127.0.0.1');
    const offer = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAA';
    let heard = '';
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
    socket.write(`GET /healthz HTTP/1.1\r\nHost: a\r\n${offer}\r\n\r\n`);
    await eventually(() => expect(heard).toMatch(/^HTTP\/1\.1 200 /));
    heard = '';
    const body = JSON.stringify({ email: 'nobody@acme.example', password: 'wrong password' });
    socket.write(
      `POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n${offer}\r\n\r\n${body}`,
    );
    await eventually(() => expect(heard).toMatch(/^HTTP\/1\.1 401 .*AUTH_INVALID_CREDENTIALS/s));
    socket.destroy();
  });

  it('may hear what the role is for, and no more', async () => {
    const viewer = await room.member('viewer');
    const client = await (await room.open(viewer)).subscribe('agents');
    client.say({ subscribe: ['agents', 'operations'] });
    await eventually(() => expect(client.of('error')).toMatchObject([{ code: 'AUTH_FORBIDDEN' }]));
    const operator = await open('operations', 'agents');
    await room.happen(aStop());
    await room.happen(anAssignment());
    await eventually(() => expect(operator.events).toHaveLength(2));
    await eventually(() => expect(client.events).toHaveLength(1));
    expect(client.events[0]!.type).toBe('assignment.completed');
    client.cut();
    operator.cut();
    await everybodyLeft();
  });

  it('is cut within five seconds of being removed, or of becoming something else; others stay', async () => {
    const [removed, changed] = [await room.member('admin'), await room.member('operator')];
    const clients = await Promise.all([removed, changed, member].map((each) => room.open(each)));
    await Promise.all(clients.map((client) => client.subscribe('agents')));
    const rowOf = ({ id }: Principal) => ({ workspaceId: room.workspaceId, userId: id });
    await room.within(async (tx) => {
      await tx.update(WorkspaceMemberEntity, rowOf(removed), { status: 'suspended' });
      await tx.update(WorkspaceMemberEntity, rowOf(changed), { role: 'viewer', version: 2 });
    });
    const [one, two, other] = clients;
    await eventually(() => expect([one!.ended?.code, two!.ended?.code]).toEqual([4003, 4003]), {
      withinMs: CUT_WITHIN_MS,
    });
    expect(other!.ended).toBeUndefined();
    other!.cut();
    await everybodyLeft();
  });

  it('is nobody any more once the workspace is deleted', async () => {
    const doomed = await LiveRoom.found(fleet.gateway);
    const owner = await doomed.member('admin');
    const client = await (await doomed.open(owner)).subscribe('agents');
    await fleet.gateway.app
      .get(WorkspaceLife, { strict: false })
      .deleteWorkspace({ type: 'user', id: owner.id }, doomed.workspaceId);
    await eventually(() => expect(client.ended?.code).toBe(4003), { withinMs: CUT_WITHIN_MS });
  });

  it('is refused when there are too many: of one member, and of all', async () => {
    const mine = [await open('agents'), await open('agents'), await open('agents')];
    const again = await refused(`/api/v1/live?ticket=${await room.ticket(member)}`);
    expect(again).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
    const [one, two] = [await room.member('viewer'), await room.member('viewer')];
    const others = [await room.open(one), await room.open(one)];
    expect(await refused(`/api/v1/live?ticket=${await room.ticket(two)}`)).toMatchObject({ status: 429 });
    for (const client of [...mine, ...others]) client.cut();
    await everybodyLeft();
  });

  it('needs a new ticket when it has been there for long', async () => {
    const strict = await fleet.another({ LIVE_SOCKET_AGE_MS: '1' });
    const client = await (await room.open(member, { at: strict })).subscribe('agents');
    strict.app.get(LiveSockets, { strict: false }).beat();
    await eventually(() => expect(client.ended?.code).toBe(4001));
    await strict.stop();
  });

  it('may be a program, as long as its key is good, for what its scopes are', async () => {
    const { app } = fleet.gateway;
    const keys = app.get(ApiKeysRepository, { strict: false });
    const { hash } = newOpaqueToken('apiKey', room.workspaceId);
    const [id, scopes] = [uuidv7(), ['agents:read']];
    await room.within((tx) =>
      keys.insert(tx, { id, name: 'Program', prefix: 'ak', keyHash: hash, role: 'admin', scopes }),
    );
    const principal: Principal = { type: 'api_key', id, workspaceId: room.workspaceId, role: 'admin', scopes };
    const client = await (await room.open(principal)).subscribe('agents');
    client.say({ subscribe: ['money'] });
    await eventually(() => expect(client.of('error')).toMatchObject([{ code: 'AUTH_FORBIDDEN' }]));
    await room.within((tx) => keys.revoke(tx, id));
    await eventually(() => expect(client.ended?.code).toBe(4003), { withinMs: CUT_WITHIN_MS });
  });
});
