import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsNumber,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsOmittable } from '../api/omittable';
import { TextsByName } from '../api/texts-by-name';

const words = (most: number) => ({ type: [String] as [typeof String], maxItems: most });

export class BrandVoiceFields {
  @ApiProperty({ maxLength: 1000 }) @IsString() @MaxLength(1_000) summary!: string;
  @ApiProperty(words(20)) @IsArray() @ArrayMaxSize(20) @Length(1, 100, { each: true }) traits!: string[];
  @ApiProperty({ ...words(20), description: 'Texts that sound right' })
  @IsArray()
  @ArrayMaxSize(20)
  @Length(1, 2_000, { each: true })
  samples!: string[];
}

export class LexiconFields {
  @ApiProperty(words(50)) @IsArray() @ArrayMaxSize(50) @Length(1, 100, { each: true }) required!: string[];
  @ApiProperty(words(500)) @IsArray() @ArrayMaxSize(500) @Length(1, 100, { each: true }) banned!: string[];
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string', maxLength: 100 },
    description: 'What to say instead',
    example: { cheap: 'affordable' },
  })
  @TextsByName({ most: 500, longest: 100 })
  preferred!: Record<string, string>;
}

export class PaletteColourFields {
  @ApiProperty({ example: 'primary', maxLength: 50 }) @Length(1, 50) role!: string;
  @ApiProperty({ example: '#1d4ed8', pattern: '^#[0-9a-f]{6}$' }) @Matches(/^#[0-9a-f]{6}$/) hex!: string;
}

export class TypographyFields {
  @ApiPropertyOptional({ maxLength: 100 }) @IsOmittable() @Length(1, 100) headings?: string;
  @ApiPropertyOptional({ maxLength: 100 }) @IsOmittable() @Length(1, 100) body?: string;
  @ApiPropertyOptional({
    minimum: 1,
    maximum: 2,
    description: 'Each step of the scale is so many times the one before',
  })
  @IsOmittable()
  @IsNumber()
  @Min(1)
  @Max(2)
  scale?: number;
}

export class BrandAllowlistFields {
  @ApiProperty(words(500)) @IsArray() @ArrayMaxSize(500) @Length(1, 100, { each: true }) trademarks!: string[];
  @ApiProperty(words(500)) @IsArray() @ArrayMaxSize(500) @Length(1, 100, { each: true }) capitals!: string[];
}

/** How a workspace sounds and looks. */
export class PutBrandKitRequest {
  @ApiProperty({ type: BrandVoiceFields }) @ValidateNested() @Type(() => BrandVoiceFields) voice!: BrandVoiceFields;
  @ApiProperty(words(10)) @IsArray() @ArrayMaxSize(10) @Length(1, 60, { each: true }) tone!: string[];
  @ApiProperty({ type: LexiconFields }) @ValidateNested() @Type(() => LexiconFields) lexicon!: LexiconFields;
  @ApiProperty({ type: [PaletteColourFields], maxItems: 20 })
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => PaletteColourFields)
  palette!: PaletteColourFields[];
  @ApiProperty({ type: TypographyFields })
  @ValidateNested()
  @Type(() => TypographyFields)
  typography!: TypographyFields;
  @ApiProperty({ type: BrandAllowlistFields })
  @ValidateNested()
  @Type(() => BrandAllowlistFields)
  allowlist!: BrandAllowlistFields;
}

export class BrandKitResponse extends PutBrandKitRequest {
  @ApiProperty({ type: 'integer', description: 'Each change is another version; earlier ones are kept' })
  version!: number;
  @ApiProperty({ format: 'date-time' }) updated_at!: string;
}
