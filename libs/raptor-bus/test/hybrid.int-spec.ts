import {
  Catch,
  Controller,
  ForbiddenException,
  Get,
  Injectable,
  Module,
  type ArgumentsHost,
  type CallHandler,
  type CanActivate,
  type ExceptionFilter,
  type ExecutionContext,
  type INestApplication,
  type NestInterceptor,
  type OnApplicationBootstrap,
  type OnModuleInit,
  type PipeTransform,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Payload } from '@nestjs/microservices';
import { map, throwError, type Observable } from 'rxjs';
import { eventually } from '@raptor/testing';
import { connectRaptorBus, OnMessage, OnQuery, RaptorBus, RaptorBusServer } from '@raptor/raptor-bus';
import { Fleet, ShopError } from './fixtures/fleet';
import { a, CountStock, GetPrice, OrderPlaced } from './fixtures/messages';

/** What the global enhancers saw, with the kind of each request. */
let seen: string[] = [];

/** The hooks of the shop, in the order they were called. */
let begun: string[] = [];

@Injectable()
class Opening implements OnModuleInit, OnApplicationBootstrap {
  onModuleInit(): void {
    begun.push('module');
  }

  onApplicationBootstrap(): void {
    begun.push('application');
  }
}

@Injectable()
class Doorman implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    seen.push(`guard ${context.getType()}`);
    return true;
  }
}

class Capitals implements PipeTransform {
  transform(value: unknown): unknown {
    return value instanceof GetPrice ? a(GetPrice, { article: value.article.toUpperCase() }) : value;
  }
}

class InEuros implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    return next.handle().pipe(map((value) => (context.getType() === 'rpc' ? `${String(value)} EUR` : value)));
  }
}

@Catch(RangeError)
class NoBigOrders implements ExceptionFilter {
  catch(_error: RangeError, host: ArgumentsHost): unknown {
    seen.push(`range filter ${host.getType()}`);
    return throwError(() => new ShopError('ORDER_TOO_BIG', 'never'));
  }
}

@Catch(SyntaxError)
class NoGibberish implements ExceptionFilter {
  catch(_error: SyntaxError, host: ArgumentsHost): unknown {
    seen.push(`syntax filter ${host.getType()}`);
    return throwError(() => new ShopError('GIBBERISH', 'never'));
  }
}

@Controller()
class Shop {
  @OnQuery(GetPrice)
  price(@Payload() { article }: GetPrice): string {
    return article;
  }

  @OnQuery(CountStock)
  count(): number {
    throw new ShopError('TILL_BUSY', 'later');
  }

  @OnMessage(OrderPlaced)
  order({ number }: OrderPlaced): void {
    throw number > 1_000 ? new RangeError('too many') : new SyntaxError('what?');
  }

  @Get('refused')
  refused(): void {
    throw new ForbiddenException('not you');
  }
}

@Module({
  controllers: [Shop],
  providers: [Opening, { provide: APP_GUARD, useClass: Doorman }, { provide: APP_FILTER, useClass: NoGibberish }],
})
class ShopModule {}

describe('a Nest application that answers HTTP and hears the bus', () => {
  let fleet: Fleet;
  let app: INestApplication;

  beforeEach(() => {
    fleet = new Fleet();
    seen = [];
    begun = [];
  });

  afterEach(async () => {
    await app.close();
    await fleet.end();
  });

  const start = async (options?: { inheritAppConfig: boolean }): Promise<string> => {
    const bus = new RaptorBus(fleet.options({ service: 'sales' }));
    app = await NestFactory.create(ShopModule, new FastifyAdapter(), { logger: false });
    app.useGlobalPipes(new Capitals());
    app.useGlobalInterceptors(new InEuros());
    app.useGlobalFilters(new NoBigOrders());
    connectRaptorBus(app, new RaptorBusServer(bus), options);
    await app.init();
    await app.startAllMicroservices();
    await app.listen(0, '127.0.0.1');
    fleet.atEnd(() => bus.close());
    return app.getUrl();
  };

  const letters = async () => (await fleet.deadLetters('max_retries_exceeded')).map(({ failure }) => failure.code);

  it('runs its global guards, pipes, interceptors and filters for messages when asked to', async () => {
    await start({ inheritAppConfig: true });
    const bus = fleet.bus();
    await expect(bus.ask(a(GetPrice, { article: 'lamp' }), { to: 'sales' })).resolves.toBe('LAMP EUR');
    await bus.emit(a(OrderPlaced, { number: 5_000 }));
    await bus.emit(a(OrderPlaced, { number: 1 }));
    await eventually(async () => expect((await letters()).sort()).toEqual(['GIBBERISH', 'ORDER_TOO_BIG']));
    expect(seen.sort()).toEqual(['guard rpc', 'guard rpc', 'guard rpc', 'range filter rpc', 'syntax filter rpc']);
  });

  it('leaves them to HTTP unless asked to', async () => {
    await start();
    await expect(fleet.bus().ask(a(GetPrice, { article: 'lamp' }), { to: 'sales' })).resolves.toBe('lamp');
    expect(seen).toEqual([]);
  });

  it.each([true, false])('calls the hooks of its modules once: inheritAppConfig %s', async (inheritAppConfig) => {
    await start({ inheritAppConfig });
    expect(begun).toEqual(['module', 'application']);
  });

  it.each([true, false])('gives each kind its own failures: inheritAppConfig %s', async (inheritAppConfig) => {
    const url = await start({ inheritAppConfig });
    await expect(fleet.bus().ask(a(CountStock))).rejects.toMatchObject({ failure: { code: 'TILL_BUSY' } });
    const answer = await fetch(`${url}/refused`, { signal: AbortSignal.timeout(5_000) });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ message: 'not you' });
  });
});
