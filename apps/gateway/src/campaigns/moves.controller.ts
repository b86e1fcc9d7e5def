import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ChangeMove,
  ExecuteMove,
  ListMoves,
  MovePage,
  MoveResponse,
  MovesQuery,
  PatchMoveRequest,
  ReadMove,
  SetMoveStatus,
  SetMoveStatusRequest,
} from '@raptor/contracts';
import { ApiGet, ApiPatch, ApiPost, ApiPut } from '../api/operation';
import { Owners } from '../api/owners';
import { ApiIds, Id, IfMatch } from '../api/params';

/** The single steps of campaigns. */
@ApiTags('moves')
@Controller('moves')
export class MovesController {
  constructor(private readonly owners: Owners) {}

  @ApiGet('', {
    id: 'listMoves',
    summary: 'List moves',
    description: 'Order: `created_at`.',
    asks: ListMoves,
    answers: MovePage,
  })
  list(@Query() query: MovesQuery): Promise<MovePage> {
    return this.owners.ask(ListMoves, query);
  }

  @ApiGet(':id', { id: 'getMove', summary: 'Read a move', asks: ReadMove, answers: MoveResponse })
  @ApiIds('id')
  read(@Id() id: string): Promise<MoveResponse> {
    return this.owners.ask(ReadMove, { id });
  }

  @ApiPatch(':id', {
    id: 'changeMove',
    summary: 'Rename a move, or have it run at another time',
    description: 'Its time changes only before its effect begins to leave, and before it ends.',
    asks: ChangeMove,
    answers: MoveResponse,
    versioned: true,
    problems: [409],
  })
  @ApiIds('id')
  change(
    @Id() id: string,
    @Body() request: PatchMoveRequest,
    @IfMatch() seen: number | undefined,
  ): Promise<MoveResponse> {
    return this.owners.ask(ChangeMove, { ...request, id, if_version: seen });
  }

  @ApiPut(':id/status', {
    id: 'setMoveStatus',
    summary: 'Say how far a move is',
    description: 'Nothing leads out of `complete` and `killed`; what has begun to leave is not killed any more.',
    asks: SetMoveStatus,
    answers: MoveResponse,
    versioned: true,
    problems: [409],
  })
  @ApiIds('id')
  setStatus(
    @Id() id: string,
    @Body() request: SetMoveStatusRequest,
    @IfMatch() seen: number | undefined,
  ): Promise<MoveResponse> {
    return this.owners.ask(SetMoveStatus, { ...request, id, if_version: seen });
  }

  @ApiPost(':id/execute', {
    id: 'executeMove',
    summary: 'Let the effect of a move leave now, once',
    description: 'Its campaign must be under way, and what it carries approved.',
    asks: ExecuteMove,
    answers: MoveResponse,
    status: 200,
    problems: [409],
  })
  @ApiIds('id')
  execute(@Id() id: string): Promise<MoveResponse> {
    return this.owners.ask(ExecuteMove, { id });
  }
}
