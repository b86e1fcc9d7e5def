import { setTimeout as delay } from 'node:timers/promises';
import { Database } from '@raptor/persistence';
import type { RunningService } from '@raptor/platform';
import { anApiKey, plant } from '@raptor/testing/builders';
import { Client } from 'pg';
import { LiveTickets } from '../src/identity/live-tickets';
import { newOpaqueToken } from '../src/identity/opaque-token';
import { WorkspaceLife } from '../src/workspaces/workspace-life.service';
import { askAt, startFleet, type Fleet } from './support/fleet';
import { aMember, anOutsider, signIn, type Person } from './support/people';
import { UNLIMITED } from './support/unlimited';

const ME = '/api/v1/auth/me';
const SYSTEM = { type: 'system', id: 'test' } as const;
const BITES_WITHIN_MS = 5_000;

describe('who may come in', () => {
  let fleet: Fleet;
  let replicas: readonly RunningService[];
  let admin: Client;

  const sidOf = (token: string): string =>
    (JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { sid: string }).sid;
  const change = (set: string, { userId, workspaceId }: Person): Promise<unknown> =>
    admin.query(
      `UPDATE gateway.workspace_members SET ${set}, version = version + 1 WHERE user_id = $1 AND workspace_id = $2`,
      [userId, workspaceId],
    );
  const aKey = async (more: Parameters<typeof anApiKey>[0] = {}): Promise<{ id: string; token: string }> => {
    const { token, hash } = newOpaqueToken('apiKey', fleet.workspaceId);
    const key = anApiKey({ workspaceId: fleet.workspaceId, keyHash: hash, ...more });
    await fleet.gateway.app.get(Database).withTenant(fleet.workspaceId, SYSTEM, (tx) => plant(tx, key));
    return { id: key.id, token };
  };

  beforeAll(async () => {
    fleet = await startFleet(UNLIMITED);
    replicas = [fleet.gateway, await fleet.another()];
    admin = new Client({ connectionString: fleet.database.adminUrl });
    await admin.connect();
  });

  afterAll(async () => {
    await admin.end();
    await fleet.stop();
  });

  /** Asks every replica without a pause, so that what they remember is always in use. @returns how long each token went on being good, and what it then met. */
  async function untilRefused(
    tokens: Readonly<Record<string, string>>,
  ): Promise<Record<string, { ms: number; code: string }>> {
    const since = performance.now();
    const one = async (name: string, token: string): Promise<[string, { ms: number; code: string }]> => {
      const ends = await Promise.all(
        replicas.map(async ({ url }) => {
          for (;;) {
            const { status, body } = await askAt(url + ME, 'GET', { token });
            const ms = Math.round(performance.now() - since);
            if (status !== 200 || ms > 2 * BITES_WITHIN_MS) return { ms, code: String(body.code) };
            await delay(20);
          }
        }),
      );
      return [name, ends.reduce((last, end) => (end.ms > last.ms ? end : last))];
    };
    return Object.fromEntries(await Promise.all(Object.entries(tokens).map(([name, token]) => one(name, token))));
  }

  it('is not who was removed, suspended, disabled, signed out, or is something else by now, within 5 s on every replica', async () => {
    const [stays, removed, suspended, downgraded, upgraded, disabled, signedOut] = (await Promise.all(
      (['viewer', 'admin', 'viewer', 'admin', 'viewer', 'operator', 'analyst'] as const).map((role) =>
        aMember(fleet, role),
      ),
    )) as [Person, Person, Person, Person, Person, Person, Person];
    const stranded = await anOutsider(fleet);
    const [revoked, expired] = [await aKey(), await aKey()];
    const tokens = {
      removed: removed.token,
      suspended: suspended.token,
      downgraded: downgraded.token,
      upgraded: upgraded.token,
      disabled: disabled.token,
      'signed out': signedOut.token,
      'without a workspace': stranded.token,
      'a revoked key': revoked.token,
      'an expired key': expired.token,
    };
    for (const { url } of replicas)
      for (const token of [...Object.values(tokens), stays.token])
        expect((await askAt(url + ME, 'GET', { token })).status).toBe(200);

    await change(`status = 'suspended', invite_token_hash = NULL`, removed);
    await change(`status = 'suspended'`, suspended);
    await change(`role = 'viewer'`, downgraded);
    await change(`role = 'admin'`, upgraded);
    await admin.query(`UPDATE gateway.users SET disabled_at = now() WHERE id = $1`, [disabled.userId]);
    await fleet.ask('DELETE', `/api/v1/auth/sessions/${sidOf(signedOut.token)}`, { token: signedOut.token });
    await fleet.gateway.app.get(WorkspaceLife, { strict: false }).deleteWorkspace(SYSTEM, stranded.workspaceId);
    await admin.query(`UPDATE gateway.api_keys SET revoked_at = now() WHERE id = $1`, [revoked.id]);
    await admin.query(`UPDATE gateway.api_keys SET expires_at = now() WHERE id = $1`, [expired.id]);
    const ends = await untilRefused(tokens);
    for (const [name, { ms, code }] of Object.entries(ends)) {
      const isOther = name === 'downgraded' || name === 'upgraded';
      expect([name, code, ms <= BITES_WITHIN_MS]).toEqual([
        name,
        isOther ? 'AUTH_TOKEN_OUTDATED' : 'AUTH_REQUIRED',
        true,
      ]);
    }
    for (const { url } of replicas) expect((await askAt(url + ME, 'GET', { token: stays.token })).status).toBe(200);
    const slowest = Math.max(...Object.values(ends).map(({ ms }) => ms));
    process.stdout.write(`${Object.keys(ends).length} ways of losing access bite on 2 replicas within ${slowest} ms\n`);
  });

  it('is the downgraded member again after a refresh, as what they are now', async () => {
    const member = await aMember(fleet, 'admin');
    const body = { email: member.email, password: member.password };
    const { refresh_token } = (await fleet.ask('POST', '/api/v1/auth/login', { body })).body;
    await change(`role = 'viewer'`, member);
    const { body: next } = await fleet.ask('POST', '/api/v1/auth/refresh', { body: { refresh_token } });
    expect(next.role).toBe('viewer');
    expect((await fleet.ask('GET', ME, { token: next.access_token })).body.role).toBe('viewer');
    expect((await fleet.ask('GET', '/api/v1/ops/fleet', { token: next.access_token })).status).toBe(403);
  });

  describe('with an API key', () => {
    it('is the key, within its role', async () => {
      const { id, token } = await aKey({ role: 'viewer' });
      const { status, body } = await fleet.ask('GET', ME, { token });
      expect([status, body]).toEqual([
        200,
        expect.objectContaining({
          type: 'api_key',
          id,
          email: null,
          workspace_id: fleet.workspaceId,
          role: 'viewer',
          scopes: [],
        }),
      ]);
      expect((await fleet.ask('GET', '/api/v1/ops/fleet', { token })).status).toBe(403);
      const { rows } = await admin.query(`SELECT last_used_at FROM gateway.api_keys WHERE id = $1`, [id]);
      expect(rows[0].last_used_at).toBeInstanceOf(Date);
    });

    it('may do what it is for, and nothing else', async () => {
      const { token } = await aKey({ role: 'admin', scopes: ['auth:read'] });
      expect((await fleet.ask('GET', ME, { token })).status).toBe(200);
      const head = await fetch(fleet.gateway.url + ME, {
        method: 'HEAD',
        headers: { authorization: `Bearer ${token}` },
      });
      expect(head.status).toBe(200);
      const writing = await fleet.ask('POST', '/api/v1/auth/ws-ticket', { token });
      expect(writing).toMatchObject({ status: 403, body: { detail: expect.stringContaining('auth:write') } });
      const elsewhere = await fleet.ask('GET', '/api/v1/ops/fleet', { token });
      expect(elsewhere).toMatchObject({ status: 403, body: { detail: expect.stringContaining('operations:read') } });
    });

    it('has no sessions, and is for its own workspace', async () => {
      const { token } = await aKey({ role: 'admin' });
      expect((await fleet.ask('GET', '/api/v1/auth/sessions', { token })).status).toBe(403);
      const other = { 'x-workspace-id': '018f0000-0000-7000-8000-00000000000b' };
      expect((await fleet.ask('GET', ME, { token, headers: other })).status).toBe(403);
      expect((await fleet.ask('GET', ME, { token, headers: { 'x-workspace-id': fleet.workspaceId } })).status).toBe(
        200,
      );
    });
  });

  describe('with a ticket for a socket', () => {
    const ticketOf = async (token: string): Promise<string> => {
      const { status, body } = await fleet.ask('POST', '/api/v1/auth/ws-ticket', { token });
      expect([status, body.expires_in]).toEqual([201, 30]);
      return body.ticket as string;
    };
    const redeem = (replica: number, ticket: string) =>
      replicas[replica]!.app.get(LiveTickets, { strict: false }).redeem(ticket);

    it('comes in once, through whichever replica', async () => {
      const member = await aMember(fleet, 'viewer');
      const ticket = await ticketOf(member.token);
      const tries = await Promise.all(Array.from({ length: 20 }, (_none, index) => redeem(index % 2, ticket)));
      expect(tries.filter(Boolean)).toEqual([
        expect.objectContaining({ type: 'user', id: member.userId, workspaceId: fleet.workspaceId, role: 'viewer' }),
      ]);
      expect(await redeem(0, ticket)).toBeUndefined();
    });

    it('comes in with a key’s, too', async () => {
      const { id, token } = await aKey();
      expect(await redeem(1, await ticketOf(token))).toMatchObject({ type: 'api_key', id });
    });

    it('does not come in with one that is none, or when they are removed meanwhile', async () => {
      const member = await aMember(fleet, 'viewer');
      const ticket = await ticketOf(member.token);
      for (const bad of ['', 'wt.', `${ticket}x`, ticket.slice(0, -1), ticket.replace('wt', 'rt'), 'x'.repeat(10_000)])
        expect(await redeem(0, bad)).toBeUndefined();
      await change(`status = 'suspended'`, member);
      expect(await redeem(1, ticket)).toBeUndefined();
    });
  });

  it('is asked for in the database once, however many ask at once', async () => {
    const member = await signIn(fleet, fleet);
    const reads = async (): Promise<number> => {
      const { rows } = await admin.query<{ n: string }>(
        `SELECT xact_commit AS n FROM pg_stat_database WHERE datname = current_database()`,
      );
      return Number(rows[0]!.n);
    };
    // Another replica, which remembers nothing yet.
    const fresh = await fleet.another({ HEARTBEAT_INTERVAL_MS: '600000' });
    const tickets = fresh.app.get(LiveTickets, { strict: false });
    const principal = {
      type: 'user',
      id: member.userId,
      workspaceId: member.workspaceId,
      role: 'admin',
      scopes: [],
      membershipVersion: 1,
    } as const;
    const before = await reads();
    const answers = await Promise.all(Array.from({ length: 300 }, () => tickets.isUnchanged(principal)));
    expect(new Set(answers)).toEqual(new Set([true]));
    await delay(1_500);
    expect((await reads()) - before).toBeLessThan(150);
  });
});
