import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, Matches, MaxLength } from 'class-validator';
import { IsOmittable } from '../api/omittable';
import { PageOf } from '../api/page.dto';
import { WEBHOOK_STATES, type WebhookState } from './webhook-states';

const EVENT_TYPE = /^[a-z][a-z_]{0,49}\.[a-z][a-z_]{0,49}$/;
const URL_OF_HTTP = { message: 'url must begin with https:// (or http://, where the installation allows it)' };

export class CreateWebhookRequest {
  @ApiProperty({ format: 'uri', example: 'https://company.example/hooks/raptorflow', maxLength: 2_048 })
  @MaxLength(2_048)
  @Matches(/^https?:\/\/[^\s]+$/, URL_OF_HTTP)
  url!: string;

  @ApiProperty({
    type: [String],
    minItems: 1,
    maxItems: 100,
    example: ['campaign.created', 'budget.threshold'],
    description: 'Types of the live channel',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  @Matches(EVENT_TYPE, { each: true })
  event_types!: string[];
}

export class ChangeWebhookRequest {
  @ApiPropertyOptional({ format: 'uri', maxLength: 2_048 })
  @IsOmittable()
  @MaxLength(2_048)
  @Matches(/^https?:\/\/[^\s]+$/, URL_OF_HTTP)
  url?: string;

  @ApiPropertyOptional({ type: [String], minItems: 1, maxItems: 100, example: ['campaign.created'] })
  @IsOmittable()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  @Matches(EVENT_TYPE, { each: true })
  event_types?: string[];

  @ApiPropertyOptional({ enum: WEBHOOK_STATES, description: '`active` also forgets the failures so far' })
  @IsOmittable()
  @IsIn(WEBHOOK_STATES)
  state?: WebhookState;
}

export class WebhookResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uri' }) url!: string;
  @ApiProperty({ type: [String] }) event_types!: string[];
  @ApiProperty({ enum: WEBHOOK_STATES }) state!: WebhookState;
  @ApiProperty({ type: 'integer', description: 'Deliveries that failed since the last one that did not' })
  failure_count!: number;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was disabled, where nobody did it' })
  disabled_note!: string | null;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
  @ApiProperty({ format: 'date-time' }) updated_at!: string;
}

export class WebhookPage extends PageOf(WebhookResponse) {}

export class CreatedWebhookResponse extends WebhookResponse {
  @ApiProperty({ example: 'whsec_...', description: 'What deliveries are signed with. Shown here and never again.' })
  secret!: string;
}

export class RotatedSecretResponse {
  @ApiProperty({ example: 'whsec_...', description: 'Shown here and never again' }) secret!: string;
  @ApiProperty({
    format: 'date-time',
    description: 'Until then deliveries are signed with the one before, too. Now, where nobody can read that any more.',
  })
  previous_until!: string;
}
