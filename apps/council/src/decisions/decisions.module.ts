import { Module } from '@nestjs/common';
import { CouncilDecisionsRepository } from './council-decisions.repository';

@Module({ providers: [CouncilDecisionsRepository], exports: [CouncilDecisionsRepository] })
export class DecisionsModule {}
