import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

export const TICKET_CHARACTERS = 512;

export class LiveQuery {
  @ApiPropertyOptional({
    description: 'The one-time ticket; may come in `Sec-WebSocket-Protocol` instead, as `ticket.<ticket>`',
    maxLength: TICKET_CHARACTERS,
  })
  @IsOptional()
  @IsString()
  @MaxLength(TICKET_CHARACTERS)
  ticket?: string;
}
