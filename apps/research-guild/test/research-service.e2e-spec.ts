import { describeService } from '@raptor/testing';
import { researchConfig } from '../src/research.config';
import { ResearchModule } from '../src/research.module';

describeService(ResearchModule, researchConfig);
