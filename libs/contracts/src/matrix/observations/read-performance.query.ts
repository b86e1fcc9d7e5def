import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, Length, ValidateNested } from 'class-validator';
import { IsMoment } from '../../api/moment';
import { RaptorMessage } from '../../raptor-message';
import { OBSERVED_SUBJECTS, type ObservedSubject } from './observation.dto';

/** Where something was measured, and for which channel it counts; without one: for the whole. */
export class MeasuredSubject {
  @IsIn(OBSERVED_SUBJECTS) subject_type!: ObservedSubject;
  @Length(1, 200) subject_id!: string;
  @IsOptional() @Length(1, 100) channel?: string;
}

/** What these subjects together brought and cost, by channel; answered with a PerformanceResponse. */
@RaptorMessage({ kind: 'query', name: 'matrix.performance.read', version: 1, channel: 'addressed', role: 'viewer' })
export class ReadPerformance {
  @IsArray()
  @ArrayMaxSize(1_000)
  @ValidateNested({ each: true })
  @Type(() => MeasuredSubject)
  subjects!: MeasuredSubject[];

  @IsMoment() from!: string;
  /** Not included. */
  @IsMoment() to!: string;
}
