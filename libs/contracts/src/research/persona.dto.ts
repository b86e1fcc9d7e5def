import { ApiProperty } from '@nestjs/swagger';
import { PageOf } from '../api/page.dto';

export class PersonaPain {
  @ApiProperty() text!: string;
  @ApiProperty({ description: 'Share of the sources that mention it, 0 to 1' }) frequency!: number;
  @ApiProperty({ description: 'How much it hurts, 0 to 1' }) intensity!: number;
}

/** Word for word, and where it was said. */
export class PersonaQuote {
  @ApiProperty() text!: string;
  @ApiProperty() evidence_id!: string;
}

export class PersonaBuyingRole {
  @ApiProperty() role!: string;
  @ApiProperty({ description: '0 to 1' }) influence!: number;
}

/** A kind of customer. */
export class PersonaResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty() narrative!: string;
  @ApiProperty({ type: [PersonaPain], description: 'The worst first' }) pains!: PersonaPain[];
  @ApiProperty({ type: [String] }) motivations!: string[];
  @ApiProperty({ type: [PersonaQuote] }) quotes!: PersonaQuote[];
  @ApiProperty({ type: [PersonaBuyingRole] }) buying_group!: PersonaBuyingRole[];
  @ApiProperty({ type: [String], description: 'The documents it was made from' }) source_ids!: string[];
  @ApiProperty({ format: 'date-time' }) created_at!: string;
  @ApiProperty({ format: 'date-time' }) updated_at!: string;
}

export class PersonaPage extends PageOf(PersonaResponse) {}
