import { createHash } from 'node:crypto';
import { eventually } from '@raptor/testing';
import { Client } from 'pg';
import { auditTrail, type Trace } from './support/audit-trail';
import { startFleet, type Answer, type AskOptions, type Fleet } from './support/fleet';
import { aMember, anOutsider, below, theAdmin, type Person } from './support/people';
import { UNLIMITED } from './support/unlimited';

type Entry = Record<string, unknown> & { seq: number; hash: string };

/** Tags whose operations change rows of the gateway itself, by paths. */
const OURS = /^\/api\/v1\/(workspaces|api-keys|webhooks)(\/|$)/;

describe('the audit log of a workspace', () => {
  let fleet: Fleet;
  let ada: Person;
  let db: Client;

  beforeAll(async () => {
    fleet = await startFleet(UNLIMITED);
    db = new Client({ connectionString: fleet.database.adminUrl });
    await db.connect();
    ada = await theAdmin(fleet);
  });

  afterAll(async () => {
    await db.end();
    await fleet.stop();
  });

  const ask = (method: string, path: string, options: AskOptions = {}, who = ada): Promise<Answer> =>
    fleet.ask(method, path, { token: who.token, ...options });

  it('has an entry for every change that can be asked of the gateway, and none for what changes nothing', async () => {
    const own = `/api/v1/workspaces/${fleet.workspaceId}`;
    const grace = await aMember(fleet, 'viewer');
    const webhook = { url: 'https://company.example/hook', event_types: ['budget.threshold'] };
    const made = { key: '', webhook: '' };
    /** Operation, request, and what is noted; `again` where the same once more changes nothing. */
    const changes: [
      id: string,
      method: string,
      path: () => string,
      body: object | undefined,
      action: string,
      again?: true,
    ][] = [
      ['changeWorkspace', 'PATCH', () => own, { name: 'Acme Ltd.' }, 'workspace.changed'],
      ['inviteMember', 'POST', () => `${own}/members`, { email: 'i@acme.example', role: 'viewer' }, 'member.invited'],
      [
        'changeMember',
        'PATCH',
        () => `${own}/members/${grace.userId}`,
        { role: 'analyst' },
        'member.role_changed',
        true,
      ],
      ['removeMember', 'DELETE', () => `${own}/members/${grace.userId}`, undefined, 'member.suspended', true],
      ['createApiKey', 'POST', () => '/api/v1/api-keys', { name: 'a', role: 'viewer' }, 'api_key.created'],
      ['revokeApiKey', 'DELETE', () => `/api/v1/api-keys/${made.key}`, undefined, 'api_key.revoked', true],
      ['createWebhook', 'POST', () => '/api/v1/webhooks', webhook, 'webhook.created'],
      ['changeWebhook', 'PATCH', () => `/api/v1/webhooks/${made.webhook}`, { state: 'disabled' }, 'webhook.changed'],
      [
        'rotateWebhookSecret',
        'POST',
        () => `/api/v1/webhooks/${made.webhook}/rotate-secret`,
        undefined,
        'webhook.secret_rotated',
      ],
      ['deleteWebhook', 'DELETE', () => `/api/v1/webhooks/${made.webhook}`, undefined, 'webhook.deleted'],
    ];
    for (const [id, method, path, body, action, again] of changes) {
      const before = await auditTrail(db, fleet.workspaceId);
      const answer = await ask(method, path(), { ...(body && { body }) });
      expect([id, answer.status < 300]).toEqual([id, true]);
      if (id === 'createApiKey') made.key = answer.body.id;
      if (id === 'createWebhook') made.webhook = answer.body.id;
      const noted = (await auditTrail(db, fleet.workspaceId)).slice(before.length);
      expect([id, noted]).toEqual([id, [expect.objectContaining({ action, actor_type: 'user', actor: ada.userId })]]);
      if (again) await ask(method, path(), { ...(body && { body }) });
      expect(await auditTrail(db, fleet.workspaceId)).toHaveLength(before.length + 1);
    }
    const elsewhere = {
      createWorkspace: 'noted in the new workspace: workspaces.e2e-spec.ts',
      deleteWorkspace: 'as its last entry: workspaces.e2e-spec.ts',
      replayWebhookDelivery: 'needs a delivery: webhooks.e2e-spec.ts',
    };
    const { paths } = (await fleet.ask('GET', '/api/openapi.json')).body as {
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    const declared = Object.entries(paths)
      .filter(([path]) => OURS.test(path))
      .flatMap(([, methods]) => Object.entries(methods))
      .flatMap(([method, { operationId }]) => (method === 'get' ? [] : [operationId]));
    expect(declared.sort()).toEqual([...changes.map(([id]) => id), ...Object.keys(elsewhere)].sort());
  });

  it('is listed newest first, verified and exported, for admins alone', async () => {
    const noted: Trace[] = await auditTrail(db, fleet.workspaceId);
    const { body: first } = await eventually(async () => {
      const page = await ask('GET', '/api/v1/audit?limit=3');
      expect((page.body.items as Entry[])[0]?.seq).toBe(noted.length);
      return page;
    });
    expect(first.items).toHaveLength(3);
    const { body: second } = await ask(
      'GET',
      `/api/v1/audit?limit=3&cursor=${encodeURIComponent(first.next_cursor as string)}`,
    );
    expect((second.items as Entry[])[0]!.seq).toBe((first.items as Entry[])[2]!.seq - 1);
    const oldest = await ask('GET', '/api/v1/audit?limit=1&sort=seq');
    expect(oldest.body.items).toMatchObject([{ seq: 1, action: noted[0]!.action }]);
    const verdict = await ask('GET', '/api/v1/audit/verify');
    const head = (first.items as Entry[])[0]!;
    expect(verdict.body).toEqual({ ok: true, length: head.seq, head: head.hash, broken_at: null, reason: null });
    const exported = await ask('GET', '/api/v1/audit/export');
    expect(exported.headers.get('content-type')).toBe('application/x-ndjson');
    const entries = (exported.body as unknown as string)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Entry);
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: head.seq }, (_, index) => index + 1));
    expect(entries.map(hashOf)).toEqual(entries.map(({ hash }) => hash));
    for (const path of ['/api/v1/audit', '/api/v1/audit/verify', '/api/v1/audit/export']) {
      for (const role of below('admin'))
        expect((await ask('GET', path, {}, await aMember(fleet, role))).status).toBe(403);
      const outsider = await anOutsider(fleet);
      expect(JSON.stringify((await ask('GET', path, {}, outsider)).body)).not.toContain(head.hash);
    }
  });

  it('says where somebody has changed it', async () => {
    await db.query('SET session_replication_role = replica');
    await db.query(`UPDATE gateway.audit_log SET action = 'nothing.happened' WHERE workspace_id = $1 AND seq = 2`, [
      fleet.workspaceId,
    ]);
    const verdict = await ask('GET', '/api/v1/audit/verify');
    expect(verdict).toMatchObject({
      status: 200,
      body: { ok: false, length: null, broken_at: 2, reason: 'wrong_hash' },
    });
  });

  /** As whoever has nothing but the export would. */
  function hashOf(entry: Entry): string {
    const chained = [
      ...[1, fleet.workspaceId, entry.seq, entry['id'], entry['event_id'], entry['actor_type'], entry['actor']],
      ...[entry['action'], entry['subject_type'], entry['subject_id'], entry['before_hash'], entry['after_hash']],
      ...[entry['occurred_at'], entry['created_at'], entry['prev_hash']],
    ];
    return createHash('sha256').update(JSON.stringify(chained)).digest('hex');
  }
});
