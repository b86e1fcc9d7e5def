import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsObject, IsOptional } from 'class-validator';
import { IsOmittable } from '../../api/omittable';
import { MaxJsonBytes } from '../../api/max-json-bytes';
import type { AgentHome } from '../../roster/roster';

export const AGENT_CADENCES = ['on-demand', '1-min', '15-min', '1-h', '6-h', 'daily', 'weekly'] as const;
export type AgentCadence = (typeof AGENT_CADENCES)[number];

/** `unknown`: its guild does not answer, so nobody can say. */
export const AGENT_STATES = ['available', 'planned', 'unknown'] as const;
export type AgentState = (typeof AGENT_STATES)[number];

export const AGENT_TIERS = ['none', 'flash', 'balanced', 'deep'] as const;
export type AgentTier = (typeof AGENT_TIERS)[number];

const HOMES = ['council', 'research', 'muse', 'matrix', 'guardian'] as const satisfies readonly AgentHome[];

/** How an agent has done in a workspace lately. */
export class AgentStatistics {
  @ApiProperty({ type: 'integer', description: 'So many days, up to now, are looked at', example: 30 }) days!: number;
  @ApiProperty({ type: 'integer', description: 'Assignments that it was given' }) runs!: number;
  @ApiProperty({ type: 'integer' }) completed!: number;
  @ApiProperty({ type: 'integer' }) failed!: number;
  @ApiProperty({ type: 'integer', description: 'Spent, and billed beyond reservations' }) cost_micro_usd!: number;
  @ApiProperty({ type: 'integer' }) tokens!: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'From being handed out to the answer' }) p95_ms!:
    number | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) last_finished_at!: string | null;
}

/** What a workspace has set for one of the 87, and how it does there. */
export class WorkspaceAgentResponse {
  @ApiProperty({ example: 'MUSE-001' }) code!: string;
  @ApiProperty({ description: 'One that is switched off takes no work' }) is_active!: boolean;
  @ApiProperty({ enum: AGENT_CADENCES, nullable: true, description: 'Null: as the agent itself says' })
  cadence!: AgentCadence | null;
  @ApiProperty({ type: 'object', additionalProperties: true }) settings!: Record<string, unknown>;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) next_run_at!: string | null;
  @ApiProperty({ type: AgentStatistics }) statistics!: AgentStatistics;
  @ApiProperty({ type: 'integer', description: 'Of the settings; also in the ETag' }) version!: number;
  @ApiProperty({ format: 'date-time' }) updated_at!: string;
}

/** An agent as the registry shows it: what it is, whether it can be asked, and what the workspace has set. */
export class AgentResponse {
  @ApiProperty({ example: 'MUSE-001' }) code!: string;
  @ApiProperty({ example: 'Headline Copywriter' }) name!: string;
  @ApiProperty({ enum: HOMES, description: 'Who runs it' }) guild!: AgentHome;
  @ApiProperty({ enum: AGENT_STATES }) state!: AgentState;
  @ApiProperty({ description: 'A replica that runs it has been heard of lately' }) is_live!: boolean;
  @ApiProperty({ type: String, nullable: true }) purpose!: string | null;
  @ApiProperty({ enum: AGENT_TIERS, nullable: true, description: 'Which class of models it asks' })
  tier!: AgentTier | null;
  @ApiProperty({ type: String, nullable: true, description: 'When it runs by itself' }) cadence!: string | null;
  @ApiProperty({ type: WorkspaceAgentResponse, nullable: true }) workspace!: WorkspaceAgentResponse | null;
}

export class AgentRegistryResponse {
  @ApiProperty({ type: [AgentResponse], description: 'All 87, in code order' }) items!: AgentResponse[];
  @ApiProperty({ type: [String], description: 'Services that did not answer; what they know is missing' })
  unavailable!: string[];
}

export class AgentDetailResponse extends AgentResponse {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'JSON Schema of what it takes',
  })
  input_schema!: Record<string, unknown> | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'JSON Schema of what it gives',
  })
  output_schema!: Record<string, unknown> | null;
  @ApiPropertyOptional({ description: 'Of the settings; also in the ETag' }) version?: number;
  @ApiProperty({ type: [String], description: 'Services that did not answer; what they know is missing' })
  unavailable!: string[];
}

/** What is left out stays as it is. */
export class ChangeAgentRequest {
  @ApiPropertyOptional() @IsOmittable() @IsBoolean() is_active?: boolean;

  @ApiPropertyOptional({ enum: AGENT_CADENCES, nullable: true, description: 'Null: as the agent itself says' })
  @IsOptional()
  @IsIn(AGENT_CADENCES)
  cadence?: AgentCadence | null;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'Takes the place of the settings before; 16 KiB at most',
  })
  @IsOmittable()
  @IsObject()
  @MaxJsonBytes(16_384)
  settings?: Record<string, unknown>;
}
