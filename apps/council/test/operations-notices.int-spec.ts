import {
  EndEmergencyStop,
  ListDecisions,
  ListEmergencyStops,
  ListNotifications,
  ListStops,
  ReadNotification,
  StartEmergencyStop,
  type DecisionPage,
  type EmergencyStopList,
  type EmergencyStopResponse,
  type NotificationPage,
  type NotificationResponse,
} from '@raptor/contracts';
import { aCampaign, aDecision, aNotification } from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { aPerson, openCouncilDesk, type Asker, type CouncilDesk } from './support/council-desk';

describe('the council is asked', () => {
  let desk: CouncilDesk;
  let workspaceId: string;
  let viewer: Asker;

  beforeAll(async () => {
    desk = await openCouncilDesk();
  });

  afterAll(() => desk.close());

  beforeEach(() => {
    workspaceId = uuidv7();
    viewer = aPerson('viewer', workspaceId);
  });

  describe('what somebody should know', () => {
    const list = (asked: object = {}, asker = viewer) => desk.ask<NotificationPage>(asker, ListNotifications, asked);

    it('and tells what is theirs and what is everybody’s, until it expires', async () => {
      const [own, shared] = [
        aNotification({ workspaceId, userId: viewer.actor.id, title: 'Own' }),
        aNotification({ workspaceId, userId: null, title: 'Shared', createdAt: new Date('2026-01-01') }),
      ];
      await desk.plant(
        workspaceId,
        own,
        shared,
        aNotification({ workspaceId, title: 'Of another' }),
        aNotification({ workspaceId, userId: null, title: 'Over', expiresAt: new Date(Date.now() - 1_000) }),
      );
      const elsewhere = uuidv7();
      await desk.plant(elsewhere, aNotification({ workspaceId: elsewhere, userId: viewer.actor.id }));
      const told = await list();
      expect(told.items.map(({ title, is_shared: isShared }) => [title, isShared])).toEqual([
        ['Own', false],
        ['Shared', true],
      ]);
      expect(told).toMatchObject({ unread: 2, next_cursor: null });
      const [first] = (await list({ limit: 1 })).items;
      expect(first?.title).toBe('Own');
    });

    it('and notes that it was read, once, by whom it is for', async () => {
      const [own, others] = [aNotification({ workspaceId, userId: viewer.actor.id }), aNotification({ workspaceId })];
      await desk.plant(workspaceId, own, others);
      const read = (id: string) => desk.ask<NotificationResponse>(viewer, ReadNotification, { id });
      const first = await read(own.id);
      expect(first.read_at).not.toBeNull();
      expect((await read(own.id)).read_at).toBe(first.read_at);
      for (const id of [others.id, uuidv7()])
        expect((await desk.outcomeOf(viewer, ReadNotification, { id })).code).toBe('RESOURCE_NOT_FOUND');
      const stranger = aPerson('admin');
      expect((await desk.outcomeOf(stranger, ReadNotification, { id: own.id })).code).toBe('RESOURCE_NOT_FOUND');
      expect(await list({ unread: true })).toMatchObject({ items: [], unread: 0 });
    });

    it('and lets each read what is everybody’s for themselves, at the same moment too', async () => {
      const shared = aNotification({ workspaceId, userId: null });
      const before = aNotification({ workspaceId, userId: null, readAt: new Date('2026-01-01') });
      await desk.plant(workspaceId, shared, before);
      const readers = Array.from({ length: 8 }, () => aPerson('viewer', workspaceId));
      const read = (asker: Asker) => desk.ask<NotificationResponse>(asker, ReadNotification, { id: shared.id });
      const first = await Promise.all(readers.map(read));
      for (const asker of readers) expect(await list({ unread: true }, asker)).toMatchObject({ items: [], unread: 0 });
      expect(await Promise.all(readers.map(read))).toEqual(first);
      const others = await list({ unread: true });
      expect(others).toMatchObject({ items: [{ id: shared.id, read_at: null }], unread: 1 });
      expect((await list()).items.map(({ read_at: readAt }) => readAt)).toContain('2026-01-01T00:00:00.000Z');
    });
  });

  it('what its Lords decided, page by page', async () => {
    const campaign = aCampaign({ workspaceId });
    const decisions = Array.from({ length: 5 }, (_, n) =>
      aDecision({
        workspaceId,
        kind: n % 2 === 0 ? 'approval' : 'routing',
        ...(n === 0 && { campaignId: campaign.id, lord: 'LORD-001' }),
        createdAt: new Date(Date.UTC(2026, 0, n + 1)),
      }),
    );
    await desk.plant(workspaceId, campaign, ...decisions);
    const list = (asked: object = {}, asker = viewer) => desk.ask<DecisionPage>(asker, ListDecisions, asked);
    const found: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: DecisionPage = await list({ limit: 2, ...(cursor && { cursor }) });
      found.push(...page.items.map(({ id }) => id));
      cursor = page.next_cursor;
    }
    expect(found).toEqual(decisions.map(({ id }) => id).toReversed());
    expect((await list({ kind: 'routing' })).items).toHaveLength(2);
    expect((await list({ lord: 'LORD-001' })).items).toMatchObject([{ campaign_id: campaign.id }]);
    expect((await list({ campaign_id: uuidv7() })).items).toEqual([]);
    expect((await list({}, aPerson('admin'))).items).toEqual([]);
  });

  describe('to stop', () => {
    const start = (asked: object, asker = aPerson('admin', workspaceId), key?: string) =>
      desk.ask<EmergencyStopResponse>(asker, StartEmergencyStop, { reason: 'crisis', ...asked }, key);
    const outcome = (message: typeof StartEmergencyStop | typeof EndEmergencyStop, asked: object, asker?: Asker) =>
      desk.outcomeOf(asker ?? aPerson('admin', workspaceId), message, asked);
    const active = async () => {
      const admin = aPerson('admin', workspaceId);
      const { items } = await desk.ask<EmergencyStopList>(admin, ListEmergencyStops);
      return items.map(({ scope, target }) => `${scope} ${target}`).sort();
    };

    it('and has committed it when it answers; it is one, on record, and can be ended', async () => {
      const admin = aPerson('admin', workspaceId);
      const stop = await start({ scope: 'workspace' }, admin, 'key');
      expect(stop).toMatchObject({
        scope: 'workspace',
        target: '*',
        started_by: `user:${admin.actor.id}`,
        ended_at: null,
      });
      expect(await desk.ask(viewer, ListStops)).toEqual([{ scope: 'workspace', target: '*', reason: 'crisis' }]);
      expect(await start({ scope: 'workspace' }, admin, 'key')).toEqual(stop);
      expect((await start({ scope: 'workspace', target: '*' })).id).toBe(stop.id);
      await start({ scope: 'agent', target: 'MUSE-001' });
      expect(await active()).toEqual(['agent MUSE-001', 'workspace *']);
      const ended = await desk.ask<EmergencyStopResponse>(admin, EndEmergencyStop, { scope: 'workspace' });
      expect(ended).toMatchObject({ id: stop.id, ended_by: `user:${admin.actor.id}` });
      expect(ended.ended_at).not.toBeNull();
      expect((await outcome(EndEmergencyStop, { scope: 'workspace' })).code).toBe('RESOURCE_NOT_FOUND');
      expect(await active()).toEqual(['agent MUSE-001']);
      expect(await desk.audited(workspaceId)).toEqual(['stop.started', 'stop.started', 'stop.ended']);
    });

    it('only what there is, and only by admins', async () => {
      for (const asked of [
        { scope: 'workspace', target: 'muse' },
        { scope: 'guild' },
        { scope: 'guild', target: '*' },
        { scope: 'guild', target: 'MUSE-001' },
        { scope: 'agent', target: 'muse' },
        { scope: 'agent', target: 'MUSE-099' },
      ])
        expect(await outcome(StartEmergencyStop, { reason: 'manual', ...asked })).toMatchObject({
          code: 'REQUEST_INVALID',
          fields: ['target'],
        });
      const operator = aPerson('operator', workspaceId);
      const asked = { scope: 'workspace', reason: 'manual' };
      expect((await outcome(StartEmergencyStop, asked, operator)).code).toBe('AUTH_FORBIDDEN');
      expect((await outcome(EndEmergencyStop, { scope: 'workspace' }, operator)).code).toBe('AUTH_FORBIDDEN');
      expect(await active()).toEqual([]);
    });
  });
});
