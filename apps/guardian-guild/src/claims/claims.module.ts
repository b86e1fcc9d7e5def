import { Module } from '@nestjs/common';
import { ClaimEvidenceRepository } from './claim-evidence.repository';

@Module({ providers: [ClaimEvidenceRepository], exports: [ClaimEvidenceRepository] })
export class ClaimsModule {}
