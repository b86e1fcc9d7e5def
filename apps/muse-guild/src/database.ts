import { AGENT_ENTITIES, AGENT_TABLES, WORKSPACE_LIFE_TABLES } from '@raptor/agent-kit';
import type { ServiceDatabase } from '@raptor/persistence';
import { BUS_TABLES } from '@raptor/raptor-bus';
import { AssetReviewEntity } from './assets/asset-review.entity';
import { AssetVersionEntity } from './assets/asset-version.entity';
import { AssetEntity } from './assets/asset.entity';
import { BrandKitEntity } from './brand-kits/brand-kit.entity';
import { ExperimentResultEntity } from './experiments/experiment-result.entity';
import { ExperimentEntity } from './experiments/experiment.entity';
import { CreateBusTables1795420000000 } from './migrations/1795420000000-create-bus-tables';
import { CreateAssets1795433000000 } from './migrations/1795433000000-create-assets';
import { CreateBrandKits1795433001000 } from './migrations/1795433001000-create-brand-kits';
import { CreateVisualDesigns1795433002000 } from './migrations/1795433002000-create-visual-designs';
import { CreateExperiments1795433003000 } from './migrations/1795433003000-create-experiments';
import { CreateWorkspaceLives1795435600000 } from './migrations/1795435600000-create-workspace-lives';
import { CreateAgentTables1795436000000 } from './migrations/1795436000000-create-agent-tables';
import { VisualDesignEntity } from './visual-designs/visual-design.entity';

export const museDatabase: ServiceDatabase = {
  service: 'muse',
  tables: {
    assets: 'tenant',
    asset_versions: 'tenant',
    asset_reviews: 'tenant',
    brand_kits: 'tenant',
    visual_designs: 'tenant',
    experiments: 'tenant',
    experiment_results: 'tenant',
    ...AGENT_TABLES,
    ...BUS_TABLES,
    ...WORKSPACE_LIFE_TABLES,
  },
  entities: [
    AssetEntity,
    AssetVersionEntity,
    AssetReviewEntity,
    BrandKitEntity,
    VisualDesignEntity,
    ExperimentEntity,
    ExperimentResultEntity,
    ...AGENT_ENTITIES,
  ],
  migrations: [
    CreateBusTables1795420000000,
    CreateAssets1795433000000,
    CreateBrandKits1795433001000,
    CreateVisualDesigns1795433002000,
    CreateExperiments1795433003000,
    CreateWorkspaceLives1795435600000,
    CreateAgentTables1795436000000,
  ],
};
