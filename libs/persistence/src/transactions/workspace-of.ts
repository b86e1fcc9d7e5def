import type { EntityManager } from 'typeorm';

/** Remembers with the transaction for which workspace it was opened. */
export function noteWorkspace(tx: EntityManager, workspaceId: string | undefined): void {
  if (tx.queryRunner) tx.queryRunner.data = { ...tx.queryRunner.data, workspaceId };
}

/**
 * The workspace that a transaction of `withTenant` was opened for.
 * @throws TypeError for a transaction of another handle: what it sees belongs to no workspace.
 */
export function workspaceOf(tx: EntityManager): string {
  const workspaceId = (tx.queryRunner?.data as { workspaceId?: string } | undefined)?.workspaceId;
  if (!workspaceId) throw new TypeError('Rows of a workspace are reached in a transaction of withTenant only');
  return workspaceId;
}
