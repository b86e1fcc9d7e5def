import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsObject, IsTimeZone, Length, Matches } from 'class-validator';
import { IsOmittable } from '../api/omittable';
import { MaxJsonBytes } from '../api/max-json-bytes';
import { PageOf } from '../api/page.dto';
import { ROLES, type Role } from '../identity/roles';
import { PLANS, type Plan } from './plans';

/** Lower-case letters, digits and hyphens. What a deleted workspace leaves behind begins with `deleted-`. */
const SLUG = /^(?!deleted-)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const NOT_BLANK = /\S/;

export class FoundWorkspaceRequest {
  @ApiProperty({ example: 'Acme Europe', minLength: 1, maxLength: 200 })
  @Length(1, 200)
  @Matches(NOT_BLANK, { message: 'name must not be blank' })
  name!: string;

  @ApiPropertyOptional({
    example: 'acme-europe',
    pattern: SLUG.source,
    description: 'Unique in this installation. Left out, it is made of the name.',
  })
  @IsOmittable()
  @Matches(SLUG, {
    message: 'slug must be 1 to 63 lower-case letters, digits and hyphens, and not begin with deleted-',
  })
  slug?: string;

  @ApiPropertyOptional({
    example: 'Europe/Berlin',
    default: 'UTC',
    description: 'Its days and months. Stays as it is.',
  })
  @IsOmittable()
  @IsTimeZone()
  timezone?: string;
}

export class ChangeWorkspaceRequest {
  @ApiPropertyOptional({ minLength: 1, maxLength: 200 })
  @IsOmittable()
  @Length(1, 200)
  @Matches(NOT_BLANK, { message: 'name must not be blank' })
  name?: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'Put in the place of those that are there; 16 KiB of JSON at most',
  })
  @IsOmittable()
  @IsObject()
  @MaxJsonBytes(16_384)
  settings?: Record<string, unknown>;
}

export class WorkspaceResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty() slug!: string;
  @ApiProperty({ enum: PLANS }) plan!: Plan;
  @ApiProperty() timezone!: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) settings!: Record<string, unknown>;
  @ApiProperty({ enum: ROLES, description: 'What the caller is in it' }) role!: Role;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
  @ApiProperty({ format: 'date-time' }) updated_at!: string;
}

export class WorkspacePage extends PageOf(WorkspaceResponse) {}

/** A line of an export: the first has `manifest`, every other is a row. */
export class WorkspaceExportLine {
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'In the first line: `workspace_id`, `exported_at`, the services in `parts`, those in `lacking`',
  })
  manifest?: Record<string, unknown>;
  @ApiPropertyOptional({ description: 'Where the row is from', example: 'workspace_members' }) table?: string;
  @ApiPropertyOptional({ type: 'object', additionalProperties: true }) row?: Record<string, unknown>;
}
