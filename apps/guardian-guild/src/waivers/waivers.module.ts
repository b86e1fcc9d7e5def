import { Module } from '@nestjs/common';
import { PolicyWaiversRepository } from './policy-waivers.repository';

@Module({ providers: [PolicyWaiversRepository], exports: [PolicyWaiversRepository] })
export class WaiversModule {}
