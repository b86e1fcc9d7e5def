import { Redis } from 'ioredis';
import type { Brief } from './brief';
import { answerTo, type Place } from './contender';

const GROUP = 'consumer';
const BLOCK_MS = 1_000;
/** Questions that stay in their stream: far more than are ever asked at once. */
const KEPT = 1_000;

interface Question {
  readonly id: number;
  readonly replyTo: string;
  readonly brief: Brief;
}

/**
 * The least that a question over Redis Streams can cost from Node.js: autopipelined XADD, its answer by PUBLISH to a channel of the
 * asker's own. No schema, no seal, no deadline, nothing removed one by one.
 */
export async function askRawly({
  redisUrl,
  prefix,
}: Place): Promise<{ ask(brief: Brief): Promise<unknown>; close(): void }> {
  const [commands, answers] = [new Redis(redisUrl, { enableAutoPipelining: true }), new Redis(redisUrl)];
  const [stream, replyTo] = [streamOf(prefix), `${prefix}:answers`];
  const waiting = new Map<number, (answer: unknown) => void>();
  let asked = 0;
  answers.on('message', (_channel, text) => {
    const { id, answer } = JSON.parse(text) as { id: number; answer: unknown };
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  await answers.subscribe(replyTo);
  return {
    ask: (brief) =>
      new Promise((resolve, reject) => {
        const id = ++asked;
        waiting.set(id, resolve);
        const question: Question = { id, replyTo, brief };
        commands.xadd(stream, 'MAXLEN', '~', KEPT, '*', 'e', JSON.stringify(question)).catch(reject);
      }),
    close: () => {
      commands.disconnect();
      answers.disconnect();
    },
  };
}

/** Answers until it is closed. */
export async function answerRawly({ redisUrl, prefix, concurrency }: Place): Promise<{ close(): Promise<void> }> {
  const [reads, answers] = [new Redis(redisUrl), new Redis(redisUrl, { enableAutoPipelining: true })];
  const stream = streamOf(prefix);
  await answers.xgroup('CREATE', stream, GROUP, '0', 'MKSTREAM');
  let closing = false;
  const answer = async (text: string): Promise<void> => {
    const { id, replyTo, brief } = JSON.parse(text) as Question;
    await answers.publish(replyTo, JSON.stringify({ id, answer: answerTo(brief) }));
  };
  const loop = async (): Promise<void> => {
    while (!closing) {
      const found = (await reads.xreadgroup(
        ...(['GROUP', GROUP, 'one', 'COUNT', concurrency, 'BLOCK', BLOCK_MS, 'NOACK', 'STREAMS', stream, '>'] as const),
      )) as [stream: string, entries: [id: string, fields: [name: string, text: string]][]][] | null;
      for (const [, entries] of found ?? []) for (const [, [, text]] of entries) void answer(text);
    }
  };
  const ended = loop().catch((error: unknown) => {
    if (!closing) throw error;
  });
  return {
    close: async () => {
      closing = true;
      reads.disconnect();
      answers.disconnect();
      await ended;
    },
  };
}

const streamOf = (prefix: string): string => `${prefix}:{questions}`;
