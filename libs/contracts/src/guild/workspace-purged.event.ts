import { Type } from 'class-transformer';
import { ArrayMaxSize, IsInt, Matches, Max, Min, ValidateNested } from 'class-validator';
import { RaptorMessage } from '../raptor-message';

const TABLE = /^[a-z][a-z0-9_]{0,62}$/;

export class PurgedTable {
  @Matches(TABLE) table!: string;
  /** Rows that went, over all tries. */
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) rows!: number;
}

/** The service that sends this, a guild or the council, has nothing left of the deleted workspace in the envelope. Said once. */
@RaptorMessage({
  kind: 'event',
  name: 'guild.workspace.purged',
  version: 1,
  channel: 'sys.workspace.lifecycle',
  readers: ['gateway'],
})
export class WorkspacePurged {
  /** Every table that has rows of workspaces, in the order in which they were emptied. */
  @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => PurgedTable) tables!: PurgedTable[];
  /** Tables whose rows stay because the service may not delete them. */
  @ArrayMaxSize(200) @Matches(TABLE, { each: true }) kept!: string[];
}
