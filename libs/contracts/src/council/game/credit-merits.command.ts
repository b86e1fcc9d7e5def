import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsInt, IsUUID, Matches, Max, Min, ValidateNested } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';

/** Something that has come of a person's work. */
export class Merit {
  /** What is counted up: `assets_approved`. */
  @Matches(/^[a-z][a-z0-9_]{0,99}$/) counter!: string;
  @IsInt() @Min(1) @Max(100_000) times!: number;
  /** Of all of them together. */
  @IsInt() @Min(0) @Max(100_000) xp!: number;
}

/** The council's own: what somebody has earned is written down after the fact, and never in the way of the work itself. */
@RaptorMessage({
  kind: 'command',
  name: 'council.merits.credit',
  version: 1,
  channel: 'sys.council',
  readers: ['council'],
})
export class CreditMerits {
  @IsUUID() userId!: string;
  @ArrayMinSize(1) @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => Merit) merits!: Merit[];
}
