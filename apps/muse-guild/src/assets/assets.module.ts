import { Module } from '@nestjs/common';
import { VisualDesignsModule } from '../visual-designs/visual-designs.module';
import { AssetKeeper } from './asset-keeper.service';
import { AssetReviewsRepository } from './asset-reviews.repository';
import { AssetVersionsRepository } from './asset-versions.repository';
import { AssetsRepository } from './assets.repository';
import { ExportMoveConsumer } from './export-move.consumer';
import { SettleAssetsConsumer } from './settle-assets.consumer';

@Module({
  imports: [VisualDesignsModule],
  controllers: [ExportMoveConsumer, SettleAssetsConsumer],
  providers: [AssetsRepository, AssetVersionsRepository, AssetReviewsRepository, AssetKeeper],
  exports: [AssetsRepository, AssetVersionsRepository, AssetReviewsRepository],
})
export class AssetsModule {}
