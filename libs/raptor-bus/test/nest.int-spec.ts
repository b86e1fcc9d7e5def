import { setTimeout as after } from 'node:timers/promises';
import {
  Controller,
  Inject,
  Injectable,
  Module,
  Scope,
  UseFilters,
  UseGuards,
  UseInterceptors,
  UsePipes,
  type CallHandler,
  type CanActivate,
  type ExecutionContext,
  type NestInterceptor,
  type PipeTransform,
  type RpcExceptionFilter,
  Catch,
} from '@nestjs/common';
import { ClientProxy, CONTEXT, Ctx, MessagePattern, Payload, type RequestContext } from '@nestjs/microservices';
import { firstValueFrom, map, of, throwError, type Observable } from 'rxjs';
import { eventually } from '@raptor/testing';
import { OnMessage, OnQuery, RaptorBusClient, RaptorBusContext } from '@raptor/raptor-bus';
import { consumerOf, handling, moduleOf } from './fixtures/consumer';
import { Fleet, ShopError } from './fixtures/fleet';
import { gate } from './fixtures/gate';
import { a, CountStock, GetPrice, OrderPlaced } from './fixtures/messages';

@Injectable()
class OnlyFromFriends implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { envelope } = context.switchToRpc().getContext<RaptorBusContext>();
    return envelope.producer !== 'stranger';
  }
}

@Injectable()
class Shout implements PipeTransform<GetPrice | RaptorBusContext> {
  transform(value: GetPrice | RaptorBusContext): unknown {
    return value instanceof GetPrice ? a(GetPrice, { article: value.article.toUpperCase() }) : value;
  }
}

@Injectable()
class InEuros implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler<number>): Observable<string> {
    return next.handle().pipe(map((price) => `${price} EUR`));
  }
}

@Catch(RangeError)
class NoBigOrders implements RpcExceptionFilter {
  catch(): Observable<never> {
    return throwError(() => new ShopError('ORDER_TOO_BIG', 'never'));
  }
}

@Catch(TypeError)
class NeverMind implements RpcExceptionFilter {
  catch(): Observable<string> {
    return of('never mind');
  }
}

@Controller()
@UseGuards(OnlyFromFriends)
class Shop {
  @OnQuery(GetPrice)
  @UsePipes(Shout)
  @UseInterceptors(InEuros)
  price(@Payload() { article }: GetPrice, @Ctx() context: RaptorBusContext): number {
    return article === 'LAMP' && context.envelope.name === 'shop.price.get' ? 12 : 0;
  }

  @OnMessage(OrderPlaced)
  @UseFilters(NoBigOrders)
  order({ number }: OrderPlaced): void {
    if (number > 1_000) throw new RangeError('too many');
  }

  @OnQuery(CountStock)
  @UseFilters(NeverMind)
  count(): number {
    throw new TypeError('cannot count');
  }
}

@Injectable({ scope: Scope.REQUEST })
class Visit {
  constructor(@Inject(CONTEXT) readonly request: RequestContext<OrderPlaced, RaptorBusContext>) {}
}

const visits: { visit: Visit; number: number }[] = [];

@Controller({ scope: Scope.REQUEST })
class Visited {
  constructor(private readonly visit: Visit) {}

  @OnMessage(OrderPlaced)
  async order(@Payload() { number }: OrderPlaced): Promise<void> {
    visits.push({ visit: this.visit, number });
    if (visits.length === 1) throw new Error('come again');
    await Promise.resolve();
  }
}

@Module({ controllers: [Shop] })
class ShopModule {}

@Module({ controllers: [Visited], providers: [Visit] })
class VisitedModule {}

