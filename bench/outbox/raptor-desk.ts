import { Controller, Inject, Module, type DynamicModule } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Type } from 'class-transformer';
import { IsInt, IsString, IsUUID, Length, Min, ValidateNested } from 'class-validator';
import { Inbox, OnMessage, RaptorBusContext, type SqlDatabase } from '@raptor/raptor-bus';
import { message } from '../message';
import type { Order } from './contender';

export const CONSUMER = 'consumer';
export const PRODUCER = 'producer';

class OrderPayload {
  @IsInt() @Min(0) number!: number;
  @IsString() @Length(1, 100) customer!: string;
  @IsInt() @Min(0) totalMicroUsd!: number;
  @IsString() @Length(1, 2_000) note!: string;
}

@message({ kind: 'event', name: 'bench.order.placed', channel: 'bench.orders', readers: [CONSUMER] })
export class OrderPlaced implements Order {
  @IsUUID() id!: string;
  @ValidateNested() @Type(() => OrderPayload) payload!: Order['payload'];
}

const DESK = Symbol('DESK');

interface DeskPlan {
  readonly database: SqlDatabase;
  readonly done: () => void;
}

@Controller()
class Desk {
  private readonly inbox: Inbox;

  constructor(@Inject(DESK) private readonly plan: DeskPlan) {
    this.inbox = new Inbox(plan.database.schema);
  }

  @OnMessage(OrderPlaced)
  async placed(@Payload() { id, payload }: OrderPlaced, @Ctx() context: RaptorBusContext): Promise<void> {
    const { database, done } = this.plan;
    await database.transaction((tx) =>
      this.inbox.once(tx, context, async () => {
        await tx.query('INSERT INTO effects (id, payload) VALUES ($1, $2)', [id, payload]);
      }),
    );
    done();
  }
}

@Module({})
export class DeskModule {
  static with(plan: DeskPlan): DynamicModule {
    return { module: DeskModule, controllers: [Desk], providers: [{ provide: DESK, useValue: plan }] };
  }
}
