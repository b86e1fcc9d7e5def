import type { Database, Transaction } from '@raptor/persistence';
import { aWebhookDelivery, aWebhookEndpoint, aWorkspace, plant } from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { WebhookDeliveriesRepository } from '../src/webhooks/webhook-deliveries.repository';
import { WebhookEndpointsRepository } from '../src/webhooks/webhook-endpoints.repository';
import { openGatewayDatabase, type GatewayDatabase } from './support/gateway-database';

const SYSTEM = { type: 'system', id: 'test' } as const;

describe('webhooks', () => {
  const endpoints = new WebhookEndpointsRepository();
  const deliveries = new WebhookDeliveriesRepository();
  const acme = aWorkspace();
  let opened: GatewayDatabase;
  let database: Database;

  beforeAll(async () => {
    opened = await openGatewayDatabase();
    database = opened.database;
    await inAcme((tx) => plant(tx, acme));
  });

  afterAll(() => opened.close());

  const inAcme = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => database.withTenant(acme.id, SYSTEM, work);
  const anEndpoint = async (particular: Parameters<typeof aWebhookEndpoint>[0] = {}) => {
    const endpoint = aWebhookEndpoint({ workspaceId: acme.id, ...particular });
    await inAcme((tx) => plant(tx, endpoint));
    return endpoint;
  };
  const aDelivery = async () => {
    const delivery = aWebhookDelivery({ workspaceId: acme.id, endpointId: (await anEndpoint()).id });
    await inAcme((tx) => plant(tx, delivery));
    return delivery;
  };
  const delivery = (id: string) => inAcme((tx) => deliveries.get(tx, id));

  it('tells those who want to hear of an event and are active', async () => {
    const type = `test.${uuidv7()}`;
    const wanting = await anEndpoint({ eventTypes: ['other', type] });
    await anEndpoint({ eventTypes: ['other'] });
    await anEndpoint({ eventTypes: [type], state: 'disabled' });
    const told = await inAcme((tx) => endpoints.subscribedTo(tx, [type]));
    expect(told.map(({ id }) => id)).toEqual([wanting.id]);
  });

  it('disables an endpoint after that many failures in a row, once', async () => {
    const { id } = await anEndpoint();
    const fail = () => inAcme((tx) => endpoints.noteFailure(tx, id, 3));
    expect([await fail(), await fail()]).toEqual([false, false]);
    await inAcme((tx) => endpoints.noteSuccess(tx, id));
    expect([await fail(), await fail(), await fail(), await fail()]).toEqual([false, false, true, false]);
    expect(await inAcme((tx) => endpoints.get(tx, id))).toMatchObject({ state: 'disabled', failureCount: 4 });
  });

  it('has one delivery of an event to an endpoint, however often it is announced', async () => {
    const { id: endpointId } = await anEndpoint();
    const event = { endpointId, eventId: uuidv7(), eventType: 'campaign.completed', payload: { a: 1 } };
    const add = () => inAcme((tx) => deliveries.addNew(tx, [{ id: uuidv7(), ...event }]));
    const added = await Promise.all([add(), add(), add()]);
    expect(added.flat()).toHaveLength(1);
    const other = { ...event, id: uuidv7(), eventId: uuidv7() };
    expect(await inAcme((tx) => deliveries.addNew(tx, [{ id: uuidv7(), ...event }, other]))).toEqual([other.id]);
  });

  it('notes the outcome of a try once', async () => {
    const { id } = await aDelivery();
    const later = new Date('2030-01-01T00:00:00.000Z');
    const settle = (attempts: number, outcome: Parameters<typeof deliveries.settle>[3]) =>
      inAcme((tx) => deliveries.settle(tx, id, attempts, outcome));
    const again = { state: 'pending', nextAttemptAt: later, responseCode: 503 } as const;
    expect((await Promise.all([settle(0, again), settle(0, again)])).filter(Boolean)).toHaveLength(1);
    expect(await delivery(id)).toMatchObject({ ...again, attempts: 1 });
    expect(await settle(0, { state: 'failed', responseCode: null })).toBe(false);
    expect(await settle(1, { state: 'delivered', responseCode: 204 })).toBe(true);
    expect(await settle(2, { state: 'failed', responseCode: null })).toBe(false);
    expect(await delivery(id)).toMatchObject({
      state: 'delivered',
      responseCode: 204,
      attempts: 2,
      nextAttemptAt: null,
    });
  });

  it('sends one again that has come to an end, and no other', async () => {
    const { id } = await aDelivery();
    const replay = () => inAcme((tx) => deliveries.replay(tx, id));
    expect(await replay()).toBe(false);
    await inAcme((tx) => deliveries.settle(tx, id, 0, { state: 'failed', responseCode: 500 }));
    expect([await replay(), await replay()]).toEqual([true, false]);
    expect(await delivery(id)).toMatchObject({ state: 'pending', attempts: 1, nextAttemptAt: expect.any(Date) });
  });

  it('belong to their workspace: another cannot deliver to its endpoint, and they go when it goes', async () => {
    const globex = aWorkspace();
    const inGlobex = <T>(work: (tx: Transaction) => Promise<T>) => database.withTenant(globex.id, SYSTEM, work);
    await inGlobex((tx) => plant(tx, globex));
    const { id: endpointId } = await anEndpoint();
    const foreign = inGlobex((tx) => plant(tx, aWebhookDelivery({ workspaceId: globex.id, endpointId })));
    await expect(foreign).rejects.toThrow('webhook_deliveries_workspace_id_endpoint_id_fkey');
    const own = aWebhookEndpoint({ workspaceId: globex.id });
    await inGlobex((tx) => plant(tx, own, aWebhookDelivery({ workspaceId: globex.id, endpointId: own.id })));
    await inGlobex((tx) => tx.query('DELETE FROM gateway.workspaces'));
    expect(await inGlobex((tx) => deliveries.list(tx))).toEqual({ items: [], nextCursor: null });
    expect(await inGlobex((tx) => endpoints.list(tx))).toEqual({ items: [], nextCursor: null });
  });
});
