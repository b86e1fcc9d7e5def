import { ApiProperty } from '@nestjs/swagger';
import { EVIDENCE_ID } from '../agents/provenance';

export const EVIDENCE_KINDS = ['page', 'feed', 'memory', 'rows', 'vendor'] as const;
export type EvidenceKindName = (typeof EVIDENCE_KINDS)[number];

/** Something that agents have looked at: what claims, findings and decisions rest on. */
export class EvidenceResponse {
  @ApiProperty({
    pattern: EVIDENCE_ID.source,
    description: 'The service that keeps it, and the SHA-256 of its content',
  })
  id!: string;
  @ApiProperty({ enum: EVIDENCE_KINDS }) kind!: EvidenceKindName;
  @ApiProperty({ example: 'web', description: 'Through which source it was read' }) source!: string;
  @ApiProperty({ type: String, nullable: true }) url!: string | null;
  @ApiProperty({ type: String, nullable: true }) title!: string | null;
  @ApiProperty({ description: 'As plain text: quotes are from here, word for word' }) text!: string;
  @ApiProperty({ nullable: true, description: 'What is known of it besides its text, by its kind', type: Object })
  data!: unknown;
  @ApiProperty({ description: 'False where it was too long to travel: `text` is cut, or `data` left out' })
  is_whole!: boolean;
  @ApiProperty({ format: 'date-time', description: 'The last time' }) seen_at!: string;
  @ApiProperty({ description: 'Written by strangers' }) tainted!: boolean;
}
