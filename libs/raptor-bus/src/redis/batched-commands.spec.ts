import type { Redis } from 'ioredis';
import { BatchedCommands } from './batched-commands';

type Reply = [error: Error | null, reply?: unknown];

/** Stands in for a connection: notes the pipelines and answers as told. */
const aRedis = (answer: (commands: unknown[][]) => Promise<Reply[] | null>) => {
  const pipelines: unknown[][][] = [];
  const redis = {
    pipeline: (commands: unknown[][]) => {
      pipelines.push(commands);
      return { exec: () => answer(commands) };
    },
  };
  return { redis: redis as unknown as Redis, pipelines };
};

const asFailure = (error: unknown): Error => new Error(`told: ${(error as Error).message}`);

describe('the commands of one turn', () => {
  it('travel together, and each gets its own reply', async () => {
    const { redis, pipelines } = aRedis(async (commands) =>
      commands.map(([, key]): Reply => [null, `value of ${key}`]),
    );
    const batched = new BatchedCommands(redis, asFailure);
    expect(await Promise.all([batched.send(['get', 'a']), batched.send(['get', 'b'])])).toEqual([
      'value of a',
      'value of b',
    ]);
    await batched.send(['get', 'c']);
    expect(pipelines.map((commands) => commands.length)).toEqual([2, 1]);
  });

  it('fail one by one for what Redis says of them', async () => {
    const { redis } = aRedis(async () => [[null, 1], [new Error('OOM')], [null, 3]]);
    const batched = new BatchedCommands(redis, asFailure);
    const sent = await Promise.allSettled(['a', 'b', 'c'].map((key) => batched.send(['get', key])));
    expect(sent.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(sent[1]).toMatchObject({ reason: { message: 'told: OOM' } });
  });

  it('fail together with their connection, or where there is no reply', async () => {
    const lost = new BatchedCommands(aRedis(() => Promise.reject(new Error('Connection is closed.'))).redis, asFailure);
    const sent = await Promise.allSettled([lost.send(['get', 'a']), lost.send(['get', 'b'])]);
    expect(sent.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const silent = new BatchedCommands(aRedis(async () => Promise.resolve(null)).redis, asFailure);
    await expect(silent.send(['get', 'a'])).rejects.toThrow('told: Redis gave no reply');
  });

  it('are not held up by those before them, and no batch grows without end', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const { redis, pipelines } = aRedis(async (commands) => {
      if (pipelines.length === 1) await held;
      return commands.map((): Reply => [null, 'OK']);
    });
    const batched = new BatchedCommands(redis, asFailure);
    const many = Promise.all(Array.from({ length: 600 }, () => batched.send(['ping'])));
    await batched.send(['ping']);
    expect(pipelines[0]).toHaveLength(512);
    release();
    expect(await many).toHaveLength(600);
  });
});
