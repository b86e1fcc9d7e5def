import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsNumber,
  IsObject,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { RaptorMessage } from '../raptor-message';
import { SERVICE_KEYS, type ServiceKey } from '../services';

/** How busy a replica is, as it sees itself. */
export class ReplicaLoad {
  /** Messages of this service's consumer groups that no replica has taken yet. */
  @IsInt() @Min(0) busLag!: number;
  /** Messages taken and not yet acknowledged, over all replicas of the service. */
  @IsInt() @Min(0) busPending!: number;
  /** Messages this replica is working on. */
  @IsInt() @Min(0) inFlight!: number;
  /** 99th percentile of the event loop's delay since the last beat, in milliseconds. */
  @IsNumber() @Min(0) eventLoopDelayMs!: number;
  /** Resident set size, in bytes. */
  @IsInt() @Min(0) memoryBytes!: number;
}

const NAME = /^[\w.:+-]+$/;

/** One sign of life of one process; the fleet view is made of nothing else. */
@RaptorMessage({ kind: 'event', name: 'sys.replica.beat', version: 1, channel: 'sys.global.heartbeat' })
export class ReplicaBeat {
  @IsIn(SERVICE_KEYS) service!: ServiceKey;
  /** The slot, such as `muse-2`; a restarted process keeps it. */
  @Length(1, 128) @Matches(NAME) replica!: string;
  /** The process: a new one at every start. */
  @Length(1, 128) @Matches(NAME) instance!: string;
  @Length(1, 64) @Matches(NAME) version!: string;
  @IsISO8601() startedAt!: string;
  /** Milliseconds to the next beat, an hour at most. Three missed ones mean dead. */
  @IsInt() @Min(1) @Max(3_600_000) intervalMs!: number;
  @IsBoolean() ready!: boolean;
  /** The last beat of a process that is leaving as it should. */
  @IsBoolean() leaving!: boolean;
  /** Codes of the agents this replica runs. */
  @ArrayMaxSize(200) @Matches(/^[A-Z]+-\d{3}$/, { each: true }) agents!: string[];
  @IsObject() @ValidateNested() @Type(() => ReplicaLoad) load!: ReplicaLoad;
}
