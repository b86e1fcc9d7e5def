import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Operations, type PageAnswer } from '@raptor/agent-kit';
import {
  ChangePositioning,
  CreatePositioning,
  ListPositioning,
  PutMessages,
  ReadMessages,
  ReadPositioning,
  type MessagesResponse,
  type PositioningResponse,
} from '@raptor/contracts';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { withConstraints } from '../operations/constraints';
import { MessagesService } from './messages.service';
import { MESSAGES_CONSTRAINTS, POSITIONING_CONSTRAINTS } from './positioning.constraints';
import { PositioningService } from './positioning.service';

@Controller()
export class PositioningConsumer {
  constructor(
    private readonly operations: Operations,
    private readonly positioning: PositioningService,
    private readonly messages: MessagesService,
  ) {}

  @OnQuery(ListPositioning)
  list(@Payload() asked: ListPositioning, @Ctx() context: RaptorBusContext): Promise<PageAnswer<PositioningResponse>> {
    return this.operations.read(context, (tx) => this.positioning.list(tx, asked));
  }

  @OnQuery(ReadPositioning)
  read(@Payload() { id }: ReadPositioning, @Ctx() context: RaptorBusContext): Promise<PositioningResponse> {
    return this.operations.read(context, (tx) => this.positioning.read(tx, id));
  }

  @OnQuery(CreatePositioning)
  create(@Payload() asked: CreatePositioning, @Ctx() context: RaptorBusContext): Promise<PositioningResponse> {
    return withConstraints(POSITIONING_CONSTRAINTS, () =>
      this.operations.change(context, (tx) => this.positioning.create(tx, asked)),
    );
  }

  @OnQuery(ChangePositioning)
  change(@Payload() asked: ChangePositioning, @Ctx() context: RaptorBusContext): Promise<PositioningResponse> {
    return withConstraints(POSITIONING_CONSTRAINTS, () =>
      this.operations.change(context, (tx) => this.positioning.change(tx, asked)),
    );
  }

  @OnQuery(ReadMessages)
  readMessages(@Payload() { id }: ReadMessages, @Ctx() context: RaptorBusContext): Promise<MessagesResponse> {
    return this.operations.read(context, (tx) => this.messages.read(tx, id));
  }

  @OnQuery(PutMessages)
  putMessages(@Payload() asked: PutMessages, @Ctx() context: RaptorBusContext): Promise<MessagesResponse> {
    return withConstraints(MESSAGES_CONSTRAINTS, () =>
      this.operations.change(context, (tx) => this.messages.put(tx, asked)),
    );
  }
}
