import { describeWorkspaceLife } from '@raptor/testing';
import { everyResearchRow } from '@raptor/testing/builders';
import { researchDatabase } from '../src/database';
import { researchConfig } from '../src/research.config';
import { ResearchModule } from '../src/research.module';

describeWorkspaceLife(ResearchModule, researchConfig, researchDatabase, { everyRow: everyResearchRow, seeds: {} });
