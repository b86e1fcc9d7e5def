import { describeWorkspaceLife } from '@raptor/testing';
import { everyGuardianRow } from '@raptor/testing/builders';
import { guardianDatabase } from '../src/database';
import { guardianConfig } from '../src/guardian.config';
import { GuardianModule } from '../src/guardian.module';

describeWorkspaceLife(GuardianModule, guardianConfig, guardianDatabase, { everyRow: everyGuardianRow, seeds: {} });
