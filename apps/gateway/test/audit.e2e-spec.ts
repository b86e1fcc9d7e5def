import { randomBytes } from 'node:crypto';
import { AuditRecorded } from '@raptor/contracts';
import { Database } from '@raptor/persistence';
import { runInContext } from '@raptor/platform';
import { backlogOf, Outbox, RaptorBus, type Actor, type Envelope } from '@raptor/raptor-bus';
import { eventually } from '@raptor/testing';
import { v7 as uuidv7 } from 'uuid';
import { AuditLog } from '../src/audit/audit-log.service';
import { AuditRepository } from '../src/audit/audit.repository';
import { startFleet, type Fleet } from './support/fleet';

const SYSTEM = { type: 'system', id: 'test' } as const;
const ADA: Actor = { type: 'user', id: uuidv7(), role: 'admin' };

const anAnnouncement = (particular: Partial<AuditRecorded> = {}): AuditRecorded =>
  Object.assign(new AuditRecorded(), {
    action: 'asset.published',
    subjectType: 'asset',
    subjectId: uuidv7(),
    ...particular,
  });

describe('what services announce for the audit log', () => {
  let fleet: Fleet;
  let bus: RaptorBus;
  let log: AuditLog;

  beforeAll(async () => {
    fleet = await startFleet();
    bus = fleet.gateway.app.get(RaptorBus);
    log = fleet.gateway.app.get(AuditLog);
  });

  afterAll(() => fleet.stop());

  /** As a request or message of this workspace would. */
  const within = <T>(workspaceId: string | null, work: () => T): T =>
    runInContext(
      {
        requestId: uuidv7(),
        traceparent: `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`,
        workspaceId,
        actor: ADA,
      },
      work,
    );
  const announce = (workspaceId: string, ...messages: AuditRecorded[]): Promise<Envelope[]> =>
    within(workspaceId, () =>
      fleet.gateway.app.get(Database).withTenant(workspaceId, SYSTEM, (tx) =>
        fleet.gateway.app.get(Outbox).sendAll(
          tx,
          messages.map((message) => ({ message })),
        ),
      ),
    );
  const entriesOf = async (workspaceId: string) => {
    const { app } = fleet.gateway;
    const page = await app
      .get(Database)
      .withTenant(workspaceId, SYSTEM, (tx) => app.get(AuditRepository).list(tx, { sort: 'seq', limit: 100 }));
    return page.items;
  };
  const untilHandled = () =>
    eventually(async () => {
      const { lag, pending } = await backlogOf(bus, 'sys.state.update');
      expect({ lag, pending }).toEqual({ lag: 0, pending: 0 });
    });
  const lettersOf = (eventId: string) =>
    fleet.gateway.app
      .get(Database)
      .withBookkeeping((tx) => tx.query(`SELECT name FROM gateway.dead_letters WHERE event_id = $1`, [eventId]));

  it('is kept: who did what, when, in the workspace in which it happened', async () => {
    const workspaceId = uuidv7();
    const message = anAnnouncement({ afterHash: 'ab'.repeat(32), detail: { title: 'Spring' } });
    const [envelope] = await announce(workspaceId, message);
    const entries = await eventually(async () => {
      const found = await entriesOf(workspaceId);
      expect(found).toHaveLength(1);
      return found;
    });
    expect(entries).toEqual([
      expect.objectContaining({
        ...message,
        seq: 1,
        eventId: envelope!.id,
        actorType: 'user',
        actor: ADA.id,
        occurredAt: new Date(envelope!.occurredAt),
      }),
    ]);
    expect(await log.verify(workspaceId)).toEqual({ ok: true, length: 1, head: entries[0]!.hash });
  });

  it('is kept once, however often and on however many ways it arrives', async () => {
    const workspaceId = uuidv7();
    const prepared = within(workspaceId, () => bus.prepare(anAnnouncement()));
    const { channel, text, envelope } = prepared;
    const outgoing = { channel, text, lane: envelope.lane };
    await bus.publish(Array.from({ length: 5 }, () => outgoing));
    await untilHandled();
    await bus.publish([outgoing]);
    await untilHandled();
    expect(await entriesOf(workspaceId)).toMatchObject([{ eventId: envelope.id, seq: 1 }]);
  });

  it('is one gapless chain per workspace when much is announced at once', async () => {
    const workspaces = [uuidv7(), uuidv7(), uuidv7()];
    const several = (): AuditRecorded[] => Array.from({ length: 20 }, () => anAnnouncement());
    await Promise.all(workspaces.flatMap((id) => [announce(id, ...several()), announce(id, ...several())]));
    for (const id of workspaces) {
      await eventually(async () => expect(await log.verify(id)).toMatchObject({ ok: true, length: 40 }), {
        withinMs: 20_000,
      });
    }
  }, 30_000);

  it('does not lose the others when the database can never take one', async () => {
    const workspaceId = uuidv7();
    const impossible = anAnnouncement({ detail: { title: 'a zero: \0' } });
    const good = Array.from({ length: 10 }, () => anAnnouncement());
    const envelopes = await announce(workspaceId, ...good.slice(0, 5), impossible, ...good.slice(5));
    await eventually(async () => expect(await entriesOf(workspaceId)).toHaveLength(10), { withinMs: 15_000 });
    await eventually(async () => expect(await lettersOf(envelopes[5]!.id)).toEqual([{ name: 'sys.audit.recorded' }]));
    expect(await log.verify(workspaceId)).toMatchObject({ ok: true, length: 10 });
  }, 20_000);

  it('is refused when it belongs to no workspace', async () => {
    const { id } = await within(null, () => bus.emit(anAnnouncement()));
    await eventually(async () => expect(await lettersOf(id)).toEqual([{ name: 'sys.audit.recorded' }]));
  });
});
