import { ApiProperty } from '@nestjs/swagger';

/** One statement of a brief. */
export class BriefStatement {
  @ApiProperty() text!: string;
  @ApiProperty({ type: [String] }) evidence_ids!: string[];
  @ApiProperty({ type: Number, nullable: true, description: '0 to 1; null where none is given' })
  confidence!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Of a figure' }) value!: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'Of a figure' }) unit!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Of a recommended channel' }) channel!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Of a recommended channel: of the budget, 0 to 1' })
  share!: number | null;
}

const HANGS_ON = 'Implications of either brief that cite evidence of it';

export class StatementOfOne extends BriefStatement {
  @ApiProperty({ type: [String], description: HANGS_ON }) implications!: string[];
}

export class ChangedStatement {
  @ApiProperty({ type: BriefStatement }) before!: BriefStatement;
  @ApiProperty({ type: BriefStatement }) after!: BriefStatement;
  @ApiProperty({ type: [String], example: ['confidence'], description: 'Which fields differ' }) fields!: string[];
  @ApiProperty({ type: [String], description: HANGS_ON }) implications!: string[];
}

export class SectionDiff {
  @ApiProperty({ example: 'market_analysis.trends' }) section!: string;
  @ApiProperty({ type: [StatementOfOne] }) added!: StatementOfOne[];
  @ApiProperty({ type: [StatementOfOne] }) removed!: StatementOfOne[];
  @ApiProperty({ type: [ChangedStatement] }) changed!: ChangedStatement[];
}

export class ImplicationStatement {
  @ApiProperty() text!: string;
  @ApiProperty({ type: [String] }) evidence_ids!: string[];
}

export class ImplicationsDiff {
  @ApiProperty({ type: [ImplicationStatement] }) added!: ImplicationStatement[];
  @ApiProperty({ type: [ImplicationStatement] }) removed!: ImplicationStatement[];
  @ApiProperty({
    type: [ImplicationStatement],
    description: 'In both, though statements that they cite the evidence of were removed or have changed: look again',
  })
  shaken!: ImplicationStatement[];
}

/** What the second brief says otherwise than the first. */
export class WarBriefDiffResponse {
  @ApiProperty({ format: 'uuid' }) from_id!: string;
  @ApiProperty({ format: 'uuid' }) to_id!: string;
  @ApiProperty({ description: 'Both rest on the same findings' }) is_same!: boolean;
  @ApiProperty({ type: [SectionDiff], description: 'Only sections in which something differs' })
  sections!: SectionDiff[];
  @ApiProperty({ type: ImplicationsDiff }) implications!: ImplicationsDiff;
}
