import { describeWorkspaceLife } from '@raptor/testing';
import { everyMuseRow } from '@raptor/testing/builders';
import { museDatabase } from '../src/database';
import { museConfig } from '../src/muse.config';
import { MuseModule } from '../src/muse.module';

describeWorkspaceLife(MuseModule, museConfig, museDatabase, { everyRow: everyMuseRow, seeds: { brand_kits: 1 } });
