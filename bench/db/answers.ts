import { performance } from 'node:perf_hooks';
import type { FleetDatabases } from './databases';
import { FilledDatabase } from './filled-database';
import { growth, type Growth } from './growth';
import { handleCost, type HandleCost } from './handle-cost';
import { makeHandlesDatabase } from './handles-database';
import { plansOf, type Plan } from './plans';
import { AT_ONCE, type Stopwatch } from './timing';
import { wallCost, type WallCost } from './wall-cost';

export interface Costs {
  readonly handles: readonly HandleCost[];
  readonly walls: readonly WallCost[];
}

/** A database of {@link Growing}. */
export interface Filled {
  /** In each table that is asked. */
  readonly rows: number;
  readonly workspaces: number;
  readonly bytes: number;
  readonly fillSeconds: number;
}

export interface Growing {
  readonly few: Filled;
  readonly many: Filled;
  readonly growth: readonly Growth[];
  /** Among many rows. */
  readonly plans: readonly Plan[];
}

/** What it costs to say whose rows are meant, and that Postgres sees to it. */
export async function costs(fleet: FleetDatabases, stopwatch: Stopwatch): Promise<Costs> {
  const name = 'handles';
  const database = await makeHandlesDatabase(fleet, name);
  const handles = await handleCost(database, stopwatch);
  const walls = await wallCost(database, stopwatch);
  await fleet.drop(name);
  return { handles, walls };
}

/** The commonest questions, asked of few workspaces and of many with 1,000 rows each in every table. */
export async function growing(
  fleet: FleetDatabases,
  stopwatch: Stopwatch,
  { few, many }: { few: number; many: number },
): Promise<Growing> {
  const until = new Date();
  const filled: { database: FilledDatabase; is: Filled }[] = [];
  try {
    for (const [name, workspaces] of Object.entries({ few, many })) {
      stopwatch.tell(`filling the tables of ${workspaces} workspaces`);
      const startedAt = performance.now();
      const database = await FilledDatabase.make(fleet, name, { workspaces, until, poolMax: Math.max(...AT_ONCE) });
      const fillSeconds = (performance.now() - startedAt) / 1_000;
      const bytes = await database.sizeBytes();
      filled.push({ database, is: { rows: database.rowsEach, workspaces, bytes, fillSeconds } });
    }
    const [small, large] = filled as [(typeof filled)[0], (typeof filled)[0]];
    return {
      few: small.is,
      many: large.is,
      growth: await growth(small.database, large.database, stopwatch),
      plans: await plansOf(large.database),
    };
  } finally {
    for (const { database } of filled) await database.close();
    for (const name of ['few', 'many']) await fleet.drop(name);
  }
}
