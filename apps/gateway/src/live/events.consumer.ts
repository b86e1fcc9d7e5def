import { Controller, type Type } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { OnMessage, RaptorBusContext } from '@raptor/raptor-bus';
import { EventTeller } from './event-teller';
import type { LiveEvent } from './live-events';

/** The handler of one row of the table of events. */
export function eventsConsumerOf(event: LiveEvent): Type {
  @Controller()
  class EventsConsumer {
    constructor(private readonly teller: EventTeller) {}

    @OnMessage(event.message)
    tell(@Payload() payload: object, @Ctx() context: RaptorBusContext): Promise<void> {
      return this.teller.tell(event, payload, context);
    }
  }

  return EventsConsumer;
}
