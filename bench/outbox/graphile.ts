import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import { Pool } from 'pg';
import { INSERT_ORDERS, insertEffect, type Consumer, type Contender, type Order, type Producer } from './contender';
import { countOf, inTransaction } from './database';
import { play } from './play';

const TASK = 'effect';
const QUIET = new Logger(() => (level, message) => {
  if (level === 'error') console.error(message);
});

/** Connections: more than this make Postgres slower on few cores. */
const POOL_SIZE = 65;

/** Graphile Worker, batched as its page on performance says: local queue, completions together. */
const graphile: Contender = {
  async prepare({ postgresUrl }): Promise<void> {
    const utils = await makeWorkerUtils({ connectionString: postgresUrl, logger: QUIET });
    await utils.migrate();
    await utils.release();
  },

  async produce({ postgresUrl }): Promise<Producer> {
    const pool = new Pool({ connectionString: postgresUrl, max: 4 });
    return {
      enqueue: (orders) =>
        inTransaction(pool, async (client) => {
          await client.query(INSERT_ORDERS, [JSON.stringify(orders)]);
          // What `addJobs` runs, on the connection of the transaction.
          const jobs = orders.map((payload) => ({ identifier: TASK, payload }));
          await client.query(
            'SELECT 1 FROM graphile_worker.add_jobs(array(SELECT json_populate_recordset(null::graphile_worker.job_spec, $1::json)), false)',
            [JSON.stringify(jobs)],
          );
        }),
      close: () => pool.end(),
    };
  },

  async consume({ postgresUrl, concurrency }, done): Promise<Consumer> {
    const runner = await run({
      logger: QUIET,
      noHandleSignals: true,
      preset: {
        worker: {
          connectionString: postgresUrl,
          concurrentJobs: concurrency,
          maxPoolSize: POOL_SIZE,
          localQueue: { size: 500 },
          completeJobBatchDelay: 0,
          failJobBatchDelay: 0,
        },
      },
      taskList: {
        [TASK]: async (order, helpers) => {
          await helpers.withPgClient((client) => client.query(insertEffect(order as Order)));
          done();
        },
      },
    });
    return { close: () => runner.stop() };
  },

  left: (pool) => countOf(pool, 'SELECT count(*) FROM graphile_worker.jobs'),
};

play(graphile);
