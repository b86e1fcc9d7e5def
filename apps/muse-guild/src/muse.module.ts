import { Module } from '@nestjs/common';
import { GuildModule } from '@raptor/agent-kit';
import { PersistenceModule } from '@raptor/persistence';
import { museAgents } from './agents';
import { AssetOperationsModule } from './assets/asset-operations.module';
import { AssetsModule } from './assets/assets.module';
import { BrandKitsModule } from './brand-kits/brand-kits.module';
import { museDatabase } from './database';
import { ExperimentsModule } from './experiments/experiments.module';
import { seedWorkspace } from './seed-workspace';
import { VisualDesignsModule } from './visual-designs/visual-designs.module';

@Module({
  imports: [
    PersistenceModule.forService(museDatabase),
    GuildModule.forRoot({ guild: 'muse', agents: museAgents, seed: seedWorkspace }),
    AssetsModule,
    AssetOperationsModule,
    BrandKitsModule,
    VisualDesignsModule,
    ExperimentsModule,
  ],
})
export class MuseModule {}
