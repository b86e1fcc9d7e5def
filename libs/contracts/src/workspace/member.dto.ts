import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsEmail, IsIn, MaxLength } from 'class-validator';
import { IsOmittable } from '../api/omittable';
import { PageOf } from '../api/page.dto';
import { ROLES, type Role } from '../identity/roles';
import { MEMBER_STATUSES, type MemberStatus } from './member-status';

export class InviteMemberRequest {
  @ApiProperty({ example: 'grace@company.example', maxLength: 254 })
  @IsEmail()
  @MaxLength(254)
  email!: string;

  @ApiProperty({ enum: ROLES })
  @IsIn(ROLES)
  role!: Role;
}

/** What an admin can make of a member who has joined. */
const CHANGEABLE_STATUSES = ['active', 'suspended'] as const;

export class ChangeMemberRequest {
  @ApiPropertyOptional({ enum: ROLES })
  @IsOmittable()
  @IsIn(ROLES)
  role?: Role;

  @ApiPropertyOptional({ enum: CHANGEABLE_STATUSES })
  @IsOmittable()
  @IsIn(CHANGEABLE_STATUSES)
  status?: (typeof CHANGEABLE_STATUSES)[number];
}

export class MemberResponse {
  @ApiProperty({ format: 'uuid' }) user_id!: string;
  @ApiProperty({ type: String, nullable: true }) email!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Null until the invitation is accepted' })
  display_name!: string | null;
  @ApiProperty({ enum: ROLES }) role!: Role;
  @ApiProperty({ enum: MEMBER_STATUSES }) status!: MemberStatus;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null for who has not joined yet' })
  joined_at!: string | null;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
  @ApiProperty({ format: 'date-time' }) updated_at!: string;
}

export class MemberPage extends PageOf(MemberResponse) {}
