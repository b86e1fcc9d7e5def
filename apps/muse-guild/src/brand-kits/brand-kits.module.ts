import { Module } from '@nestjs/common';
import { BrandKitsConsumer } from './brand-kits.consumer';
import { BrandKitsRepository } from './brand-kits.repository';

@Module({ controllers: [BrandKitsConsumer], providers: [BrandKitsRepository], exports: [BrandKitsRepository] })
export class BrandKitsModule {}
