import { Redis } from 'ioredis';
import type { Brief } from './brief';
import type { Consumer, Contender, Place, Producer, Witness } from './contender';
import { play } from './play';
import { answerRawly, askRawly } from './raw-questions';

const GROUP = 'consumer';
const BLOCK_MS = 1_000;

/** The least that durable work over Redis Streams can cost from Node.js: autopipelined XADD, XREADGROUP COUNT, one XACK a batch. */
const rawStreams: Contender = {
  async produce(place): Promise<Producer> {
    const { redisUrl, prefix } = place;
    const questions = await askRawly(place);
    const redis = new Redis(redisUrl, { enableAutoPipelining: true });
    await redis.ping();
    const stream = streamOf(prefix);
    return {
      send: (brief) => redis.xadd(stream, '*', 'e', JSON.stringify(brief)),
      ask: (brief) => questions.ask(brief),
      close: async () => {
        questions.close();
        redis.disconnect();
      },
    };
  },

  async consume(place: Place, witness: Witness): Promise<Consumer> {
    const [reads, acks] = [new Redis(place.redisUrl), new Redis(place.redisUrl, { enableAutoPipelining: true })];
    const stream = streamOf(place.prefix);
    const questions = await answerRawly(place);
    await acks.xgroup('CREATE', stream, GROUP, '0', 'MKSTREAM');
    let closing = false;
    const handle = async (entries: readonly Entry[]): Promise<void> => {
      for (const [, [, text]] of entries) {
        const brief = JSON.parse(text) as Brief;
        witness.begun(brief, 'normal');
      }
      await acks.xack(stream, GROUP, ...entries.map(([id]) => id));
      for (let count = entries.length; count > 0; count--) witness.done();
    };
    const loop = async (): Promise<void> => {
      while (!closing) {
        const answer = (await reads.xreadgroup(
          ...(['GROUP', GROUP, 'one', 'COUNT', place.concurrency, 'BLOCK', BLOCK_MS, 'STREAMS', stream, '>'] as const),
        )) as [stream: string, entries: Entry[]][] | null;
        // The next batch is asked for while this one is acknowledged.
        for (const [, entries] of answer ?? []) void handle(entries);
      }
    };
    const ended = loop().catch((error: unknown) => {
      if (!closing) throw error;
    });
    return {
      close: async () => {
        closing = true;
        await questions.close();
        reads.disconnect();
        acks.disconnect();
        await ended;
      },
    };
  },
};

type Entry = [id: string, fields: [name: string, text: string]];

const streamOf = (prefix: string): string => `${prefix}:{briefs}`;

play(rawStreams);
