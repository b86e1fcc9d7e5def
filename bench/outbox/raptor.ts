import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { Pool } from 'pg';
import { runInContext } from '@raptor/platform';
import {
  createBusTables,
  Outbox,
  OutboxRelay,
  PassFailureFilter,
  pgDatabase,
  RaptorBus,
  RaptorBusServer,
} from '@raptor/raptor-bus';
import { raptorOptions, someRequest } from '../raptor-options';
import { INSERT_ORDERS, type Consumer, type Contender, type Producer } from './contender';
import { countOf } from './database';
import { play } from './play';
import { CONSUMER, DeskModule, OrderPlaced, PRODUCER } from './raptor-desk';

const SCHEMA = 'public';
const MESSAGES = [OrderPlaced];

/** Whose the orders are, a transaction each in turn. */
const WORKSPACES = Array.from({ length: 10 }, () => randomUUID());

/** As the fleet does it: outbox and relay in the producer, inbox and effect in one transaction of the consumer. */
const raptor: Contender = {
  async prepare({ postgresUrl }): Promise<void> {
    const pool = new Pool({ connectionString: postgresUrl, max: 1 });
    for (const statement of createBusTables(SCHEMA)) await pool.query(statement);
    await pool.end();
  },

  async produce(place): Promise<Producer> {
    const pool = new Pool({ connectionString: place.postgresUrl, max: 8, pipeline: true });
    const database = pgDatabase(pool, SCHEMA);
    const bus = new RaptorBus(raptorOptions({ ...place, service: PRODUCER, messages: MESSAGES }));
    bus.connect();
    await bus.ping();
    const outbox = new Outbox(bus, SCHEMA);
    const relay = new OutboxRelay(bus, database, { outbox });
    relay.start();
    let transactions = 0;
    return {
      enqueue: async (orders) => {
        const workspaceId = WORKSPACES[transactions++ % WORKSPACES.length] as string;
        await runInContext(someRequest(workspaceId), () =>
          database.transaction(async (tx) => {
            await tx.query(INSERT_ORDERS, [JSON.stringify(orders)]);
            const messages = orders.map((order) => ({ message: Object.assign(new OrderPlaced(), order) }));
            await outbox.sendAll(tx, messages);
          }),
        );
        outbox.wake();
      },
      close: async () => {
        await relay.stop();
        await bus.close();
        await pool.end();
      },
    };
  },

  async consume(place, done): Promise<Consumer> {
    const pool = new Pool({ connectionString: place.postgresUrl, max: place.concurrency, pipeline: true });
    const database = pgDatabase(pool, SCHEMA);
    const bus = new RaptorBus(raptorOptions({ ...place, service: CONSUMER, messages: MESSAGES }));
    const strategy = new RaptorBusServer(bus);
    const app = await NestFactory.createMicroservice(DeskModule.with({ database, done }), { strategy, logger: false });
    app.useGlobalFilters(new PassFailureFilter());
    await app.listen();
    return {
      close: async () => {
        await strategy.stopReading();
        await strategy.abort();
        await bus.close();
        await pool.end();
      },
    };
  },

  left: (pool) => countOf(pool, "SELECT count(*) FROM outbox_events WHERE state <> 'confirmed'"),
};

play(raptor);
