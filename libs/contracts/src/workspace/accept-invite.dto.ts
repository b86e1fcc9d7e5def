import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, Length, Matches, MaxLength } from 'class-validator';
import { IsOmittable } from '../api/omittable';
import { ROLES, type Role } from '../identity/roles';

export class AcceptInviteRequest {
  @ApiProperty({ description: 'From the mail; good once, for a week', maxLength: 200 })
  @IsString()
  @MaxLength(200)
  token!: string;

  @ApiProperty({
    minLength: 1,
    maxLength: 256,
    description: 'Who has an account gives its password; who has none chooses one, of 12 characters or more',
  })
  @IsString()
  @Length(1, 256)
  password!: string;

  @ApiPropertyOptional({
    example: 'Grace Hopper',
    minLength: 1,
    maxLength: 200,
    description: 'Needed from those who have no account yet',
  })
  @IsOmittable()
  @Length(1, 200)
  @Matches(/\S/, { message: 'display_name must not be blank' })
  display_name?: string;
}

/** From here on `POST auth/login` with this workspace signs in to it. */
export class AcceptedInviteResponse {
  @ApiProperty({ format: 'uuid' }) workspace_id!: string;
  @ApiProperty({ format: 'uuid' }) user_id!: string;
  @ApiProperty() email!: string;
  @ApiProperty({ enum: ROLES }) role!: Role;
}
