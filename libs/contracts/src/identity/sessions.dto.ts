import { ApiProperty } from '@nestjs/swagger';
import { PageOf } from '../api/page.dto';

/** A sign-in that is still good. */
export class SessionResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) workspace_id!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The User-Agent that signed in' }) device!: string | null;
  @ApiProperty({ description: 'The one that the token of this request is of' }) is_current!: boolean;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
  @ApiProperty({ format: 'date-time', description: 'Of the newest refresh' }) last_used_at!: string;
  @ApiProperty({ format: 'date-time' }) expires_at!: string;
}

export class SessionPage extends PageOf(SessionResponse) {}
