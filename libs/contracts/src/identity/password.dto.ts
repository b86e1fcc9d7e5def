import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsString, Length, MaxLength } from 'class-validator';

/** How long a password that somebody chooses may be. Length is what makes it hard to guess; nothing is asked of its characters. */
export const NEW_PASSWORD = { shortest: 12, longest: 256 } as const;

export class ForgotPasswordRequest {
  @ApiProperty({ example: 'ada@company.example', maxLength: 254 })
  @IsEmail()
  @MaxLength(254)
  email!: string;
}

export class ResetPasswordRequest {
  @ApiProperty({ description: 'From the mail; good once, for an hour', minLength: 1, maxLength: 4_000 })
  @IsString()
  @Length(1, 4_000)
  token!: string;

  @ApiProperty({ minLength: NEW_PASSWORD.shortest, maxLength: NEW_PASSWORD.longest })
  @Length(NEW_PASSWORD.shortest, NEW_PASSWORD.longest)
  password!: string;
}
