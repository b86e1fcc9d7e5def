import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  CheckContent,
  CheckContentRequest,
  CheckedContentResponse,
  ComplianceCheckPage,
  ComplianceChecksQuery,
  GrantWaiver,
  GrantWaiverRequest,
  ListComplianceChecks,
  PolicyPackList,
  ReadPolicyPacks,
  WaiverResponse,
} from '@raptor/contracts';
import { ApiGet, ApiPost } from '../api/operation';
import { Owners } from '../api/owners';

@ApiTags('compliance')
@Controller('compliance')
export class ComplianceController {
  constructor(private readonly owners: Owners) {}

  @ApiPost('check', {
    id: 'checkContent',
    summary: 'Check a text against the rules of a platform, of the brand and of the law',
    description: 'Rules decide, no model is asked. What people have waived for exactly this content counts.',
    asks: CheckContent,
    answers: CheckedContentResponse,
    status: 200,
  })
  check(@Body() request: CheckContentRequest): Promise<CheckedContentResponse> {
    return this.owners.ask(CheckContent, request);
  }

  @ApiGet('packs', {
    id: 'getPolicyPacks',
    summary: 'Read which editions of rules there are, and which are in force',
    asks: ReadPolicyPacks,
    answers: PolicyPackList,
  })
  packs(): Promise<PolicyPackList> {
    return this.owners.ask(ReadPolicyPacks);
  }

  @ApiGet('checks', {
    id: 'listComplianceChecks',
    summary: 'List what guardians have found',
    description: 'Order: `created_at`.',
    asks: ListComplianceChecks,
    answers: ComplianceCheckPage,
  })
  checks(@Query() query: ComplianceChecksQuery): Promise<ComplianceCheckPage> {
    return this.owners.ask(ListComplianceChecks, query);
  }

  @ApiPost('waivers', {
    id: 'grantWaiver',
    summary: 'Let one exact content break a rule, for a time, and say why',
    description: 'It counts in checks from then on; those that were made stay as they are.',
    asks: GrantWaiver,
    answers: WaiverResponse,
  })
  grant(@Body() request: GrantWaiverRequest): Promise<WaiverResponse> {
    return this.owners.ask(GrantWaiver, request);
  }
}
