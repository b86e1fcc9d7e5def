import { Module } from '@nestjs/common';
import { WarBriefsRepository } from './war-briefs.repository';

@Module({ providers: [WarBriefsRepository], exports: [WarBriefsRepository] })
export class BriefsModule {}
