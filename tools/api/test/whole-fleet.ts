import { SERVICE_KEYS, type ServiceKey } from '@raptor/contracts';
import { ownerDataSource } from '@raptor/persistence';
import type { RunningService } from '@raptor/platform';
import { EVERY_ROW, plant } from '@raptor/testing/builders';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { councilConfig } from '../../../apps/council/src/council.config';
import { CouncilModule } from '../../../apps/council/src/council.module';
import { SealedSecrets } from '../../../apps/gateway/src/webhooks/sealed-secrets';
import { newSecrets } from '../../../apps/gateway/src/webhooks/webhook-secrets';
import { startFleet, type Fleet } from '../../../apps/gateway/test/support/fleet';
import { guardianConfig } from '../../../apps/guardian-guild/src/guardian.config';
import { GuardianModule } from '../../../apps/guardian-guild/src/guardian.module';
import { matrixConfig } from '../../../apps/matrix-guild/src/matrix.config';
import { MatrixModule } from '../../../apps/matrix-guild/src/matrix.module';
import { museConfig } from '../../../apps/muse-guild/src/muse.config';
import { MuseModule } from '../../../apps/muse-guild/src/muse.module';
import { researchConfig } from '../../../apps/research-guild/src/research.config';
import { ResearchModule } from '../../../apps/research-guild/src/research.module';
import { SERVICE_DATABASES } from '../../database/service-databases';
import type { ApiDocument } from '../document';

/**
 * Tests ask more in a minute than people in a day: what is limited has tests of its own. And six services in one process on a busy machine are late
 * with their beats: none is to be held dead for it.
 */
const UNLIMITED = {
  HEARTBEAT_INTERVAL_MS: '5000',
  RATE_LIMIT_PER_USER: '1000000',
  RATE_LIMIT_PER_KEY: '1000000',
  RATE_LIMIT_PER_ADDRESS: '1000000',
  LOGIN_ATTEMPTS_PER_ACCOUNT: '10000',
  LOGIN_ATTEMPTS_PER_ADDRESS: '100000',
};

export interface WholeFleet extends Fleet {
  readonly services: Readonly<Record<ServiceKey, RunningService>>;
  /** As the gateway serves it. */
  readonly document: ApiDocument;
  /** Past all walls, to arrange and to look. */
  readonly admin: Client;
  /** Writes rows of a service, in the order given. */
  plant(service: ServiceKey, ...rows: readonly object[]): Promise<void>;
  /** Writes a row of every table of every service for a workspace that is not there yet. */
  plantWorkspace(workspaceId: string): Promise<void>;
}

/** No builder makes it: the bus alone writes such rows. */
const A_DEAD_LETTER = `
  INSERT INTO council.dead_letters (id, event_id, consumer_group, workspace_id, name, channel, stream, stream_id, reason, failure, attempts, raw)
  VALUES ($1::uuid, ($1::uuid)::text, 'council', $2, 'guild.assignment.completed', 'sys.council', 'a-stream', '1-0', 'max_retries_exceeded',
    '{"code": "INTERNAL", "message": "by a test", "retry": "never"}', 5, 'not an envelope')`;

/** Builders know no key: what a webhook is signed with is sealed here. */
async function sealWebhooks(secrets: SealedSecrets, admin: Client, workspaceId: string): Promise<void> {
  const { rows } = await admin.query<{ id: string }>(
    'SELECT id FROM gateway.webhook_endpoints WHERE workspace_id = $1',
    [workspaceId],
  );
  for (const { id } of rows)
    await admin.query('UPDATE gateway.webhook_endpoints SET secret = $2 WHERE id = $1', [
      id,
      secrets.seal({ workspaceId, id }, newSecrets()),
    ]);
}

/** All six services in this process, with the description of the API. */
export async function startWholeFleet(more: NodeJS.ProcessEnv = {}): Promise<WholeFleet> {
  const fleet = await startFleet({ ...UNLIMITED, ...more });
  const [council, research, muse, matrix, guardian] = await Promise.all([
    fleet.start(CouncilModule, councilConfig),
    fleet.start(ResearchModule, researchConfig),
    fleet.start(MuseModule, museConfig),
    fleet.start(MatrixModule, matrixConfig),
    fleet.start(GuardianModule, guardianConfig),
  ]);
  const admin = new Client({ connectionString: fleet.database.adminUrl });
  await admin.connect();
  const plantRows = async (service: ServiceKey, ...rows: readonly object[]): Promise<void> => {
    const source = await ownerDataSource(SERVICE_DATABASES[service], fleet.database.adminUrl).initialize();
    await plant(source.manager, ...rows).finally(() => source.destroy());
  };
  return {
    ...fleet,
    services: { gateway: fleet.gateway, council, research, muse, matrix, guardian },
    document: (await fleet.ask('GET', '/api/openapi.json')).body as ApiDocument,
    admin,
    plant: plantRows,
    plantWorkspace: async (workspaceId) => {
      for (const service of SERVICE_KEYS) await plantRows(service, ...EVERY_ROW[service](workspaceId));
      await admin.query(A_DEAD_LETTER, [uuidv7(), workspaceId]);
      await sealWebhooks(fleet.gateway.app.get(SealedSecrets, { strict: false }), admin, workspaceId);
    },
    stop: async () => {
      await admin.end();
      await fleet.stop();
    },
  };
}
