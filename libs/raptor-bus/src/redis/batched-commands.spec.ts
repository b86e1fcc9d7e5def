import type { Redis } from 'ioredis';
import type { BatchedCommand } from './batched-command';
import { BatchedCommands } from './batched-commands';

type Take = (command: BatchedCommand) => void;

/** Stands in for a connection: takes commands as ioredis does, notes what is written, and answers as told. */
const aRedis = (answer: Take, take: Take = () => undefined) => {
  const written: string[] = [];
  const taken: BatchedCommand[] = [];
  const redis = {
    sendCommand: (command: BatchedCommand, stream: { write(text: string): boolean }) => {
      command.setTimeout(50);
      taken.push(command);
      take(command);
      stream.write(command.toWritable());
    },
    stream: {
      write: (bytes: Buffer, done: () => void) => {
        written.push(bytes.toString());
        setImmediate(done);
        setImmediate(() => taken.splice(0).forEach(answer));
      },
    },
  };
  return { redis: redis as unknown as Redis, written };
};

const asFailure = (error: unknown): Error => new Error(`told: ${(error as Error).message}`);
const echo: Take = (command) => command.resolve(Buffer.from(`value of ${command.args[0]}`));

describe('the commands of one turn', () => {
  it('travel together, and each gets its own reply', async () => {
    const { redis, written } = aRedis(echo);
    const batched = new BatchedCommands(redis, asFailure);
    expect(await Promise.all([batched.send(['get', 'a']), batched.send(['get', 'b'])])).toEqual([
      'value of a',
      'value of b',
    ]);
    await batched.send(['get', 'c']);
    expect(written).toEqual([
      '*2\r\n$3\r\nget\r\n$1\r\na\r\n*2\r\n$3\r\nget\r\n$1\r\nb\r\n',
      '*2\r\n$3\r\nget\r\n$1\r\nc\r\n',
    ]);
  });

  it('are written as their bytes, lengths counted in bytes', async () => {
    const { redis, written } = aRedis(echo);
    const batched = new BatchedCommands(redis, asFailure);
    await batched.send(['set', 'größe', 7]);
    await batched.send(['set', 'size', 7]);
    expect(written).toEqual([
      '*3\r\n$3\r\nset\r\n$7\r\ngröße\r\n$1\r\n7\r\n',
      '*3\r\n$3\r\nset\r\n$4\r\nsize\r\n$1\r\n7\r\n',
    ]);
  });

  it('get replies with their texts as strings, however deep', async () => {
    const { redis } = aRedis((command) => command.resolve([1, null, [Buffer.from('ö'), []]]));
    expect(await new BatchedCommands(redis, asFailure).send(['get', 'a'])).toEqual([1, null, ['ö', []]]);
  });

  it('fail one by one for what Redis says of them', async () => {
    const { redis } = aRedis((command) =>
      command.args[0] === 'b' ? command.reject(new Error('OOM')) : command.resolve(1),
    );
    const batched = new BatchedCommands(redis, asFailure);
    const sent = await Promise.allSettled(['a', 'b', 'c'].map((key) => batched.send(['get', key])));
    expect(sent.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(sent[1]).toMatchObject({ reason: { message: 'told: OOM' } });
  });

  it('fail together with a connection that takes none, and those that have no reply in time', async () => {
    const lost = new BatchedCommands(
      aRedis(echo, (command) => command.reject(new Error('Connection is closed.'))).redis,
      asFailure,
    );
    const sent = await Promise.allSettled([lost.send(['get', 'a']), lost.send(['get', 'b'])]);
    expect(sent.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const halfSilent = aRedis((command) => (command.args[0] === 'a' ? command.resolve(1) : undefined));
    const late = new BatchedCommands(halfSilent.redis, asFailure);
    const [first, second] = await Promise.allSettled([late.send(['get', 'a']), late.send(['get', 'b'])]);
    expect(first).toEqual({ status: 'fulfilled', value: 1 });
    expect(second).toMatchObject({ reason: { message: 'told: Command timed out' } });
  });

  it('are not held up by those before them, and no batch grows without end', async () => {
    const held: BatchedCommand[] = [];
    const { redis, written } = aRedis((command) => (command.args[0] === 'late' ? held.push(command) : echo(command)));
    const batched = new BatchedCommands(redis, asFailure);
    const many = Promise.all(Array.from({ length: 600 }, () => batched.send(['get', 'late'])));
    await batched.send(['get', 'a']);
    expect(written[0]?.split('late').length).toBe(513);
    for (const command of held) echo(command);
    expect(await many).toHaveLength(600);
  });

  it('fail when what is done with their reply fails', async () => {
    const batched = new BatchedCommands(aRedis(echo).redis, asFailure);
    const failure = await new Promise((failed) => {
      const took = (): void => {
        throw new Error('not so');
      };
      batched.give(['get', 'a'], { took, failed });
    });
    expect(failure).toMatchObject({ message: 'told: not so' });
  });
});
