import type { Database } from '@raptor/persistence';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { AuditFact } from '../src/audit/audit-fact';
import { AuditLog } from '../src/audit/audit-log.service';
import { AuditRepository } from '../src/audit/audit.repository';
import { hashOfEntry } from '../src/audit/entry-hash';
import { openGatewayDatabase, type GatewayDatabase } from './support/gateway-database';

const SYSTEM = { type: 'system', id: 'test' } as const;

const aFact = (particular: Partial<AuditFact> = {}): AuditFact => ({
  eventId: uuidv7(),
  actor: { type: 'user', id: uuidv7() },
  action: 'campaign.created',
  subjectType: 'campaign',
  subjectId: uuidv7(),
  afterHash: 'ab'.repeat(32),
  detail: { name: 'Spring' },
  occurredAt: new Date('2026-11-23T10:00:00.123Z'),
  ...particular,
});
const facts = (n: number): AuditFact[] => Array.from({ length: n }, () => aFact());

describe('the audit log', () => {
  const entries = new AuditRepository();
  let opened: GatewayDatabase;
  let database: Database;
  let log: AuditLog;
  /** A superuser: whom no grant and no policy stops, nor a foreign key if they say so. */
  let admin: Client;

  beforeAll(async () => {
    opened = await openGatewayDatabase();
    database = opened.database;
    log = new AuditLog(database, entries);
    admin = new Client({ connectionString: opened.clone.adminUrl });
    await admin.connect();
    await admin.query('SET session_replication_role = replica');
  });

  afterAll(async () => {
    await admin.end();
    await opened.close();
  });

  const append = (workspaceId: string, ...some: AuditFact[]): Promise<void> =>
    database.withTenant(workspaceId, SYSTEM, (tx) => log.append(tx, some));
  const pageOf = (workspaceId: string) =>
    database.withTenant(workspaceId, SYSTEM, (tx) => entries.list(tx, { sort: 'seq', limit: 100 }));
  const aChain = async (length: number): Promise<string> => {
    const workspaceId = uuidv7();
    await append(workspaceId, ...facts(length));
    return workspaceId;
  };
  const tamper = (statement: string, workspaceId: string) =>
    admin.query(`UPDATE gateway.audit_log ${statement} AND workspace_id = $1`, [workspaceId]);

  it('keeps what a fact says', async () => {
    const workspaceId = uuidv7();
    const fact = aFact({ beforeHash: 'cd'.repeat(32), actor: { type: 'agent', id: 'MUSE-001' } });
    await append(workspaceId, fact);
    const { items } = await pageOf(workspaceId);
    const { actor, ...rest } = fact;
    expect(items).toEqual([
      expect.objectContaining({ ...rest, workspaceId, seq: 1, actorType: actor.type, actor: actor.id, prevHash: null }),
    ]);
  });

  it('20 who append at once make one gapless chain', async () => {
    const workspaceId = uuidv7();
    await Promise.all(Array.from({ length: 20 }, (_, n) => append(workspaceId, ...facts(1 + (n % 3)))));
    const { items } = await pageOf(workspaceId);
    expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: 39 }, (_, n) => n + 1));
    expect(await log.verify(workspaceId)).toEqual({ ok: true, length: 39, head: items.at(-1)?.hash });
  });

  it('has one entry for a fact that comes twice, in one batch, later, or at the same time', async () => {
    const workspaceId = uuidv7();
    const [first, second, third] = facts(3) as [AuditFact, AuditFact, AuditFact];
    await append(workspaceId, first, second, first);
    await Promise.all([
      append(workspaceId, third, first),
      append(workspaceId, second, third),
      append(workspaceId, third),
    ]);
    const { items } = await pageOf(workspaceId);
    expect(items.map(({ eventId }) => eventId)).toEqual([first, second, third].map(({ eventId }) => eventId));
    expect(await log.verify(workspaceId)).toMatchObject({ ok: true, length: 3 });
  });

  it('takes back what a transaction that fails had appended; the next takes its numbers', async () => {
    const workspaceId = await aChain(1);
    const failing = database.withTenant(workspaceId, SYSTEM, async (tx) => {
      await log.append(tx, facts(2));
      throw new Error('changed its mind');
    });
    await expect(failing).rejects.toThrow('changed its mind');
    await append(workspaceId, aFact());
    expect(await log.verify(workspaceId)).toMatchObject({ ok: true, length: 2 });
  });

  it('chains text as it comes back from the database', async () => {
    const workspaceId = uuidv7();
    const odd = 'half a pair \ud83d, "quotes", \\, \u2028, Ünïcode e\u0301';
    await append(workspaceId, aFact({ subjectId: odd, actor: { type: 'system', id: odd }, occurredAt: new Date(0) }));
    expect(await log.verify(workspaceId)).toMatchObject({ ok: true, length: 1 });
  });

  it('an empty chain holds, and so does one of several pages', async () => {
    expect(await log.verify(uuidv7())).toEqual({ ok: true, length: 0, head: null });
    const workspaceId = uuidv7();
    for (let n = 0; n < 4; n += 1) await append(workspaceId, ...facts(300));
    expect(await log.verify(workspaceId)).toMatchObject({ ok: true, length: 1_200 });
    await tamper(`SET action = 'campaign.approved' WHERE seq = 1100`, workspaceId);
    expect(await log.verify(workspaceId)).toEqual({ ok: false, seq: 1_100, reason: 'wrong_hash' });
  });

  it('two workspaces have a chain each: the same fact, the same numbers, neither sees the other', async () => {
    const [one, other] = [uuidv7(), uuidv7()];
    const fact = aFact();
    await Promise.all([append(one, fact, aFact()), append(other, fact)]);
    expect(await log.verify(one)).toMatchObject({ ok: true, length: 2 });
    expect(await log.verify(other)).toMatchObject({ ok: true, length: 1 });
    await tamper(`SET actor = 'mallory' WHERE seq = 1`, one);
    expect(await log.verify(one)).toEqual({ ok: false, seq: 1, reason: 'wrong_hash' });
    expect(await log.verify(other)).toMatchObject({ ok: true, length: 1 });
  });

  it.each([
    ['UPDATE', `UPDATE gateway.audit_log SET actor = 'mallory'`],
    ['UPDATE of what is outside the chain', `UPDATE gateway.audit_log SET detail = '{}'`],
    ['DELETE', 'DELETE FROM gateway.audit_log'],
    ['TRUNCATE', 'TRUNCATE gateway.audit_log'],
  ])('refuses the gateway’s own role an %s', async (_name, statement) => {
    const workspaceId = await aChain(1);
    const doing = database.withTenant(workspaceId, SYSTEM, (tx) => tx.query(statement));
    await expect(doing).rejects.toThrow('permission denied for table audit_log');
  });

  /** A copy of the last entry as the gateway's role would append it, with some values of its own. */
  const forge = (workspaceId: string, own: Readonly<Record<string, string>>): Promise<unknown> => {
    const values: Record<string, string> = {
      ...{ workspace_id: 'workspace_id', id: 'gen_random_uuid()', seq: 'seq + 1', event_id: 'gen_random_uuid()' },
      ...{ actor_type: 'actor_type', actor: 'actor', action: 'action', occurred_at: 'occurred_at' },
      ...{ subject_type: 'subject_type', subject_id: 'subject_id', prev_hash: 'hash', hash: `repeat('0', 64)` },
      ...{ created_at: 'now()', updated_at: own['created_at'] ?? 'now()' },
      ...own,
    };
    return database.withTenant(workspaceId, SYSTEM, (tx) =>
      tx.query(
        `INSERT INTO gateway.audit_log (${Object.keys(values).join(', ')})
         SELECT ${Object.values(values).join(', ')} FROM gateway.audit_log ORDER BY seq DESC LIMIT 1`,
      ),
    );
  };

  it('takes from the gateway’s own role what follows', async () => {
    await expect(forge(await aChain(2), {})).resolves.toBeDefined();
  });

  const NOT_BEHIND = 'audit_log_workspace_id_prev_seq_prev_hash_fkey';
  it.each([
    ['a number beyond the next', { seq: 'seq + 5' }, NOT_BEHIND],
    ['the last number of all', { seq: '9223372036854775807' }, NOT_BEHIND],
    ['a hash of the one before that is none', { prev_hash: `repeat('0', 64)` }, NOT_BEHIND],
    ['a fork', { seq: 'seq', prev_hash: 'prev_hash' }, 'audit_log_workspace_id_seq_key'],
    ['a second beginning', { seq: '1', prev_hash: 'NULL' }, 'audit_log_workspace_id_seq_key'],
    ['nothing before a later one', { prev_hash: 'NULL' }, 'audit_log_first_check'],
    ['a number before the first', { seq: '0' }, 'audit_log_seq_check'],
    ['a time before the transaction', { created_at: `now() - interval '1 second'` }, 'row-level security policy'],
    ['a time to come', { created_at: `now() + interval '1 minute'` }, 'row-level security policy'],
  ])('refuses the gateway’s own role %s, and goes on', async (_name, own, by) => {
    const workspaceId = await aChain(2);
    await expect(forge(workspaceId, own)).rejects.toThrow(by);
    await append(workspaceId, aFact());
    expect(await log.verify(workspaceId)).toMatchObject({ ok: true, length: 3 });
  });

  it.each([
    ['another actor', `SET actor = 'mallory' WHERE seq = 3`, 3, 'wrong_hash'],
    ['another kind of actor', `SET actor_type = 'system' WHERE seq = 3`, 3, 'wrong_hash'],
    ['another action', `SET action = 'campaign.deleted' WHERE seq = 1`, 1, 'wrong_hash'],
    ['another subject', `SET subject_id = 'x' WHERE seq = 2`, 2, 'wrong_hash'],
    ['another kind of subject', `SET subject_type = 'asset' WHERE seq = 2`, 2, 'wrong_hash'],
    ['another state before', `SET before_hash = after_hash WHERE seq = 5`, 5, 'wrong_hash'],
    ['another state after', `SET after_hash = NULL WHERE seq = 5`, 5, 'wrong_hash'],
    ['another event', `SET event_id = '${uuidv7()}' WHERE seq = 4`, 4, 'wrong_hash'],
    ['another id', `SET id = '${uuidv7()}' WHERE seq = 4`, 4, 'wrong_hash'],
    ['another time', `SET occurred_at = occurred_at - interval '1 second' WHERE seq = 4`, 4, 'wrong_hash'],
    [
      'another time of recording',
      `SET created_at = created_at - interval '1 second', updated_at = updated_at - interval '1 second' WHERE seq = 4`,
      4,
      'wrong_hash',
    ],
    ['another hash', `SET hash = repeat('0', 64) WHERE seq = 4`, 4, 'wrong_hash'],
    ['another hash of the one before', `SET prev_hash = repeat('0', 64) WHERE seq = 4`, 4, 'wrong_prev_hash'],
    ['another number', `SET seq = 9 WHERE seq = 3`, 3, 'missing'],
    ['another workspace', `SET workspace_id = '${uuidv7()}' WHERE seq = 2`, 2, 'missing'],
  ])('finds %s that somebody with all rights put into it', async (_name, change, seq, reason) => {
    const workspaceId = await aChain(6);
    await tamper(change, workspaceId);
    expect(await log.verify(workspaceId)).toEqual({ ok: false, seq, reason });
  });

  it('finds entries that were removed', async () => {
    for (const seq of [1, 3]) {
      const workspaceId = await aChain(4);
      await admin.query('DELETE FROM gateway.audit_log WHERE workspace_id = $1 AND seq = $2', [workspaceId, seq]);
      expect(await log.verify(workspaceId)).toEqual({ ok: false, seq, reason: 'missing' });
    }
  });

  it('finds two entries that were swapped', async () => {
    const workspaceId = await aChain(4);
    await tamper('SET seq = 99 WHERE seq = 2', workspaceId);
    await tamper('SET seq = 2 WHERE seq = 3', workspaceId);
    await tamper('SET seq = 3 WHERE seq = 99', workspaceId);
    expect(await log.verify(workspaceId)).toEqual({ ok: false, seq: 2, reason: 'wrong_prev_hash' });
  });

  it('finds an entry that was written anew, hash and all, by the one after it', async () => {
    const workspaceId = await aChain(3);
    const second = (await pageOf(workspaceId)).items[1]!;
    const hash = hashOfEntry({ ...second, actor: 'mallory' });
    await tamper(`SET actor = 'mallory', hash = '${hash}' WHERE seq = 2`, workspaceId);
    expect(await log.verify(workspaceId)).toEqual({ ok: false, seq: 3, reason: 'wrong_prev_hash' });
  });

  it('holds when personal data was erased from it', async () => {
    const workspaceId = await aChain(3);
    await tamper(`SET detail = '{}' WHERE seq = 2`, workspaceId);
    expect(await log.verify(workspaceId)).toMatchObject({ ok: true, length: 3 });
  });

  it('does not let an entry say that it was changed', async () => {
    const workspaceId = await aChain(1);
    await expect(tamper('SET updated_at = now() WHERE seq = 1', workspaceId)).rejects.toThrow(
      'audit_log_unchanged_check',
    );
  });
});
