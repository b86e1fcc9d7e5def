import { Queue, Worker } from 'bullmq';
import type { Brief } from './brief';
import type { Consumer, Contender, Place, Producer, Witness } from './contender';
import { play } from './play';

const QUEUE = 'briefs';
/** Done jobs are kept for nobody, as with the other contenders: otherwise Redis would hold more and more. */
const OPTIONS = { removeOnComplete: true, removeOnFail: true };

/** BullMQ as its guide sets it up. */
const bullmq: Contender = {
  async produce({ redisUrl, prefix }: Place): Promise<Producer> {
    const queue = new Queue<Brief>(QUEUE, {
      connection: { url: redisUrl },
      prefix: prefixOf(prefix),
      defaultJobOptions: OPTIONS,
    });
    await queue.waitUntilReady();
    return {
      send: (brief) => queue.add('brief', brief),
      sendMany: (briefs) => queue.addBulk(briefs.map((data) => ({ name: 'brief', data }))),
      close: () => queue.close(),
    };
  },

  async consume({ redisUrl, prefix, concurrency }: Place, witness: Witness): Promise<Consumer> {
    const worker = new Worker<Brief>(QUEUE, async ({ data }) => witness.begun(data, 'normal'), {
      connection: { url: redisUrl, maxRetriesPerRequest: null },
      prefix: prefixOf(prefix),
      concurrency,
    });
    worker.on('completed', () => witness.done());
    worker.on('error', (error) => {
      throw error;
    });
    await worker.waitUntilReady();
    return { close: () => worker.close(true) };
  },
};

const prefixOf = (prefix: string): string => `${prefix}:bull`;

play(bullmq);
