import { bootstrapService } from '@raptor/platform';
import { councilConfig } from './council.config';
import { CouncilModule } from './council.module';

void bootstrapService(CouncilModule, councilConfig);
