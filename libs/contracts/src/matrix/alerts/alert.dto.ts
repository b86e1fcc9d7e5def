import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNumber, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { IsOmittable } from '../../api/omittable';
import { IsMoment } from '../../api/moment';
import { PageOf, PageQuery } from '../../api/page.dto';

export const ALERT_STATES = ['unacknowledged', 'acknowledged', 'in_progress', 'resolved'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

export const URGENCIES = ['low', 'medium', 'high', 'critical'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** A word: `crisis`, `newsjack`, `campaign.anomaly`. */
const ALERT_TYPE = /^[a-z][a-z0-9_.-]{0,99}$/;

/** Something a person must see. */
export class AlertResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The signal behind it' })
  signal_id!: string | null;
  @ApiProperty({ example: 'crisis' }) alert_type!: string;
  @ApiProperty({ enum: URGENCIES }) urgency!: Urgency;
  @ApiProperty() title!: string;
  @ApiProperty() recommended_action!: string;
  @ApiProperty({ enum: ALERT_STATES }) state!: AlertState;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The first person who did anything' })
  acknowledged_by!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) acknowledged_at!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) resolved_at!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) expires_at!: string | null;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
}

export class AlertPage extends PageOf(AlertResponse) {}

export class RaiseAlertRequest {
  @ApiProperty({ example: 'crisis', pattern: ALERT_TYPE.source }) @Matches(ALERT_TYPE) alert_type!: string;
  @ApiProperty({ enum: URGENCIES }) @IsIn(URGENCIES) urgency!: Urgency;
  @ApiProperty({ minLength: 1, maxLength: 500 }) @IsString() @Length(1, 500) title!: string;

  @ApiPropertyOptional({ maxLength: 5_000, default: '' })
  @IsOmittable()
  @IsString()
  @MaxLength(5_000)
  recommended_action?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'A signal raises one alert of each type' })
  @IsOmittable()
  @IsUUID()
  signal_id?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'From when on it is of no interest' })
  @IsOmittable()
  @IsMoment()
  expires_at?: string;
}

export class AlertsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ALERT_STATES }) @IsOptional() @IsIn(ALERT_STATES) state?: AlertState;
  @ApiPropertyOptional({ enum: URGENCIES }) @IsOptional() @IsIn(URGENCIES) urgency?: Urgency;

  @ApiPropertyOptional({ example: 'crisis', pattern: ALERT_TYPE.source })
  @IsOptional()
  @Matches(ALERT_TYPE)
  alert_type?: string;
}

/** What somebody did about an alert, and what came of it. */
export class AlertResponseRecord {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) alert_id!: string;
  @ApiProperty() action!: string;
  @ApiProperty({ type: Number, nullable: true, description: '0 to 1; null until it is known' })
  effectiveness!: number | null;
  @ApiProperty({ type: String, nullable: true }) lessons!: string | null;
  @ApiProperty({ format: 'uuid', description: 'The person, or the API key' }) taken_by!: string;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
}

export class AlertResponsePage extends PageOf(AlertResponseRecord) {}

export class RecordResponseRequest {
  @ApiProperty({ minLength: 1, maxLength: 2_000 }) @IsString() @Length(1, 2_000) action!: string;

  @ApiPropertyOptional({ minimum: 0, maximum: 1 })
  @IsOmittable()
  @IsNumber()
  @Min(0)
  @Max(1)
  effectiveness?: number;

  @ApiPropertyOptional({ maxLength: 5_000 }) @IsOmittable() @IsString() @MaxLength(5_000) lessons?: string;
}
