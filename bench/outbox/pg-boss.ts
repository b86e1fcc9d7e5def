import { Pool } from 'pg';
import PgBoss from 'pg-boss';
import { INSERT_ORDERS, insertEffect, type Consumer, type Contender, type Order, type Producer } from './contender';
import { countOf, inTransaction } from './database';
import { play } from './play';

const QUEUE = 'effect';
/** Workers, each with a batch at a time; together as many jobs as may be handled at once. */
const WORKERS = 2;
/** The shortest that is allowed. */
const POLLING = { pollingIntervalSeconds: 0.5 };
const POOL_SIZE = 65;

/** pg-boss with batches, and with a worker that looks again at once after a batch, which `notifyWorker` is for. */
const pgBoss: Contender = {
  async prepare({ postgresUrl }): Promise<void> {
    const boss = await started(postgresUrl);
    await boss.createQueue(QUEUE);
    await boss.stop({ graceful: false, wait: true });
  },

  async produce({ postgresUrl }): Promise<Producer> {
    const pool = new Pool({ connectionString: postgresUrl, max: 4 });
    const boss = await started(postgresUrl);
    return {
      enqueue: (orders) =>
        inTransaction(pool, async (client) => {
          await client.query(INSERT_ORDERS, [JSON.stringify(orders)]);
          const jobs = orders.map((data) => ({ name: QUEUE, data }));
          await boss.insert(jobs, { db: { executeSql: (text, values) => client.query(text, values) } });
        }),
      close: async () => {
        await boss.stop({ graceful: false, wait: true });
        await pool.end();
      },
    };
  },

  async consume({ postgresUrl, concurrency }, done): Promise<Consumer> {
    const pool = new Pool({ connectionString: postgresUrl, max: POOL_SIZE });
    const boss = await started(postgresUrl);
    const effect = async (order: Order): Promise<void> => {
      await pool.query(insertEffect(order));
      done();
    };
    for (let worker = 0; worker < WORKERS; worker++) {
      let id = '';
      id = await boss.work<Order>(QUEUE, { ...POLLING, batchSize: concurrency / WORKERS }, async (jobs) => {
        await Promise.all(jobs.map(({ data }) => effect(data)));
        boss.notifyWorker(id);
      });
    }
    return {
      close: async () => {
        await boss.stop({ graceful: false, wait: true });
        await pool.end();
      },
    };
  },

  left: (pool) => countOf(pool, "SELECT count(*) FROM pgboss.job WHERE name = 'effect' AND state <> 'completed'"),
};

async function started(postgresUrl: string): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString: postgresUrl, supervise: false, schedule: false });
  boss.on('error', (error) => {
    throw error;
  });
  return boss.start();
}

play(pgBoss);
