import { inWorkspace } from '@raptor/agent-kit';
import type { MessageClass, Role } from '@raptor/contracts';
import { Database } from '@raptor/persistence';
import { AppError, startService, type RunningService } from '@raptor/platform';
import { RaptorBus, type Actor } from '@raptor/raptor-bus';
import { aKeyPrefix, cloneDatabase, serviceEnvironment } from '@raptor/testing';
import { plant } from '@raptor/testing/builders';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { councilConfig } from '../../src/council.config';
import { CouncilModule } from '../../src/council.module';

/** Somebody who asks, in a workspace. */
export interface Asker {
  readonly workspaceId: string;
  readonly actor: Actor;
}

export const aPerson = (role: Role, workspaceId: string = uuidv7()): Asker => ({
  workspaceId,
  actor: { type: 'user', id: uuidv7(), role },
});

/** What became of a question, where it may have been refused. */
export interface Outcome {
  readonly code: string;
  /** Fields that a refusal names. */
  readonly fields: readonly string[];
  readonly message: string;
}

/** A council on its own database and bus, and nobody in front of it: it is asked as the gateway asks. */
export interface CouncilDesk {
  readonly council: RunningService;
  ask<Answer>(asker: Asker, message: MessageClass, payload?: object, dedupId?: string): Promise<Answer>;
  /** `code` is `done` for what was not refused. */
  outcomeOf(asker: Asker, message: MessageClass, payload?: object, dedupId?: string): Promise<Outcome>;
  plant(workspaceId: string, ...rows: object[]): Promise<void>;
  rows<Row>(sql: string, ...values: unknown[]): Promise<Row[]>;
  /** Payloads of what a workspace has sent under a name, in the order in which it was sent. */
  sent(workspaceId: string, name: string): Promise<Record<string, unknown>[]>;
  /** What the audit log is told of a workspace. */
  audited(workspaceId: string): Promise<string[]>;
  close(): Promise<void>;
}

const DEADLINE_MS = 20_000;

export async function openCouncilDesk(): Promise<CouncilDesk> {
  const clone = await cloneDatabase();
  const admin = new Client({ connectionString: clone.adminUrl });
  await admin.connect();
  const environment = serviceEnvironment('council', clone, aKeyPrefix());
  const council = await startService(CouncilModule, councilConfig, { environment });
  const rows: CouncilDesk['rows'] = async <Row>(sql: string, ...values: unknown[]) =>
    (await admin.query(sql, values)).rows as Row[];
  const ask: CouncilDesk['ask'] = ({ workspaceId, actor }, message, payload = {}, dedupId) => {
    const question = Object.assign(new message(), payload);
    const options = { to: 'council', deadline: Date.now() + DEADLINE_MS, ...(dedupId && { dedupId }) };
    return inWorkspace(workspaceId, actor, () => council.app.get(RaptorBus).ask(question, options));
  };
  const sent: CouncilDesk['sent'] = async (workspaceId, name) => {
    const found = await rows<{ payload: Record<string, unknown> }>(
      `SELECT envelope::jsonb -> 'payload' AS payload FROM council.outbox_events
       WHERE workspace_id = $1 AND name = $2 ORDER BY id`,
      workspaceId,
      name,
    );
    return found.map(({ payload }) => payload);
  };
  return {
    council,
    ask,
    outcomeOf: (...asked) => ask(...asked).then(() => ({ code: 'done', fields: [], message: '' }), outcomeOf),
    plant: (workspaceId, ...planted) =>
      council.app.get(Database).withTenant(workspaceId, { type: 'system', id: 'test' }, (tx) => plant(tx, ...planted)),
    rows,
    sent,
    audited: async (workspaceId) => (await sent(workspaceId, 'sys.audit.recorded')).map(({ action }) => String(action)),
    close: async () => {
      await council.stop();
      await admin.end();
      await clone.drop();
    },
  };
}

function outcomeOf(error: unknown): Outcome {
  if (!AppError.is(error)) throw error;
  const errors = (error.details?.['errors'] ?? []) as { field: string }[];
  return { code: error.code, fields: errors.map(({ field }) => field), message: error.message };
}
