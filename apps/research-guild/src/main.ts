import { bootstrapService } from '@raptor/platform';
import { researchConfig } from './research.config';
import { ResearchModule } from './research.module';

void bootstrapService(ResearchModule, researchConfig);
