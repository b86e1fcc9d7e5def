import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PageOf, PageQuery } from '../api/page.dto';
import { DELIVERY_STATES, type DeliveryState } from './webhook-states';

export class WebhookDeliveryQuery extends PageQuery {
  @ApiPropertyOptional({ enum: DELIVERY_STATES })
  @IsOptional()
  @IsIn(DELIVERY_STATES)
  state?: DeliveryState;
}

export class WebhookDeliveryResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid', description: 'Of the event: the same in every try and replay' }) event_id!: string;
  @ApiProperty({ example: 'campaign.completed' }) event_type!: string;
  @ApiProperty({ enum: DELIVERY_STATES }) state!: DeliveryState;
  @ApiProperty({ type: 'integer', description: 'Tries that have come to an end' }) attempts!: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Of the last try; null when there was no answer' })
  response_code!: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'What went wrong with the last try' })
  failure!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) next_attempt_at!: string | null;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
  @ApiProperty({ format: 'date-time' }) updated_at!: string;
}

export class WebhookDeliveryPage extends PageOf(WebhookDeliveryResponse) {}
