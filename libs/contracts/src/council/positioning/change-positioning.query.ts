import { IsInt, IsOptional, Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';
import { PatchPositioningRequest } from './positioning.dto';

/** Answered with a PositioningResponse. */
@RaptorMessage({
  kind: 'query',
  name: 'council.positioning.change',
  version: 1,
  channel: 'addressed',
  role: 'operator',
})
export class ChangePositioning extends PatchPositioningRequest {
  @Matches(ROW_ID) id!: string;
  /** The version that the change is based on. */
  @IsOptional() @IsInt() if_version?: number;
}
