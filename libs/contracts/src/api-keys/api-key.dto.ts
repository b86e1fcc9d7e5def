import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsISO8601, Length, Matches } from 'class-validator';
import { IsOmittable } from '../api/omittable';
import { PageOf } from '../api/page.dto';
import { ROLES, type Role } from '../identity/roles';
import { API_SCOPES, type ApiScope } from './scopes';

export class CreateApiKeyRequest {
  @ApiProperty({ example: 'nightly import', minLength: 1, maxLength: 100 })
  @Length(1, 100)
  @Matches(/\S/, { message: 'name must not be blank' })
  name!: string;

  @ApiProperty({ enum: ROLES, description: 'Not above the role of the one who makes it' })
  @IsIn(ROLES)
  role!: Role;

  @ApiPropertyOptional({
    enum: API_SCOPES,
    isArray: true,
    maxItems: 50,
    description: 'What it may be used for within its role; none: everything',
    example: ['campaigns:read', 'sources:write'],
  })
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsIn(API_SCOPES, { each: true })
  scopes?: ApiScope[];

  @ApiPropertyOptional({ format: 'date-time', description: 'In the future; without it the key is good until revoked' })
  @IsOmittable()
  @Length(10, 40)
  @IsISO8601({ strict: true, strictSeparator: true })
  expires_at?: string;
}

export class ApiKeyResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ description: 'The first characters of its secret part, to tell keys apart' }) prefix!: string;
  @ApiProperty({ enum: ROLES }) role!: Role;
  @ApiProperty({ enum: API_SCOPES, isArray: true }) scopes!: string[];
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'To the minute' })
  last_used_at!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) expires_at!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) revoked_at!: string | null;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
}

export class CreatedApiKeyResponse extends ApiKeyResponse {
  @ApiProperty({ description: 'The key itself, as a bearer token. Shown here and never again.' }) key!: string;
}

export class ApiKeyPage extends PageOf(ApiKeyResponse) {}
