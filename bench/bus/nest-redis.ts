import { Controller, Inject, Logger, Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  ClientProxyFactory,
  EventPattern,
  MessagePattern,
  Payload,
  Transport,
  type MicroserviceOptions,
  type RedisOptions,
} from '@nestjs/microservices';
import { firstValueFrom } from 'rxjs';
import type { Brief } from './brief';
import { answerTo, type Consumer, type Contender, type Place, type Producer, type Witness } from './contender';
import { play } from './play';

const WITNESS = Symbol('WITNESS');

@Controller()
class Desk {
  constructor(@Inject(WITNESS) private readonly witness: Witness) {}

  @EventPattern('bench.brief.filed')
  filed(@Payload() brief: Brief): void {
    this.witness.begun(brief, 'normal');
    this.witness.done();
  }

  @MessagePattern('bench.brief.get')
  get(@Payload() brief: Brief): object {
    return answerTo(brief);
  }
}

@Module({})
class DeskModule {
  static with(witness: Witness): DynamicModule {
    return { module: DeskModule, controllers: [Desk], providers: [{ provide: WITNESS, useValue: witness }] };
  }
}

/** Nest's own transport over Redis Pub/Sub: at most once, no schema, no acknowledgement. */
const nestRedis: Contender = {
  async produce({ redisUrl }: Place): Promise<Producer> {
    Logger.overrideLogger(false);
    const client = ClientProxyFactory.create({ transport: Transport.REDIS, options: connection(redisUrl) });
    await client.connect();
    return {
      send: (brief) => firstValueFrom(client.emit('bench.brief.filed', brief)),
      ask: (brief) => firstValueFrom(client.send('bench.brief.get', brief)),
      close: async () => client.close(),
    };
  },

  async consume({ redisUrl }: Place, witness: Witness): Promise<Consumer> {
    const app = await NestFactory.createMicroservice<MicroserviceOptions>(DeskModule.with(witness), {
      transport: Transport.REDIS,
      options: connection(redisUrl),
      logger: false,
    });
    await app.listen();
    return { close: () => app.close() };
  },
};

function connection(redisUrl: string): NonNullable<RedisOptions['options']> {
  const { hostname, port, password } = new URL(redisUrl);
  return { host: hostname, port: Number(port), password };
}

play(nestRedis);
