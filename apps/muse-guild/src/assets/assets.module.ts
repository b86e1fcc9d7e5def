import { Module } from '@nestjs/common';
import { AssetReviewsRepository } from './asset-reviews.repository';
import { AssetVersionsRepository } from './asset-versions.repository';
import { AssetsRepository } from './assets.repository';

@Module({
  providers: [AssetsRepository, AssetVersionsRepository, AssetReviewsRepository],
  exports: [AssetsRepository, AssetVersionsRepository, AssetReviewsRepository],
})
export class AssetsModule {}
