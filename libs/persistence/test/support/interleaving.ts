import type { Database } from '../../src';
import { SOMEBODY, WORKSPACE_A, WORKSPACE_B } from './notes-database';

/** What became of transactions of two workspaces that ran at the same time. */
export interface Interleaved {
  /** Rows of the other workspace, or of any in a transaction of none, that one of them saw or changed. */
  readonly crossed: number;
  /** How transactions ended that did not commit, each reason once. */
  readonly failures: ReadonlySet<string>;
  readonly committed: number;
}

/**
 * Runs `count` transactions of two workspaces and of none, all given at once: most read and write, some change their minds, fail
 * in a statement, swallow that failure, or leave the session with another's workspace behind.
 */
export async function interleave(database: Database, count: number): Promise<Interleaved> {
  let crossed = 0;
  const look = async (workspace: string | undefined, query: Query): Promise<void> => {
    const rows = await query<{ workspace_id: string }>(`SELECT workspace_id FROM muse.notes`);
    if (workspace !== undefined && rows.length === 0) throw new Error('sees nothing of its own');
    crossed += rows.filter(({ workspace_id }) => workspace_id !== workspace).length;
  };
  const ofWorkspace = (workspace: string, index: number): Promise<void> =>
    database.withTenant(workspace, SOMEBODY, async (tx) => {
      const query: Query = (text, values) => tx.query(text, values);
      await look(workspace, query);
      const [, changed] = await tx.query<[unknown, number]>(`UPDATE muse.notes SET text = text WHERE id = $1`, [
        index % 3,
      ]);
      if (changed > 1) crossed += changed - 1;
      if (index % 5 === 0) throw new Error('changed my mind');
      if (index % 7 === 0) await tx.query(`SELECT 1 / 0`);
      if (index % 11 === 0) {
        await tx.query(`SELECT nonsense`).catch(() => undefined);
        return;
      }
      await look(workspace, query);
      if (index % 13 === 0) await tx.query(`SET SESSION app.workspace_id = '${other(workspace)}'`);
    });
  const ofNobody = (): Promise<void> =>
    database.withUser(WORKSPACE_A, (tx) => look(undefined, (text, values) => tx.query(text, values)));

  const ended = await Promise.allSettled(
    Array.from({ length: count }, (_, index) => {
      if (index % 10 === 9) return ofNobody();
      return ofWorkspace(index % 2 === 0 ? WORKSPACE_A : WORKSPACE_B, index);
    }),
  );
  const failures = ended.flatMap((each) => (each.status === 'rejected' ? [(each.reason as Error).message] : []));
  return { crossed, failures: new Set(failures), committed: count - failures.length };
}

type Query = <Row>(text: string, values?: unknown[]) => Promise<Row[]>;

const other = (workspace: string): string => (workspace === WORKSPACE_A ? WORKSPACE_B : WORKSPACE_A);

/** What the transactions that fail fail with. */
export const EXPECTED_FAILURES = new Set([
  'changed my mind',
  'division by zero',
  'A statement of this transaction had failed and its error was not passed on',
]);
