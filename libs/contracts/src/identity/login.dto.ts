import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsEmail, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { IsOmittable } from '../api/omittable';
import { ROLES, type Role } from './roles';

export class LoginRequest {
  @ApiProperty({ example: 'ada@company.example', maxLength: 254 })
  @IsEmail()
  @MaxLength(254)
  email!: string;

  @ApiProperty({ minLength: 1, maxLength: 256 })
  @IsString()
  @MinLength(1)
  @MaxLength(256)
  password!: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'The workspace to sign in to. Without it: the one joined first.',
  })
  @IsOmittable()
  @IsUUID()
  workspace_id?: string;
}

export class TokenResponse {
  @ApiProperty({ enum: ['Bearer'] }) token_type!: 'Bearer';
  @ApiProperty({ description: 'ES256 JWT for one workspace' }) access_token!: string;
  @ApiProperty({ description: 'Seconds until the access token expires', example: 900 }) expires_in!: number;
  @ApiProperty({ description: 'Opaque; good for one refresh' }) refresh_token!: string;
  @ApiProperty({ format: 'uuid' }) workspace_id!: string;
  @ApiProperty({ format: 'uuid' }) user_id!: string;
  @ApiProperty({ enum: ROLES }) role!: Role;
}
