import {
  ArrayMaxSize,
  IsArray,
  IsDateString,
  IsIn,
  IsInt,
  IsNumber,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
} from 'class-validator';
import type { MessageClass } from '@raptor/raptor-bus';
import { message } from '../message';
import type { Brief } from './brief';

export const CHANNEL = 'bench.briefs';
export const CONSUMER = 'consumer';
export const PRODUCER = 'producer';

/** The brief, with the rules that both ends check. */
abstract class CheckedBrief implements Brief {
  @IsUUID() id!: string;
  @IsUUID() campaignId!: string;
  @IsString() @Length(1, 200) title!: string;
  @IsString() @Length(1, 2_000) promise!: string;
  @IsArray() @ArrayMaxSize(10) @IsString({ each: true }) audiences!: string[];
  @IsArray()
  @ArrayMaxSize(10)
  @IsIn(['newsletter', 'landing_page', 'linkedin', 'instagram'], { each: true })
  channels!: string[];
  @IsIn(['plain', 'warm', 'bold']) tone!: Brief['tone'];
  @IsInt() @Min(0) @Max(1e15) budgetMicroUsd!: number;
  @IsDateString() startsOn!: string;
  @IsNumber() sentAtMs!: number;
}

@message({ kind: 'event', name: 'bench.brief.filed', channel: CHANNEL, readers: [CONSUMER] })
export class BriefFiled extends CheckedBrief {}

@message({ kind: 'event', name: 'bench.brief.rushed', channel: CHANNEL, lane: 'high', readers: [CONSUMER] })
export class BriefRushed extends CheckedBrief {}

@message({ kind: 'event', name: 'bench.brief.shelved', channel: CHANNEL, lane: 'low', readers: [CONSUMER] })
export class BriefShelved extends CheckedBrief {}

@message({ kind: 'query', name: 'bench.brief.get', channel: 'addressed' })
export class GetBrief extends CheckedBrief {}

export const MESSAGES: readonly MessageClass[] = [BriefFiled, BriefRushed, BriefShelved, GetBrief];
