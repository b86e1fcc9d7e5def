import { InvokeAgent, RUN_ASSIGNMENT, Subject, type AgentAnswer } from '@raptor/contracts';
import { AppError, startService, type RunningService } from '@raptor/platform';
import { RaptorBus, type PreparedMessage } from '@raptor/raptor-bus';
import {
  aKeyPrefix,
  cloneDatabase,
  modelStandIn,
  prepared,
  serviceEnvironment,
  type ModelStandIn,
} from '@raptor/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { inWorkspace } from '../../../src';
import { QuietCouncilModule, quietCouncilConfig } from './quiet-council';
import { freeModels, testGuildConfig, testGuildModule } from './test-guild';

export interface RunRow {
  readonly state: string;
  readonly attempt: number;
  readonly steps: readonly { readonly name: string; readonly outcome: string }[];
  readonly provenance: { readonly mode: string } | null;
  readonly answers: number;
}

export interface Said {
  readonly name: string;
  readonly payload: Record<string, unknown>;
}

/** A council that is quiet, models that cost nothing, and the environment of test guilds on the same bus and database. */
export interface Stage {
  readonly council: RunningService;
  /** Those that were started, in that order. */
  readonly guilds: readonly RunningService[];
  readonly models: ModelStandIn;
  readonly environment: NodeJS.ProcessEnv;
  startGuild(): Promise<RunningService>;
  rows<T>(sql: string, ...values: unknown[]): Promise<T[]>;
  runOf(assignmentId: string): Promise<RunRow | undefined>;
  /** What guilds have said of the assignments of a workspace. */
  saidOf(workspaceId: string): Promise<Said[]>;
  invoke(
    workspaceId: string,
    agentCode: string,
    input: Record<string, unknown>,
    options?: { withinMs?: number; invocationId?: string },
  ): Promise<AgentAnswer>;
  command(
    workspaceId: string,
    agentCode: string,
    input: object,
    options?: { withinMs?: number; assignmentId?: string },
  ): PreparedMessage;
  close(): Promise<void>;
}

export async function openStage(more: NodeJS.ProcessEnv = {}): Promise<Stage> {
  const clone = await cloneDatabase();
  const admin = new Client({ connectionString: clone.adminUrl });
  await admin.connect();
  const models = await modelStandIn();
  const prefix = aKeyPrefix();
  const environment = {
    ...serviceEnvironment('muse', clone, prefix),
    ...models.environment,
    MODEL_CATALOGUE_FILE: await freeModels(),
    MODEL_RETRY_FIRST_MS: '10',
    MODEL_RETRY_LONGEST_MS: '20',
    BUS_RETRY_FIRST_MS: '50',
    BUS_RETRY_LONGEST_MS: '50',
    ...more,
  };
  const council = await startService(QuietCouncilModule, quietCouncilConfig, {
    environment: serviceEnvironment('council', clone, prefix),
  });
  const guilds: RunningService[] = [];
  const bus = council.app.get(RaptorBus);
  const rows = async <T>(sql: string, ...values: unknown[]): Promise<T[]> =>
    (await admin.query(sql, values)).rows as T[];
  const ada = { type: 'user', id: uuidv7() } as const;
  return {
    council,
    guilds,
    models,
    environment,
    rows,
    startGuild: async () => {
      const guild = await startService(testGuildModule(), testGuildConfig, { environment });
      guilds.push(guild);
      return guild;
    },
    runOf: async (assignmentId) => {
      const [row] = await rows<RunRow>(
        `SELECT *, coalesce(jsonb_array_length(checkpoint->'answers'), 0) AS answers
         FROM muse.agent_runs WHERE assignment_id = $1`,
        assignmentId,
      );
      return row;
    },
    saidOf: async (workspaceId) => {
      const sent = await rows<{ name: string; envelope: string }>(
        `SELECT name, envelope FROM muse.outbox_events
         WHERE workspace_id = $1 AND name LIKE 'guild.assignment.%' ORDER BY id`,
        workspaceId,
      );
      return sent.map(({ name, envelope }) => ({
        name,
        payload: (JSON.parse(envelope) as { payload: Record<string, unknown> }).payload,
      }));
    },
    invoke: (workspaceId, agentCode, input, { withinMs = 10_000, invocationId = uuidv7() } = {}) => {
      const deadline = Date.now() + withinMs;
      const deadlineAt = new Date(deadline).toISOString();
      const query = Object.assign(new InvokeAgent(), { invocationId, agentCode, input, deadlineAt });
      return inWorkspace(workspaceId, ada, () => bus.ask<AgentAnswer>(query, { to: 'muse', deadline }));
    },
    command: (workspaceId, agentCode, input, { withinMs = 10_000, assignmentId = uuidv7() } = {}) =>
      prepared(
        bus,
        workspaceId,
        Object.assign(new RUN_ASSIGNMENT.muse(), {
          assignmentId,
          agentCode,
          subject: Object.assign(new Subject(), { type: 'campaign', id: uuidv7() }),
          input,
          deadlineAt: new Date(Date.now() + withinMs).toISOString(),
          replyTo: 'council',
        }),
      ),
    close: async () => {
      await Promise.all([...guilds, council].map((service) => service.stop()));
      await models.close();
      await admin.end();
      await clone.drop();
    },
  };
}

/** The code that a question was answered with instead of an answer. */
export const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'answered',
    (error: unknown) => (AppError.is(error) ? error.code : String(error)),
  );
