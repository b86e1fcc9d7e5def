import { Injectable } from '@nestjs/common';
import type { Role } from '@raptor/contracts';
import { workspaceOf, type Transaction } from '@raptor/persistence';
import type { Principal } from '../identity/principal';

interface Found {
  readonly id: string;
  readonly role: Role;
  /** Of a membership. */
  readonly version: number | null;
}

/** Those who listen, as our rows know them: people by their membership, programs by their key. */
@Injectable()
export class ListenersRepository {
  /** Which of them are not what they were when they came; in `withTenant` of their workspace. */
  async changed(tx: Transaction, listeners: readonly Principal[]): Promise<ReadonlySet<Principal>> {
    const ids = [...new Set(listeners.map(({ id }) => id))];
    const rows = await tx.query<Found[]>(
      `SELECT user_id AS id, role, version FROM gateway.workspace_members
       WHERE workspace_id = $1 AND user_id = ANY($2) AND status = 'active'
       UNION ALL
       SELECT id, role, NULL FROM gateway.api_keys
       WHERE workspace_id = $1 AND id = ANY($2) AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
      [workspaceOf(tx), ids],
    );
    const known = new Map(rows.map((row) => [row.id, row]));
    return new Set(listeners.filter((listener) => !isStill(listener, known.get(listener.id))));
  }
}

const isStill = ({ role, membershipVersion }: Principal, found: Found | undefined): boolean =>
  found?.role === role && found.version === (membershipVersion ?? null);
