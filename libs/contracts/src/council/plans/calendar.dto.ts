import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { IsMoment } from '../../api/moment';

export const CALENDAR_KINDS = ['campaign_start', 'move', 'campaign_end'] as const;
export type CalendarKind = (typeof CALENDAR_KINDS)[number];

export class CalendarQuery {
  @ApiPropertyOptional({ format: 'date-time', description: 'Default: now' })
  @IsOptional()
  @IsMoment()
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Not included. Default: 30 days after `from`' })
  @IsOptional()
  @IsMoment()
  to?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Only of this campaign' })
  @IsOptional()
  @IsUUID()
  campaign_id?: string;
}

/** Something with a date: a move that is to run, the first or the last day of a campaign. */
export class CalendarEntry {
  @ApiProperty({ enum: CALENDAR_KINDS }) kind!: CalendarKind;
  @ApiProperty({ format: 'uuid', description: 'Of the move, or of the campaign' }) id!: string;
  @ApiProperty({ format: 'uuid' }) campaign_id!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Of a move' }) channel!: string | null;
  @ApiProperty({ description: 'The state of the move, or the status of the campaign' }) state!: string;
  @ApiProperty({ format: 'date-time', description: 'Of a day: its beginning in UTC' }) at!: string;
}

export class CalendarResponse {
  @ApiProperty({ format: 'date-time' }) from!: string;
  @ApiProperty({ format: 'date-time' }) to!: string;
  @ApiProperty({ type: [CalendarEntry], description: 'The earliest first, 500 at most' }) items!: CalendarEntry[];
  @ApiProperty({ description: 'False: there is more in this span, after the last item' }) is_complete!: boolean;
}
