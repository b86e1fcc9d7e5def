import { setTimeout as after } from 'node:timers/promises';
import { BusUnavailableError, QueryTimeoutError, RemoteFailureError } from '@raptor/raptor-bus';
import { eventually, testServers } from '@raptor/testing';
import { handling } from './fixtures/consumer';
import { Fleet, ShopError } from './fixtures/fleet';
import { a, AskTheOracle, CountStock, Foretell, GetPrice, MESSAGES, OrderPlaced } from './fixtures/messages';
import { TcpProxy } from './fixtures/tcp-proxy';

describe('a query', () => {
  let fleet: Fleet;

  beforeEach(() => {
    fleet = new Fleet();
  });

  afterEach(async () => {
    await fleet.end();
  });

  const streamLength = (service: string) => fleet.redis.xlen(`${fleet.keyPrefix}:{sys.query.${service}}:normal`);

  it('gets the answer of the service it is addressed to, and of no other', async () => {
    const answering = (service: string, price: number) =>
      fleet.replica({ service, handlers: [handling(GetPrice, ({ article }) => ({ article, price, service }))] });
    await Promise.all([answering('sales', 12), answering('outlet', 5)]);
    const asker = fleet.bus();
    await expect(asker.ask(a(GetPrice, { article: 'lamp' }), { to: 'outlet' })).resolves.toEqual({
      article: 'lamp',
      price: 5,
      service: 'outlet',
    });
    await expect(asker.ask(a(GetPrice, { article: 'lamp' }), { to: 'sales' })).resolves.toMatchObject({ price: 12 });
  });

  it('on a channel of its own needs no address, and may be answered with nothing', async () => {
    await fleet.replica({ service: 'storage', handlers: [handling(CountStock, () => undefined)] });
    await expect(fleet.bus().ask(a(CountStock))).resolves.toBeNull();
  });

  it('fails with what the other side threw, by code and advice', async () => {
    const replica = await fleet.replica({
      service: 'sales',
      handlers: [
        handling(GetPrice, ({ article }) => {
          throw article === 'ghost' ? new ShopError('ARTICLE_UNKNOWN', 'never') : new ShopError('TILL_BUSY', 'later');
        }),
      ],
    });
    const ask = async (article: string): Promise<unknown> =>
      fleet
        .bus()
        .ask(a(GetPrice, { article }), { to: 'sales' })
        .catch((error: unknown) => error);
    const never = await ask('ghost');
    expect(never).toBeInstanceOf(RemoteFailureError);
    expect((never as RemoteFailureError).failure).toEqual({
      code: 'ARTICLE_UNKNOWN',
      message: 'The shop failed with ARTICLE_UNKNOWN',
      retry: 'never',
    });
    expect(await ask('lamp')).toMatchObject({ failure: { code: 'TILL_BUSY', retry: 'later' } });
    await eventually(() => {
      expect(replica.handled.map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
    });
    await after(700);
    expect(replica.handled).toHaveLength(2);
    expect(await fleet.deadLetters('max_retries_exceeded')).toEqual([]);
  });

  it('fails, rather than time out, when its answer cannot be written down', async () => {
    await fleet.replica({ service: 'sales', handlers: [handling(GetPrice, () => ({ price: 12n }))] });
    const asked = fleet.bus().ask(a(GetPrice, { article: 'lamp' }), { to: 'sales' });
    await expect(asked).rejects.toThrow(/BigInt/);
    await eventually(async () => expect(await streamLength('sales')).toBe(0));
  });

  it('fails with what to do when its answer is larger than a message may be', async () => {
    await fleet.replica({ service: 'sales', handlers: [handling(GetPrice, () => 'x'.repeat(300_000))] });
    const asked = fleet.bus().ask(a(GetPrice, { article: 'lamp' }), { to: 'sales' });
    await expect(asked).rejects.toThrow('The answer is larger than 262144 bytes: ask for less, or page through it');
  });

  it('that the service has no handler for fails at once', async () => {
    const { bus, handled } = await fleet.replica({ service: 'sales', handlers: [handling(GetPrice, () => 1)] });
    const failure = { code: 'MESSAGE_INVALID', retry: 'never' };
    await expect(bus.ask(a(AskTheOracle), { to: 'sales' })).rejects.toMatchObject({ failure });
    const stranger = fleet.bus({ messages: [...MESSAGES, Foretell] });
    await expect(stranger.ask(a(Foretell), { to: 'sales' })).rejects.toMatchObject({ failure });
    await eventually(() =>
      expect(handled).toMatchObject([
        { message: 'shop.oracle.ask', outcome: 'failed' },
        { message: 'unknown', outcome: 'failed' },
      ]),
    );
    await eventually(async () => expect(await streamLength('sales')).toBe(0));
  });

  it('with a broken seal is not answered, and neither is one whose answer was not sealed by the fleet', async () => {
    const { handled } = await fleet.replica({ service: 'sales', handlers: [handling(GetPrice, () => 1)] });
    const troubles: string[] = [];
    const outsider = fleet.bus({
      keyRing: [{ kid: 'test-1', secret: Buffer.alloc(32, 8).toString('base64') }],
      queryTimeoutMs: 500,
    });
    const refused = outsider.ask(a(GetPrice, { article: 'lamp' }), { to: 'sales' });
    await expect(refused).rejects.toBeInstanceOf(QueryTimeoutError);
    await eventually(() => expect(handled).toMatchObject([{ message: 'unknown', outcome: 'failed' }]));
    const asker = fleet.bus({ queryTimeoutMs: 500, observer: { trouble: (text) => void troubles.push(text) } });
    const asked = asker.ask(a(GetPrice, { article: 'lamp' }), { to: 'nobody' });
    await eventually(async () => expect(await streamLength('nobody')).toBe(1));
    const [[, [, sealed = ''] = []] = ['']] = await fleet.redis.xrange(
      `${fleet.keyPrefix}:{sys.query.nobody}:normal`,
      '-',
      '+',
    );
    const { id, replyTo } = JSON.parse(sealed.slice(sealed.indexOf('{'))) as { id: string; replyTo: string };
    await fleet.redis.publish(replyTo, JSON.stringify({ id, ok: 0 }));
    await expect(asked).rejects.toBeInstanceOf(QueryTimeoutError);
    expect(troubles).toEqual(['hearing an answer']);
  });

  it('times out at its deadline when nobody listens', async () => {
    const asker = fleet.bus({ queryTimeoutMs: 400 });
    await eventually(() => asker.ping());
    const startedAt = performance.now();
    const error: unknown = await asker.ask(a(GetPrice, { article: 'lamp' }), { to: 'nobody' }).catch((e: unknown) => e);
    const waitedMs = performance.now() - startedAt;
    expect(error).toBeInstanceOf(QueryTimeoutError);
    expect(error).toMatchObject({ service: 'nobody', query: 'shop.price.get' });
    expect(waitedMs).toBeGreaterThanOrEqual(390);
    expect(waitedMs).toBeLessThan(2_000);
  });

  it('says that the bus is not available when Redis refuses the write, whatever its reason', async () => {
    const asker = fleet.bus();
    await eventually(() => asker.ping());
    await fleet.redis.set(`${fleet.keyPrefix}:{sys.query.sales}:normal`, 'not a stream');
    const refused = asker.ask(a(GetPrice, { article: 'lamp' }), { to: 'sales' });
    await expect(refused).rejects.toThrow(BusUnavailableError);
    await expect(refused).rejects.toThrow('refuses commands: WRONGTYPE');
  });

  it('that is late is dropped, not handled', async () => {
    const asker = fleet.bus();
    await eventually(() => asker.ping());
    const late = asker.ask(a(GetPrice, { article: 'late' }), { to: 'sales', deadline: Date.now() + 1_000 });
    await expect(late).rejects.toBeInstanceOf(QueryTimeoutError);
    const seen: string[] = [];
    const replica = await fleet.replica({
      service: 'sales',
      handlers: [handling(GetPrice, ({ article }) => seen.push(article))],
    });
    await asker.ask(a(GetPrice, { article: 'lamp' }), { to: 'sales' });
    expect(seen).toEqual(['lamp']);
    await eventually(() => {
      expect(replica.handled.map(({ outcome }) => outcome)).toEqual(['dropped', 'done']);
    });
    await eventually(async () => expect(await streamLength('sales')).toBe(0));
  });

  it('tells its handler to stop when its deadline is over', async () => {
    let toldAfterMs = 0;
    await fleet.replica({
      service: 'sales',
      leaseMs: 5_000,
      handlers: [
        handling(
          GetPrice,
          (_query, { signal }) =>
            new Promise((resolve) => {
              const startedAt = performance.now();
              signal.addEventListener('abort', () => {
                toldAfterMs = performance.now() - startedAt;
                resolve(undefined);
              });
            }),
        ),
      ],
    });
    const asked = fleet.bus().ask(a(GetPrice, { article: 'lamp' }), { to: 'sales', deadline: Date.now() + 300 });
    await expect(asked).rejects.toBeInstanceOf(QueryTimeoutError);
    await eventually(() => expect(toldAfterMs).toBeGreaterThan(0));
    expect(toldAfterMs).toBeLessThan(2_000);
  });

  it('finds its answer among 200 at the same time, and nothing of them stays in Redis', async () => {
    const answering = () =>
      fleet.replica({
        service: 'sales',
        handlers: [
          handling(GetPrice, async ({ article }) => {
            await after(Math.random() * 20);
            return `price of ${article}`;
          }),
        ],
      });
    await Promise.all([answering(), answering()]);
    const asker = fleet.bus({ queryTimeoutMs: 8_000 });
    const articles = Array.from({ length: 200 }, (_value, index) => `article ${index}`);
    const answers = await Promise.all(articles.map((article) => asker.ask(a(GetPrice, { article }), { to: 'sales' })));
    expect(answers).toEqual(articles.map((article) => `price of ${article}`));
    await eventually(async () => expect(await streamLength('sales')).toBe(0));
    expect(await fleet.pending('sales', 'sys.query.sales')).toBe(0);
  });

  it('does not wait behind work that fills every slot', async () => {
    const replica = await fleet.replica({
      service: 'sales',
      concurrency: 1,
      leaseMs: 5_000,
      handlers: [
        handling(
          OrderPlaced,
          (_order, { signal }) => new Promise((resolve) => signal.addEventListener('abort', resolve)),
        ),
        handling(GetPrice, () => 12),
      ],
    });
    await replica.bus.emit(a(OrderPlaced, { number: 1 }));
    await eventually(() => expect(replica.server.inFlight).toBe(1));
    await expect(fleet.bus().ask(a(GetPrice, { article: 'lamp' }), { to: 'sales' })).resolves.toBe(12);
  });

  it('cannot be emitted, work cannot be asked, and an addressed one needs its service', async () => {
    const bus = fleet.bus();
    await expect(bus.emit(a(GetPrice, { article: 'x' }))).rejects.toThrow('is a query: ask it, with a deadline');
    await expect(bus.ask(a(OrderPlaced, { number: 1 }))).rejects.toThrow('is an event: emit it');
    await expect(bus.ask(a(GetPrice, { article: 'x' }))).rejects.toThrow('say which service it is for ({ to })');
  });

  it.each([
    ['was never there', false],
    ['has gone', true],
  ])('fails fast when Redis %s, long before its deadline', async (_what, thereAtFirst) => {
    const proxy = await TcpProxy.to(testServers().redisBusUrl);
    if (thereAtFirst) await proxy.open();
    const asker = fleet.bus({ url: proxy.url, queryTimeoutMs: 10_000, commandTimeoutMs: 500 });
    if (thereAtFirst) await eventually(() => asker.ping());
    await proxy.close();
    const startedAt = performance.now();
    await expect(asker.ask(a(GetPrice, { article: 'x' }), { to: 'sales' })).rejects.toBeInstanceOf(BusUnavailableError);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });

  it('that waits when the bus is closed is told so', async () => {
    const asker = fleet.bus();
    await eventually(() => asker.ping());
    const asked = asker.ask(a(GetPrice, { article: 'x' }), { to: 'nobody' });
    const told = expect(asked).rejects.toThrow('The bus was closed while a query was waiting');
    await eventually(async () => expect(await streamLength('nobody')).toBe(1));
    await asker.close();
    await told;
  });
});
