import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  IsUrl,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsOmittable } from '../../api/omittable';
import { PageOf, PageQuery } from '../../api/page.dto';
import {
  CAMPAIGN_CHANNELS,
  CAMPAIGN_STAGES,
  CAMPAIGN_STATUSES,
  OBJECTIVE_TYPES,
  ON_BUDGET,
  RESUMABLE_STATUSES,
  type CampaignChannel,
  type CampaignStage,
  type CampaignStatus,
  type ObjectiveType,
  type OnBudget,
  type ResumableStatus,
} from './campaign-words';

const DAY = /^2\d{3}-\d{2}-\d{2}$/;
const MOST_MONEY = Number.MAX_SAFE_INTEGER;
const [LEAST_TARGET, MOST_TARGET] = [0.000_001, 1_000_000_000_000_000];

export class CampaignCompetitor {
  @ApiProperty({ format: 'uri', maxLength: 2048, example: 'https://billwise.example/' })
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(2_048)
  url!: string;

  @ApiPropertyOptional({ minLength: 1, maxLength: 100, example: 'Billwise' })
  @IsOmittable()
  @Length(1, 100)
  name?: string;
}

/** What a campaign is planned from. What is left out is what research finds on the site. */
export class CampaignSourceFields {
  @ApiProperty({ format: 'uri', maxLength: 2048, example: 'https://tally.example/', description: 'The company’s site' })
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(2_048)
  site_url!: string;

  @ApiPropertyOptional({ minLength: 1, maxLength: 60, example: 'Tally' })
  @IsOmittable()
  @Length(1, 60)
  company?: string;

  @ApiPropertyOptional({ minLength: 3, maxLength: 500, description: 'What it sells, in a sentence' })
  @IsOmittable()
  @Length(3, 500)
  offer?: string;

  @ApiPropertyOptional({ minLength: 2, maxLength: 80, example: 'freelancers', description: 'Whom it is for' })
  @IsOmittable()
  @Length(2, 80)
  audience?: string;

  @ApiPropertyOptional({ minLength: 2, maxLength: 100, example: 'invoicing software' })
  @IsOmittable()
  @Length(2, 100)
  category?: string;

  @ApiPropertyOptional({ example: 'US', description: 'Where it sells: ISO 3166-1, or EU', pattern: '^[A-Z]{2}$' })
  @IsOmittable()
  @Matches(/^[A-Z]{2}$/)
  geography?: string;

  @ApiPropertyOptional({
    minLength: 5,
    maxLength: 300,
    example: '1 Dock Street, 28195 Bremen',
    description: 'Where it can be written to: mail law wants it in every mail, and none is approved without',
  })
  @IsOmittable()
  @Length(5, 300)
  postal_address?: string;

  @ApiPropertyOptional({ type: [CampaignCompetitor], maxItems: 5 })
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(5)
  @ValidateNested({ each: true })
  @Type(() => CampaignCompetitor)
  competitors?: CampaignCompetitor[];

  @ApiPropertyOptional({ type: [String], maxItems: 10, description: 'Pages on which customers speak' })
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(10)
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false }, { each: true })
  @MaxLength(2_048, { each: true })
  review_urls?: string[];
}

/** What may be left out of a campaign. */
export abstract class CampaignFields {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    minLength: 3,
    maxLength: 2000,
    example: 'More freelancers who try Tally before the tax year ends',
  })
  @IsOptional()
  @Length(3, 2_000)
  @Matches(/\S/, { message: 'goal must have something to read' })
  goal?: string | null;

  @ApiPropertyOptional({
    type: CampaignSourceFields,
    nullable: true,
    description: 'What it is planned from; with it the council begins at once, without it nobody works on it',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => CampaignSourceFields)
  source?: CampaignSourceFields | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 200, example: 'sign-ups' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  @Matches(/\S/, { message: 'objective_metric must have something to read' })
  objective_metric?: string | null;

  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    minimum: LEAST_TARGET,
    maximum: MOST_TARGET,
    description: 'How much of `objective_metric` is wanted',
    example: 100,
  })
  @IsOptional()
  @IsNumber()
  @Min(LEAST_TARGET)
  @Max(MOST_TARGET)
  target_value?: number | null;

  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true, description: 'What it is to say, and to whom' })
  @IsOptional()
  @IsUUID()
  positioning_id?: string | null;

  @ApiPropertyOptional({ enum: CAMPAIGN_CHANNELS, isArray: true, maxItems: CAMPAIGN_CHANNELS.length })
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(CAMPAIGN_CHANNELS.length)
  @ArrayUnique()
  @IsIn(CAMPAIGN_CHANNELS, { each: true })
  channels?: CampaignChannel[];

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: MOST_MONEY,
    description: 'For placing it: what channels cost',
    default: 0,
  })
  @IsOmittable()
  @IsInt()
  @Min(0)
  @Max(MOST_MONEY)
  media_budget_micro_usd?: number;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 0,
    maximum: MOST_MONEY,
    description: "For making it: what agents may spend, within the workspace's budget. Null: what the workspace has.",
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_MONEY)
  run_budget_micro_usd?: number | null;

  @ApiPropertyOptional({
    enum: ON_BUDGET,
    default: 'wait',
    description: 'When the money is used up: wait for more, or go on with what agents can do without a model',
  })
  @IsOmittable()
  @IsIn(ON_BUDGET)
  on_budget?: OnBudget;

  @ApiPropertyOptional({ type: String, format: 'date', nullable: true, example: '2027-03-01' })
  @IsOptional()
  @Matches(DAY, { message: 'start_date must be a day such as 2027-03-01' })
  @IsISO8601({ strict: true })
  start_date?: string | null;

  @ApiPropertyOptional({
    type: String,
    format: 'date',
    nullable: true,
    example: '2027-04-30',
    description: 'The last day; not before `start_date`',
  })
  @IsOptional()
  @Matches(DAY, { message: 'end_date must be a day such as 2027-04-30' })
  @IsISO8601({ strict: true })
  end_date?: string | null;
}

