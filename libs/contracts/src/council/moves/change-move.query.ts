import { IsInt, IsOptional, Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';
import { PatchMoveRequest } from './move.dto';

/** Answered with a MoveResponse. */
@RaptorMessage({ kind: 'query', name: 'council.move.change', version: 1, channel: 'addressed', role: 'operator' })
export class ChangeMove extends PatchMoveRequest {
  @Matches(ROW_ID) id!: string;
  /** The version that the change is based on. */
  @IsOptional() @IsInt() if_version?: number;
}
