import { startService } from '@raptor/platform';
import { councilConfig } from '../../../../src/council.config';
import { CouncilModule } from '../../../../src/council.module';

process.on('disconnect', () => process.exit(0));

/** The council as it is deployed; it says when it listens. */
startService(CouncilModule, councilConfig).then(
  () => process.send?.({ type: 'ready' }),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