export class CreateCampaignRequest extends CampaignFields {
  @ApiProperty({ minLength: 1, maxLength: 200, example: 'Paid sooner', description: 'No other campaign has it' })
  @IsString()
  @MaxLength(200)
  @Matches(/\S/, { message: 'name must have something to read' })
  name!: string;

  @ApiProperty({ enum: OBJECTIVE_TYPES })
  @IsIn(OBJECTIVE_TYPES)
  objective_type!: ObjectiveType;
}

/** Only what is to change. */
export class PatchCampaignRequest extends CampaignFields {
  @ApiPropertyOptional({ minLength: 1, maxLength: 200 })
  @IsOmittable()
  @IsString()
  @MaxLength(200)
  @Matches(/\S/, { message: 'name must have something to read' })
  name?: string;

  @ApiPropertyOptional({ enum: OBJECTIVE_TYPES })
  @IsOmittable()
  @IsIn(OBJECTIVE_TYPES)
  objective_type?: ObjectiveType;
}

export class CampaignListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: CAMPAIGN_STATUSES, description: 'Without it: all that are not archived' })
  @IsOptional()
  @IsIn(CAMPAIGN_STATUSES)
  status?: CampaignStatus;

  @ApiPropertyOptional({ enum: OBJECTIVE_TYPES })
  @IsOptional()
  @IsIn(OBJECTIVE_TYPES)
  objective_type?: ObjectiveType;

  @ApiPropertyOptional({
    description: 'Those whose name contains it, in capitals or not',
    minLength: 1,
    maxLength: 200,
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  @Matches(/^[^\0]+$/, { message: 'q must be text' })
  q?: string;
}

export class CampaignResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: String, nullable: true }) goal!: string | null;
  @ApiProperty({ type: CampaignSourceFields, nullable: true }) source!: CampaignSourceFields | null;
  @ApiProperty({ enum: OBJECTIVE_TYPES }) objective_type!: ObjectiveType;
  @ApiProperty({ type: String, nullable: true }) objective_metric!: string | null;
  @ApiProperty({ type: Number, nullable: true }) target_value!: number | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) positioning_id!: string | null;
  @ApiProperty({ type: [String] }) channels!: string[];
  @ApiProperty({ type: 'integer' }) media_budget_micro_usd!: number;
  @ApiProperty({ type: 'integer', nullable: true }) run_budget_micro_usd!: number | null;
  @ApiProperty({ enum: ON_BUDGET }) on_budget!: OnBudget;
  @ApiProperty({ type: String, format: 'date', nullable: true }) start_date!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) end_date!: string | null;
  @ApiProperty({ enum: CAMPAIGN_STATUSES }) status!: CampaignStatus;
  @ApiProperty({ type: String, nullable: true, description: 'Why it is in this status, for people' })
  status_reason!: string | null;
  @ApiProperty({ enum: RESUMABLE_STATUSES, nullable: true, description: 'While paused: what it was before' })
  resume_status!: ResumableStatus | null;
  @ApiProperty({ enum: CAMPAIGN_STAGES, description: 'Where the work on it is' }) stage!: CampaignStage;
  @ApiProperty({ description: 'Who made it; may not approve what is risky in it', example: 'user:0190...' })
  created_by!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) ended_at!: string | null;
  @ApiProperty({ type: 'integer', description: 'Rises with every change: the `ETag`' }) version!: number;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
  @ApiProperty({ format: 'date-time' }) updated_at!: string;
}

export class CampaignPage extends PageOf(CampaignResponse) {}
