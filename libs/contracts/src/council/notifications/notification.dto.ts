import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';
import { PageOf, PageQuery } from '../../api/page.dto';

export const NOTIFICATION_PRIORITIES = ['low', 'normal', 'high', 'critical'] as const;
export type NotificationPriority = (typeof NOTIFICATION_PRIORITIES)[number];

export class NotificationResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'Whether it is for everybody in the workspace; else it is for you alone' })
  is_shared!: boolean;
  @ApiProperty({ example: 'budget.threshold' }) type!: string;
  @ApiProperty() title!: string;
  @ApiProperty() body!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Where to go from it' }) link!: string | null;
  @ApiProperty({ enum: NOTIFICATION_PRIORITIES }) priority!: NotificationPriority;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When you have read it: a shared one is read by each for themselves',
  })
  read_at!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) expires_at!: string | null;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
}

export class NotificationPage extends PageOf(NotificationResponse) {
  @ApiProperty({ type: 'integer', description: 'All that are not read, on whichever page' }) unread!: number;
}

export class NotificationsQuery extends PageQuery {
  @ApiPropertyOptional({ type: Boolean, description: 'Only those that are not read' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  unread?: boolean;
}
