import { Module } from '@nestjs/common';
import { VisualDesignsModule } from '../visual-designs/visual-designs.module';
import { AssetReading } from './asset-reading.service';
import { AssetRevision } from './asset-revision.service';
import { AssetsConsumer } from './assets.consumer';
import { AssetsModule } from './assets.module';

@Module({
  imports: [AssetsModule, VisualDesignsModule],
  controllers: [AssetsConsumer],
  providers: [AssetReading, AssetRevision],
})
export class AssetOperationsModule {}
