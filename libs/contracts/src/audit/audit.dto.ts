import { ApiProperty } from '@nestjs/swagger';
import { PageOf } from '../api/page.dto';

export class AuditEntryResponse {
  @ApiProperty({ type: 'integer', description: '1, 2, 3 ... in each workspace' }) seq!: number;
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid', description: 'Of the message that announced it' }) event_id!: string;
  @ApiProperty({ enum: ['user', 'api_key', 'agent', 'system'] }) actor_type!: string;
  @ApiProperty() actor!: string;
  @ApiProperty({ example: 'campaign.created' }) action!: string;
  @ApiProperty({ example: 'campaign' }) subject_type!: string;
  @ApiProperty() subject_id!: string;
  @ApiProperty({ type: String, nullable: true, description: 'SHA-256 of the subject before' })
  before_hash!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'SHA-256 of the subject after' }) after_hash!:
    string | null;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Outside the hash' })
  detail!: Record<string, unknown>;
  @ApiProperty({ format: 'date-time' }) occurred_at!: string;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
  @ApiProperty({ type: String, nullable: true, description: '`hash` of the entry before; null in the first' })
  prev_hash!: string | null;
  @ApiProperty({ description: 'SHA-256 over all but `detail`' }) hash!: string;
}

export class AuditPage extends PageOf(AuditEntryResponse) {}

const BREAKS = ['missing', 'wrong_prev_hash', 'wrong_hash'] as const;

/** Whoever wants to know whether last entries were cut off keeps `length` and `head` elsewhere. */
export class AuditVerdictResponse {
  @ApiProperty({ description: 'Every entry is what was written, and follows the one before' }) ok!: boolean;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Entries, when all is well' }) length!: number | null;
  @ApiProperty({ type: String, nullable: true, description: '`hash` of the last, when all is well' })
  head!: string | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'The first number at which it is broken' })
  broken_at!: number | null;
  @ApiProperty({ enum: BREAKS, nullable: true }) reason!: (typeof BREAKS)[number] | null;
}