describe('the bus as a Nest transport', () => {
  let fleet: Fleet;

  beforeEach(() => {
    fleet = new Fleet();
  });

  afterEach(async () => {
    await fleet.end();
  });

  it('runs pipes and interceptors around a handler', async () => {
    await fleet.replica({ service: 'sales', module: ShopModule });
    await expect(fleet.bus().ask(a(GetPrice, { article: 'lamp' }), { to: 'sales' })).resolves.toBe('12 EUR');
  });

  it('lets a guard refuse and a filter decide what a failure is', async () => {
    const replica = await fleet.replica({ service: 'sales', module: ShopModule, queryTimeoutMs: 3_000 });
    const stranger = fleet.bus({ service: 'stranger' });
    await expect(stranger.ask(a(GetPrice, { article: 'lamp' }), { to: 'sales' })).rejects.toThrow('Forbidden resource');
    await expect(fleet.bus().ask(a(CountStock))).resolves.toBe('never mind');
    await fleet.bus().emit(a(OrderPlaced, { number: 5_000 }));
    await eventually(async () => {
      const letters = await fleet.deadLetters('max_retries_exceeded');
      expect(letters).toMatchObject([{ failure: { code: 'ORDER_TOO_BIG' }, attempts: 1 }]);
    });
    expect(replica.server.unwrap()).toBe(replica.bus);
    expect(() => replica.server.on()).toThrow('through the observer');
    expect(replica.server.handles).toEqual(['shop.order.placed', 'shop.price.get', 'shop.stock.count']);
  });

  it('makes request-scoped controllers anew for each message', async () => {
    const replica = await fleet.replica({ service: 'billing', module: VisitedModule });
    await replica.bus.emit(a(OrderPlaced, { number: 7 }));
    await eventually(() => expect(replica.handled.map(({ outcome }) => outcome)).toEqual(['retried', 'done']));
    expect(visits.map(({ number }) => number)).toEqual([7, 7]);
    expect(visits[0]?.visit).not.toBe(visits[1]?.visit);
  });

  it('waits for the handler also under a processing hook that does not', async () => {
    const open = gate();
    const ended: string[] = [];
    const replica = await fleet.replica({
      service: 'packing',
      handlers: [handling(OrderPlaced, () => open.opened)],
    });
    replica.server.setOnProcessingStartHook((_transport, _context, done) => void done());
    replica.server.setOnProcessingEndHook(
      (_transport, context) => void ended.push((context as object).constructor.name),
    );
    await replica.bus.emit(a(OrderPlaced, { number: 1 }));
    await eventually(() => expect(replica.server.inFlight).toBe(1));
    await after(100);
    expect(replica.handled).toEqual([]);
    expect(ended).toEqual([]);
    open.open();
    await eventually(() => expect(replica.handled).toMatchObject([{ outcome: 'done' }]));
    expect(ended).toEqual(['RaptorBusContext']);
  });

  it('offers a ClientProxy: send asks, emit publishes', async () => {
    const orders: number[] = [];
    await fleet.replica({
      service: 'sales',
      handlers: [
        handling(GetPrice, ({ article }) => {
          if (article === 'ghost') throw new ShopError('ARTICLE_UNKNOWN', 'never');
          return 12;
        }),
        handling(CountStock, () => 3),
        handling(OrderPlaced, ({ number }) => void orders.push(number)),
      ],
    });
    const bus = fleet.bus();
    const client: ClientProxy = new RaptorBusClient(bus);
    await client.connect();
    const pattern = { name: 'shop.price.get', to: 'sales' };
    expect(await firstValueFrom(client.send(pattern, { article: 'lamp' }))).toBe(12);
    expect(await firstValueFrom(client.send('shop.stock.count', {}))).toBe(3);
    await expect(firstValueFrom(client.send(pattern, { article: 'ghost' }))).rejects.toMatchObject({
      failure: { code: 'ARTICLE_UNKNOWN' },
    });
    await expect(firstValueFrom(client.send('shop.no.such.query', {}))).rejects.toThrow('No message is called');
    expect(await firstValueFrom(client.emit('shop.order.placed', { number: 4 }))).toMatchObject({
      name: 'shop.order.placed',
      payload: { number: 4 },
    });
    await expect(firstValueFrom(client.emit('shop.order.placed', {}))).rejects.toThrow('number must be an integer');
    await eventually(() => expect(orders).toEqual([4]));
    expect(client.unwrap()).toBe(bus);
    await client.close();
    await bus.ping();
  });
});

describe('a service that would lose messages', () => {
  let fleet: Fleet;

  beforeEach(() => {
    fleet = new Fleet();
  });

  afterEach(async () => {
    await fleet.end();
  });

  it.each([
    [
      'two handlers for one event',
      [consumerOf([handling(OrderPlaced, () => 1)]), consumerOf([handling(OrderPlaced, () => 2)])],
      'shop.order.placed has two handlers in this service: a retry would repeat the one that had worked',
    ],
    [
      'two handlers for one query',
      [consumerOf([handling(GetPrice, () => 1)]), consumerOf([handling(GetPrice, () => 2)])],
      'shop.price.get has two handlers in this service',
    ],
  ])('is refused at its start: %s', async (_what, controllers, text) => {
    @Module({ controllers })
    class Twice {}
    await expect(fleet.replica({ service: 'sales', module: Twice })).rejects.toThrow(text);
  });

  it('is refused at its start: a handler for a message that the catalogue does not know', async () => {
    @Controller()
    class Unheard {
      @MessagePattern('shop.unheard.of')
      handle(): void {
        return;
      }
    }
    @Module({ controllers: [Unheard] })
    class UnheardModule {}
    await expect(fleet.replica({ service: 'sales', module: UnheardModule })).rejects.toThrow(
      'No message is called shop.unheard.of: add its class to the catalogue',
    );
  });

  it('is refused at its start: no handler for what it is a reader of, or one for what it does not read', async () => {
    const ordersOnly = moduleOf([handling(OrderPlaced, () => undefined)]);
    await expect(fleet.replica({ service: 'packing', module: ordersOnly })).rejects.toThrow(
      'shop.order.cancel (version 1) is to be read by packing and has no handler there: write one with @OnMessage',
    );
    await expect(fleet.replica({ service: 'outlet', module: ordersOnly })).rejects.toThrow(
      'shop.order.placed has a handler in outlet, which is not one of its readers: add it in @RaptorMessage',
    );
  });

  it('is refused at its start: a query handled as work, or work handled as a query', async () => {
    @Controller()
    class Mixed {
      @OnMessage(GetPrice)
      handle(): void {
        return;
      }
    }
    @Module({ controllers: [Mixed] })
    class MixedModule {}
    await expect(fleet.replica({ service: 'sales', module: MixedModule })).rejects.toThrow(
      'shop.price.get is a query: handle it with @OnQuery',
    );
    @Controller()
    class Swapped {
      @OnQuery(OrderPlaced)
      handle(): void {
        return;
      }
    }
    @Module({ controllers: [Swapped] })
    class SwappedModule {}
    await expect(fleet.replica({ service: 'sales', module: SwappedModule })).rejects.toThrow(
      'shop.order.placed is an event: handle it with @OnMessage',
    );
  });
});
