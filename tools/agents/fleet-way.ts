import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inWorkspace } from '@raptor/agent-kit';
import { MESSAGES, type AgentHome, type ServiceKey } from '@raptor/contracts';
import { Database, serviceDataSource } from '@raptor/persistence';
import { busChannels, currentContext, errorOf, keyRing } from '@raptor/platform';
import { RaptorBus, describeFailure, type Actor } from '@raptor/raptor-bus';
import { SERVICE_DATABASES } from '../database/service-databases';

export const NO_FLEET =
  'No fleet: start one with `npm start`, or set REDIS_BUS_URL and BUS_KEYS (and --workspace) of the one to ask.';

/** A program's way to a fleet that runs. */
export interface FleetWay {
  /** Of the demo; undefined for a fleet that the launcher did not start. */
  readonly demoWorkspaceId: string | undefined;
  /** @throws AppError as the other side threw it. */
  ask<R>(workspaceId: string, query: object, to: ServiceKey, deadline: number): Promise<R>;
  /** What the run has done; undefined where this program has no way to the database. */
  steps(home: AgentHome, workspaceId: string, runId: string): Promise<readonly RunStepRow[] | undefined>;
  close(): Promise<void>;
}

export interface RunStepRow {
  readonly name: string;
  readonly tookMs: number;
  readonly outcome: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

interface RunRecord {
  readonly redis?: { readonly busUrl?: string };
  readonly postgres?: { readonly roleUrls?: Partial<Record<ServiceKey, string>> };
  readonly demo?: { readonly workspaceId?: string };
}

const LIMITS = { statementTimeoutMs: 5_000, lockTimeoutMs: 2_000 };

/** @throws Error that says what to do when there is no fleet to be found. */
export function openFleetWay(environment: NodeJS.ProcessEnv): FleetWay {
  const folder = resolve(join(__dirname, '..', '..'), environment['RAPTOR_DIR'] ?? '.raptor');
  const run = read<RunRecord>(join(folder, 'run.json'));
  const secrets = read<{ busKeys?: string }>(join(folder, 'secrets.json'));
  const url = environment['REDIS_BUS_URL'] ?? run.redis?.busUrl;
  const keys = environment['BUS_KEYS'] ?? secrets.busKeys;
  if (!url || !keys) throw new Error(NO_FLEET);
  const actor: Actor = { type: 'system', id: 'command line' };
  const bus = new RaptorBus({
    url,
    keyPrefix: environment['REDIS_KEY_PREFIX'] ?? 'raptor',
    service: 'gateway',
    instance: `agents-${process.pid}`,
    messages: MESSAGES,
    channels: busChannels(30_000),
    keyRing: keyRing('keys of the bus').parse(keys),
    leaseMs: 30_000,
    maxAttempts: 1,
    queryTimeoutMs: 5_000,
    commandTimeoutMs: 2_000,
    concurrency: 1,
    origin: () => ({ workspaceId: currentContext()?.workspaceId ?? null, actor }),
    runWithin: (_envelope, fn) => fn(),
    describeFailure,
    reviveFailure: errorOf,
  });
  return {
    demoWorkspaceId: run.demo?.workspaceId,
    ask: (workspaceId, query, to, deadline) => inWorkspace(workspaceId, actor, () => bus.ask(query, { to, deadline })),
    steps: (home, workspaceId, runId) => stepsOf(run.postgres?.roleUrls?.[home], home, workspaceId, runId),
    close: () => bus.close(),
  };
}

async function stepsOf(
  url: string | undefined,
  home: AgentHome,
  workspaceId: string,
  runId: string,
): Promise<readonly RunStepRow[] | undefined> {
  if (!url) return undefined;
  const description = SERVICE_DATABASES[home];
  const pool = { url, poolMax: 1, connectTimeoutMs: 2_000, ...LIMITS };
  const database = new Database(description, serviceDataSource(description, pool), LIMITS);
  try {
    const [row] = await database.withTenant(workspaceId, { type: 'system', id: 'agents' }, (tx) =>
      tx.query<{ steps: RunStepRow[] }[]>(
        `SELECT steps FROM ${description.service}.agent_runs WHERE workspace_id = $1 AND id = $2`,
        [workspaceId, runId],
      ),
    );
    return row?.steps;
  } finally {
    await database.close();
  }
}

const read = <T extends object>(path: string): Partial<T> =>
  existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : {};
