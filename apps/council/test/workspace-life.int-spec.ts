import { describeWorkspaceLife } from '@raptor/testing';
import { everyCouncilRow } from '@raptor/testing/builders';
import { councilDatabase } from '../src/database';
import { councilConfig } from '../src/council.config';
import { CouncilModule } from '../src/council.module';

describeWorkspaceLife(CouncilModule, councilConfig, councilDatabase, {
  everyRow: everyCouncilRow,
  seeds: { agents: 87, achievements: 17, workspace_budgets: 1 },
});
