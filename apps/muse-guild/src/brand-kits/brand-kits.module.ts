import { Module } from '@nestjs/common';
import { BrandKitsRepository } from './brand-kits.repository';

@Module({ providers: [BrandKitsRepository], exports: [BrandKitsRepository] })
export class BrandKitsModule {}
