import { bootstrapService } from '@raptor/platform';
import { museConfig } from './muse.config';
import { MuseModule } from './muse.module';

void bootstrapService(MuseModule, museConfig);
