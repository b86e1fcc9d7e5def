import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsEmail, IsString, IsTimeZone, Length, Matches, MaxLength } from 'class-validator';
import { IsOmittable } from '../api/omittable';
import { NEW_PASSWORD } from './password.dto';

const NOT_BLANK = /\S/;

export class RegisterRequest {
  @ApiProperty({ example: 'ada@company.example', maxLength: 254 })
  @IsEmail()
  @MaxLength(254)
  email!: string;

  @ApiProperty({ minLength: NEW_PASSWORD.shortest, maxLength: NEW_PASSWORD.longest, example: 'correct horse battery' })
  @Length(NEW_PASSWORD.shortest, NEW_PASSWORD.longest)
  password!: string;

  @ApiProperty({ example: 'Ada Lovelace', minLength: 1, maxLength: 200 })
  @Length(1, 200)
  @Matches(NOT_BLANK, { message: 'display_name must not be blank' })
  display_name!: string;

  @ApiProperty({ example: 'Analytical Engines', minLength: 1, maxLength: 200, description: 'Of the first workspace' })
  @Length(1, 200)
  @Matches(NOT_BLANK, { message: 'workspace_name must not be blank' })
  workspace_name!: string;

  @ApiPropertyOptional({ example: 'Europe/London', default: 'UTC', maxLength: 64 })
  @IsOmittable()
  @IsTimeZone()
  @MaxLength(64)
  timezone?: string;
}

/** The same whether or not there is an account with the address: what follows comes by mail. */
export class AcceptedResponse {
  @ApiProperty({ enum: ['accepted'] }) status!: 'accepted';
}

export class VerifyEmailRequest {
  @ApiProperty({ description: 'From the mail; good once, for an hour', minLength: 1, maxLength: 4_000 })
  @IsString()
  @Length(1, 4_000)
  token!: string;
}
