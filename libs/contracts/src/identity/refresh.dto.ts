import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, IsUUID, Length } from 'class-validator';
import { IsOmittable } from '../api/omittable';

export class RefreshRequest {
  @ApiProperty({ description: 'The newest of the session: it is good once', minLength: 1, maxLength: 200 })
  @IsString()
  @Length(1, 200)
  refresh_token!: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Goes on in another workspace. Without it: in the one of the session.',
  })
  @IsOmittable()
  @IsUUID()
  workspace_id?: string;
}

export class LogoutRequest {
  @ApiProperty({ description: 'Any of the session', minLength: 1, maxLength: 200 })
  @IsString()
  @Length(1, 200)
  refresh_token!: string;
}
