import { Writable } from 'node:stream';
import { createLogger, NestLogger, type Logger } from './logger';
import { redactText } from './redaction';

type Line = Record<string, unknown> & { err: { message: string; stack: string; cause: { message: string } } };

/** A logger and what it has written. */
function logged(): { logger: Logger; text: () => string } {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString());
      done();
    },
  });
  const logger = createLogger({ service: 'muse', replica: 'muse-1', version: '1', log: { level: 'trace' } }, stream);
  return { logger, text: () => written.join('') };
}

const parsed = (text: string): Line[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

describe('text', () => {
  it.each([
    ['redis://:pw@host:6379/0', 'redis://***@host:6379/0'],
    ['postgres://user:p%40ss@db/x?sslmode=require', 'postgres://***@db/x?sslmode=require'],
    ['https://token@host/path', 'https://***@host/path'],
    ['redis://:p@ss@host', 'redis://***@host'],
    ['twice redis://a:b@c and amqp+ssl://d:e@f', 'twice redis://***@c and amqp+ssl://***@f'],
    ['Authorization: Bearer abc.def-ghi_jkl==', 'Authorization: Bearer ***'],
    ['bearer xyz', 'bearer ***'],
  ])('%s loses its secret', (text, safe) => {
    expect(redactText(text)).toBe(safe);
  });

  it.each(['https://host/path?mail=a@b.example', 'write to a@b.example', 'a bearer'])('%s stays', (text) => {
    expect(redactText(text)).toBe(text);
  });
});

describe('a log line', () => {
  const SECRET = 'hunter2';

  it('has no secret field at any depth, however it is written', () => {
    const { logger, text } = logged();
    const secrets = {
      password: SECRET,
      passwordHash: SECRET,
      access_token: SECRET,
      refreshToken: SECRET,
      Authorization: SECRET,
      'x-api-key': SECRET,
      'set-cookie': [SECRET],
      Cookie: SECRET,
      JWT_KEYS: SECRET,
      DATABASE_URL: SECRET,
      privateJwk: { d: SECRET },
      apiKey: SECRET,
      client_secret: SECRET,
    };
    logger.info(secrets, 'top');
    logger.info({ request: { headers: secrets } }, 'nested');
    logger.info({ a: { b: { c: { d: secrets } } } }, 'deeply nested');
    logger.info({ list: [{ entry: secrets }] }, 'in a list');
    expect(text()).not.toContain(SECRET);
    expect(text()).toContain('[redacted]');
    expect(parsed(text()).map(({ msg }) => msg)).toEqual(['top', 'nested', 'deeply nested', 'in a list']);
  });

  it('has no password of a URL and no bearer token, in its message, its fields and its errors', () => {
    const { logger, text } = logged();
    const address = `redis://:${SECRET}@bus:6379`;
    const cause = new Error(`refused by ${address}`);
    const error = new Error(`cannot reach ${address}, sent Bearer ${SECRET}`, { cause });
    logger.error({ err: error }, `away: ${address}`);
    logger.warn(`plain ${address}`);
    logger.warn('with %s in it', address);
    logger.warn('with %o in it', { password: SECRET, address });
    logger.error(new Error(`bare: ${address}`));
    logger.child({ password: SECRET, address }).info('from a child');
    logger.warn({ url: address, tried: { addresses: [address] } }, 'fields');
    new NestLogger(logger).error(error, error.stack, 'Somewhere');
    new NestLogger(logger).error(`failed at ${address}`, `Error: ${address}\n    at x (y.ts:1:1)`, 'Somewhere');
    expect(text()).not.toContain(SECRET);
    const [first] = parsed(text());
    expect(first?.err.message).toBe('cannot reach redis://***@bus:6379, sent Bearer ***');
    expect(first?.err.stack).toContain('redaction.spec.ts');
    expect(first?.err.cause.message).toBe('refused by redis://***@bus:6379');
  });

  it('survives what would break a simple serializer', () => {
    const { logger, text } = logged();
    const circle: Record<string, unknown> = { name: 'circle' };
    circle.self = circle;
    const one = new Error('one');
    const two = new Error('two', { cause: one });
    one.cause = two;
    logger.info({ circle }, 'a circle');
    logger.error({ err: one }, 'errors that cause each other');
    logger.error({ err: 'text was thrown' }, 'no error');
    logger.info({ when: new Date(0), bytes: 12n, nothing: null, map: new Map() }, 'values');
    expect(parsed(text())).toHaveLength(4);
    expect(parsed(text())[2]).toMatchObject({ err: { type: 'string', message: 'text was thrown' } });
    expect(parsed(text())[3]).toMatchObject({ when: '1970-01-01T00:00:00.000Z', nothing: null });
  });
});

describe('what Nest logs', () => {
  it('becomes a line of the level that fits, with the class that logged', () => {
    const { logger, text } = logged();
    const nest = new NestLogger(logger);
    nest.log('started', 'Router');
    nest.verbose('detail', 'Router');
    nest.debug({ some: 'object' }, 'Router');
    nest.warn('odd', new Error('why'), 'Router');
    nest.error(new Error('broken'), 'Router');
    nest.fatal('over');
    expect(parsed(text())).toMatchObject([
      { level: 'debug', msg: 'started', context: 'Router' },
      { level: 'trace', msg: 'detail' },
      { level: 'debug', msg: '{"some":"object"}' },
      { level: 'warn', msg: 'odd', err: { message: 'why' } },
      { level: 'error', msg: 'broken', err: { message: 'broken' }, context: 'Router' },
      { level: 'fatal', msg: 'over' },
    ]);
  });
});
