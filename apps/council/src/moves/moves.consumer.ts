import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Operations, type PageAnswer } from '@raptor/agent-kit';
import { ChangeMove, ListMoves, ReadMove, SetMoveStatus, type MoveResponse } from '@raptor/contracts';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { withConstraints } from '../operations/constraints';
import { MovesService } from './moves.service';

@Controller()
export class MovesConsumer {
  constructor(
    private readonly operations: Operations,
    private readonly moves: MovesService,
  ) {}

  @OnQuery(ListMoves)
  list(@Payload() asked: ListMoves, @Ctx() context: RaptorBusContext): Promise<PageAnswer<MoveResponse>> {
    return this.operations.read(context, (tx) => this.moves.list(tx, asked));
  }

  @OnQuery(ReadMove)
  read(@Payload() { id }: ReadMove, @Ctx() context: RaptorBusContext): Promise<MoveResponse> {
    return this.operations.read(context, (tx) => this.moves.read(tx, id));
  }

  @OnQuery(ChangeMove)
  change(@Payload() asked: ChangeMove, @Ctx() context: RaptorBusContext): Promise<MoveResponse> {
    return withConstraints({}, () => this.operations.change(context, (tx) => this.moves.change(tx, asked)));
  }

  @OnQuery(SetMoveStatus)
  setStatus(@Payload() asked: SetMoveStatus, @Ctx() context: RaptorBusContext): Promise<MoveResponse> {
    return this.operations.change(context, (tx) => this.moves.setStatus(tx, asked));
  }
}
