import { Database } from '@raptor/persistence';
import type { RunningService } from '@raptor/platform';
import { eventually } from '@raptor/testing';
import { plant } from '@raptor/testing/builders';
import { councilConfig } from '../../../apps/council/src/council.config';
import { CouncilModule } from '../../../apps/council/src/council.module';
import type { Fleet } from '../../../apps/gateway/test/support/fleet';

/** The council of a fleet, in this process: for stories that need no guild. */
export const startCouncil = (fleet: Fleet): Promise<RunningService> => fleet.start(CouncilModule, councilConfig);

/** Waits until an operation of the council is answered: on a busy machine the first takes its time. */
export const untilItAnswers = (fleet: Fleet, path: string, token: string): Promise<void> =>
  eventually(async () => expect(await fleet.ask('GET', path, { token })).toMatchObject({ status: 200 }), {
    withinMs: 30_000,
  });

/** Writes rows of a workspace as the council would. */
export const plantInCouncil = (council: RunningService, workspaceId: string, ...rows: object[]): Promise<void> =>
  council.app.get(Database).withTenant(workspaceId, { type: 'system', id: 'test' }, (tx) => plant(tx, ...rows));
