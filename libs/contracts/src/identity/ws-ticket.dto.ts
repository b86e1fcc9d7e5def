import { ApiProperty } from '@nestjs/swagger';

export class WsTicketResponse {
  @ApiProperty({ description: 'Opens one socket of the live channel, once' }) ticket!: string;
  @ApiProperty({ description: 'Seconds until it is good for nothing', example: 30 }) expires_in!: number;
}
