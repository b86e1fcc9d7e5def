import { Module } from '@nestjs/common';
import { AssetImages } from './asset-images.service';
import { AssetsController } from './assets.controller';
import { BrandKitController } from './brand-kit.controller';

@Module({ controllers: [AssetsController, BrandKitController], providers: [AssetImages] })
export class AssetsModule {}
