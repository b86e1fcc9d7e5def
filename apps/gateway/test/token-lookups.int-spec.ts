import type { Database, Transaction } from '@raptor/persistence';
import { aRefreshToken, aUser, aWorkspace, aWorkspaceMember, anApiKey, plant } from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { ApiKeysRepository } from '../src/api-keys/api-keys.repository';
import { IdentityRepository } from '../src/identity/identity.repository';
import {
  newOpaqueToken,
  readOpaqueToken,
  type OpaqueTokenKind,
  type OpaqueTokenParts,
} from '../src/identity/opaque-token';
import { WorkspacesRepository } from '../src/workspaces/workspaces.repository';
import { openGatewayDatabase, type GatewayDatabase } from './support/gateway-database';

const SYSTEM = { type: 'system', id: 'test' } as const;
const acme = aWorkspace({ name: 'Acme' });
const globex = aWorkspace({ name: 'Globex' });
const ada = aUser({ displayName: 'Ada' });
const bob = aUser({ displayName: 'Bob' });
const anHourAgo = (): Date => new Date(Date.now() - 3_600_000);
const inAnHour = (): Date => new Date(Date.now() + 3_600_000);

describe('what a token opens', () => {
  const [identity, workspaces, apiKeys] = [
    new IdentityRepository(),
    new WorkspacesRepository(),
    new ApiKeysRepository(),
  ];
  let opened: GatewayDatabase;
  let database: Database;

  beforeAll(async () => {
    opened = await openGatewayDatabase();
    database = opened.database;
    for (const user of [ada, bob]) await database.withUser(user.id, (tx) => plant(tx, user));
    for (const workspace of [acme, globex]) await inWorkspace(workspace.id, (tx) => plant(tx, workspace));
  });

  afterAll(() => opened.close());

  const inWorkspace = <T>(id: string, work: (tx: Transaction) => Promise<T>): Promise<T> =>
    database.withTenant(id, SYSTEM, work);

  /** As the edge does it: the id in the clear sets the scope, then the hash is looked up. */
  async function look<T>(
    kind: OpaqueTokenKind,
    token: string,
    find: (tx: Transaction, parts: OpaqueTokenParts) => Promise<T | null>,
  ): Promise<T | null> {
    const parts = readOpaqueToken(kind, token);
    if (!parts) return null;
    const work = (tx: Transaction): Promise<T | null> => find(tx, parts);
    return kind === 'refresh' ? database.withUser(parts.ownerId, work) : inWorkspace(parts.ownerId, work);
  }
  const refreshToken = (token: string) => look('refresh', token, (tx, parts) => identity.findRefreshToken(tx, parts));
  const apiKey = (token: string) => look('apiKey', token, (tx, parts) => apiKeys.findUsable(tx, parts));
  const invite = (token: string) => look('invite', token, (tx, parts) => workspaces.findInvite(tx, parts));

  /** Another's id before the same secret, and what is no token at all. */
  const forgeries = (token: string, other: string): string[] => {
    const [kind, owner, secret] = token.split('.') as [string, string, string];
    return [
      `${kind}.${other}.${secret}`,
      `${kind}.${uuidv7()}.${secret}`,
      `${kind}.${owner}.${newOpaqueToken('refresh', owner).token.split('.')[2]}`,
      `${kind}.${owner.toUpperCase()}.${secret}`,
      `${kind}.00000000-0000-0000-0000-00000000000f.${secret}`,
      `${kind}.${'-'.repeat(36)}.${secret}`,
      `${kind}..${secret}`,
      `${kind}.${owner}.`,
      `xx.${owner}.${secret}`,
      `${kind}.' OR true --.${secret}`,
      `${token}.`,
      `${token}\n`,
      ` ${token}`,
      'a\0b',
      '..',
      '',
      'x'.repeat(100_000),
    ];
  };

  describe('a refresh token', () => {
    const planted = async (particular: Parameters<typeof aRefreshToken>[0] = {}) => {
      const { token, hash } = newOpaqueToken('refresh', ada.id);
      const row = aRefreshToken({ userId: ada.id, workspaceId: acme.id, tokenHash: hash, ...particular });
      await database.withUser(ada.id, (tx) => plant(tx, row));
      return { token, row };
    };
    const next = () => {
      const { token, hash } = newOpaqueToken('refresh', ada.id);
      return { token, row: { id: uuidv7(), tokenHash: hash, expiresAt: inAnHour() } };
    };

    it('is found in the scope of its person', async () => {
      const { token, row } = await planted();
      expect(await refreshToken(token)).toMatchObject({ id: row.id, familyId: row.familyId, workspaceId: acme.id });
    });

    it('finds nothing when any part of it is forged', async () => {
      const { token } = await planted();
      for (const forged of forgeries(token, bob.id)) expect(await refreshToken(forged)).toBeNull();
    });

    it('is rotated by one of many who try at once', async () => {
      const { token, row } = await planted();
      const tries = Array.from({ length: 8 }, () => next());
      const outcomes = await Promise.all(
        tries.map((successor) =>
          database.withUser(ada.id, async (tx) => {
            const current = await identity.findRefreshToken(tx, readOpaqueToken('refresh', token)!);
            return identity.rotateRefreshToken(tx, current!, successor.row);
          }),
        ),
      );
      expect(outcomes.filter(Boolean)).toHaveLength(1);
      const found = await Promise.all(tries.map((successor) => refreshToken(successor.token)));
      expect(found.filter(Boolean)).toEqual([expect.objectContaining({ familyId: row.familyId, rotatedAt: null })]);
      expect((await refreshToken(token))?.rotatedAt).toBeInstanceOf(Date);
    });

    it.each([
      ['that has expired', { expiresAt: anHourAgo() }],
      ['that was revoked', { revokedAt: anHourAgo() }],
      ['that was rotated', { rotatedAt: anHourAgo() }],
    ])('%s is found and not rotated', async (_name, state) => {
      const { token, row } = await planted(state);
      expect(await refreshToken(token)).toMatchObject({ id: row.id });
      const rotated = await database.withUser(ada.id, (tx) => identity.rotateRefreshToken(tx, row, next().row));
      expect(rotated).toBe(false);
    });

    it('is good for nothing once its family is revoked; other sessions stay', async () => {
      const [stolen, other] = [await planted(), await planted()];
      const { token, row } = next();
      await database.withUser(ada.id, (tx) => identity.rotateRefreshToken(tx, stolen.row, row));
      await database.withUser(ada.id, (tx) => identity.revokeFamily(tx, ada.id, stolen.row.familyId));
      const successor = await refreshToken(token);
      expect(successor?.revokedAt).toBeInstanceOf(Date);
      const rotate = (current: typeof stolen.row) =>
        database.withUser(ada.id, (tx) => identity.rotateRefreshToken(tx, current, next().row));
      expect(await rotate(successor!)).toBe(false);
      expect(await rotate(other.row)).toBe(true);
    });

    it('cannot be rotated or revoked in the scope of somebody else', async () => {
      const { token, row } = await planted();
      const rotated = await database.withUser(bob.id, (tx) => identity.rotateRefreshToken(tx, row, next().row));
      expect(rotated).toBe(false);
      await database.withUser(bob.id, (tx) => identity.revokeFamily(tx, ada.id, row.familyId));
      expect(await refreshToken(token)).toMatchObject({ rotatedAt: null, revokedAt: null });
    });
  });

  describe('an API key', () => {
    const planted = async (particular: Parameters<typeof anApiKey>[0] = {}) => {
      const { token, hash } = newOpaqueToken('apiKey', acme.id);
      const row = anApiKey({ workspaceId: acme.id, keyHash: hash, ...particular });
      await inWorkspace(acme.id, (tx) => plant(tx, row));
      return { token, row };
    };

    it('is found in the scope of its workspace', async () => {
      const { token, row } = await planted({ expiresAt: inAnHour() });
      expect(await apiKey(token)).toMatchObject({ id: row.id, role: 'analyst', scopes: [] });
    });

    it('finds nothing when any part of it is forged', async () => {
      const { token } = await planted();
      for (const forged of forgeries(token, globex.id)) expect(await apiKey(forged)).toBeNull();
    });

    it('finds nothing once it has expired or was revoked', async () => {
      expect(await apiKey((await planted({ expiresAt: anHourAgo() })).token)).toBeNull();
      const { token, row } = await planted();
      expect(await inWorkspace(globex.id, (tx) => apiKeys.revoke(tx, row.id))).toBe(false);
      expect(await apiKey(token)).not.toBeNull();
      expect(await inWorkspace(acme.id, (tx) => apiKeys.revoke(tx, row.id))).toBe(true);
      expect(await inWorkspace(acme.id, (tx) => apiKeys.revoke(tx, row.id))).toBe(false);
      expect(await apiKey(token)).toBeNull();
    });

    it('says when it was last used, written once a minute', async () => {
      const { row } = await planted();
      const useNow = async (): Promise<Date | null> => {
        await inWorkspace(acme.id, (tx) => apiKeys.noteUse(tx, row.id));
        return (await inWorkspace(acme.id, (tx) => apiKeys.get(tx, row.id))).lastUsedAt;
      };
      const first = await useNow();
      expect(first).toBeInstanceOf(Date);
      expect(await useNow()).toEqual(first);
    });
  });

  describe('an invitation', () => {
    const planted = async (status: 'invited' | 'active' | 'suspended' = 'invited') => {
      const user = aUser();
      const { token, hash } = newOpaqueToken('invite', acme.id);
      const row = aWorkspaceMember({ workspaceId: acme.id, userId: user.id, status, inviteTokenHash: hash });
      await inWorkspace(acme.id, (tx) => plant(tx, row));
      return { token, user, parts: readOpaqueToken('invite', token)! };
    };
    const accept = (workspaceId: string, parts: OpaqueTokenParts, userId: string) =>
      inWorkspace(workspaceId, (tx) => workspaces.acceptInvite(tx, parts, userId));

    it('is found in the scope of its workspace, and makes its person a member once', async () => {
      const { token, user, parts } = await planted();
      expect(await invite(token)).toMatchObject({ userId: user.id, role: 'operator' });
      const outcomes = await Promise.all(Array.from({ length: 5 }, () => accept(acme.id, parts, user.id)));
      expect(outcomes.filter(Boolean)).toHaveLength(1);
      expect(await invite(token)).toBeNull();
      const mine = await database.withUser(user.id, (tx) => workspaces.workspacesOf(tx, user.id));
      expect(mine).toMatchObject([
        { workspace: { name: 'Acme' }, membership: { status: 'active', version: 2, inviteTokenHash: null } },
      ]);
    });

    it('finds nothing when any part of it is forged', async () => {
      const { token } = await planted();
      for (const forged of forgeries(token, globex.id)) expect(await invite(forged)).toBeNull();
    });

    it('is accepted by nobody else, and in no other scope', async () => {
      const { token, user, parts } = await planted();
      expect(await accept(acme.id, parts, bob.id)).toBe(false);
      expect(await accept(globex.id, parts, user.id)).toBe(false);
      expect(await accept(globex.id, { ...parts, ownerId: globex.id }, user.id)).toBe(false);
      expect(await invite(token)).toMatchObject({ status: 'invited', version: 1 });
    });

    it.each(['active', 'suspended'] as const)('does not bring back a member who is %s', async (status) => {
      const { token, user, parts } = await planted(status);
      expect(await invite(token)).toBeNull();
      expect(await accept(acme.id, parts, user.id)).toBe(false);
    });
  });

  it('a person sees the workspaces she is active in, and nobody else’s', async () => {
    const eve = aUser();
    const join = (workspaceId: string, status: 'active' | 'suspended' | 'invited') =>
      inWorkspace(workspaceId, (tx) => plant(tx, aWorkspaceMember({ workspaceId, userId: eve.id, status })));
    const third = aWorkspace({ name: 'Initech' });
    await inWorkspace(third.id, (tx) => plant(tx, third));
    await join(acme.id, 'active');
    await join(globex.id, 'suspended');
    await join(third.id, 'active');
    const seen = (asUser: string) => database.withUser(asUser, (tx) => workspaces.workspacesOf(tx, eve.id));
    expect((await seen(eve.id)).map(({ workspace }) => workspace.name)).toEqual(['Acme', 'Initech']);
    expect(await seen(bob.id)).toEqual([]);
  });
});
