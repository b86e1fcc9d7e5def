import { Module } from '@nestjs/common';
import { BrandKitController } from './brand-kit.controller';

@Module({ controllers: [BrandKitController] })
export class AssetsModule {}
