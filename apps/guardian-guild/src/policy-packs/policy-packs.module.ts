import { Module } from '@nestjs/common';
import { PolicyPacksRepository } from './policy-packs.repository';

@Module({ providers: [PolicyPacksRepository], exports: [PolicyPacksRepository] })
export class PolicyPacksModule {}
