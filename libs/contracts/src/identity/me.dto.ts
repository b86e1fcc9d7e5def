import { ApiProperty } from '@nestjs/swagger';
import { PLANS, type Plan } from '../workspace/plans';
import { ROLES, type Role } from './roles';

export const CALLER_TYPES = ['user', 'api_key'] as const;
export type CallerType = (typeof CALLER_TYPES)[number];

/** A workspace that somebody is active in, and as what. */
export class MyWorkspaceResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty() slug!: string;
  @ApiProperty({ enum: PLANS }) plan!: Plan;
  @ApiProperty({ enum: ROLES }) role!: Role;
}

/** Who a bearer token stands for: a person, or a program with an API key, of which there is no address and no name. */
export class MeResponse {
  @ApiProperty({ enum: CALLER_TYPES }) type!: CallerType;
  @ApiProperty({ format: 'uuid', description: 'Of the person, or of the key' }) id!: string;
  @ApiProperty({ type: String, nullable: true }) email!: string | null;
  @ApiProperty({ type: String, nullable: true }) display_name!: string | null;
  @ApiProperty({ type: Boolean, nullable: true }) email_verified!: boolean | null;
  @ApiProperty({ format: 'uuid', description: 'Of the token' }) workspace_id!: string;
  @ApiProperty({ enum: ROLES, description: 'In that workspace' }) role!: Role;
  @ApiProperty({ type: [String], description: 'What a key may be used for; none: everything its role is for' })
  scopes!: string[];
  @ApiProperty({ type: [MyWorkspaceResponse], description: 'Of a person: all, the one joined first before the others' })
  workspaces!: MyWorkspaceResponse[];
}
