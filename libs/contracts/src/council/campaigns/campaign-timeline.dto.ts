import { ApiProperty } from '@nestjs/swagger';
import { PageOf } from '../../api/page.dto';

export const TIMELINE_KINDS = ['decision', 'assignment', 'approval'] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** Something that happened on the way of a campaign. */
export class TimelineStep {
  @ApiProperty({ format: 'uuid', description: 'Of the decision, assignment or approval' }) id!: string;
  @ApiProperty({ enum: TIMELINE_KINDS }) kind!: TimelineKind;
  @ApiProperty({ format: 'date-time', description: 'When it was decided, assigned or asked for' }) at!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The agent, or the Lord who decided', example: 'LORD-001' })
  agent_code!: string | null;
  @ApiProperty({ description: 'Of a decision its kind, of an approval what it is about', example: 'routing' })
  about!: string;
  @ApiProperty({ description: 'What was decided; how far it is', example: 'completed' }) state!: string;
  @ApiProperty({ description: 'Why; at most 500 characters' }) reason!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) ended_at!: string | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'What an assignment has cost' })
  cost_micro_usd!: number | null;
}

export class TimelinePage extends PageOf(TimelineStep) {}
