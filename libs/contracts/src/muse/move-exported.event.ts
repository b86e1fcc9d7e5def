import { IsInt, IsOptional, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { RaptorMessage } from '../raptor-message';

/** The files of a move lie ready, or why they do not. Said once. */
@RaptorMessage({
  kind: 'event',
  name: 'muse.move.exported',
  version: 1,
  channel: 'sys.council',
  readers: ['council'],
})
export class MoveExported {
  @IsUUID() moveId!: string;
  @Matches(/^[0-9a-f]{64}$/) effectKey!: string;
  @IsInt() @Min(0) @Max(1_000) files!: number;
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) bytes!: number;
  /** Beginning of the keys in the object store; absent where nothing was written. */
  @IsOptional() @Length(1, 300) folder?: string;
  /** Why nothing has left: what was approved is not what is there. */
  @IsOptional() @Length(1, 1_000) refused?: string;
}
