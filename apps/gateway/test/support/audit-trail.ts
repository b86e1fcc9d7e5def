import type { Client } from 'pg';

export interface Trace {
  readonly action: string;
  readonly actor_type: string;
  readonly actor: string;
  readonly subject_type: string;
  readonly subject_id: string;
}

/** What is in a workspace's audit log, or on its way there, the oldest first. */
export async function auditTrail(admin: Client, workspaceId: string): Promise<Trace[]> {
  const { rows } = await admin.query<{ envelope: string }>(
    `SELECT envelope FROM gateway.outbox_events WHERE workspace_id = $1 AND name = 'sys.audit.recorded' ORDER BY id`,
    [workspaceId],
  );
  return rows.map(({ envelope }) => {
    const { actor, payload } = JSON.parse(envelope) as {
      actor: { type: string; id: string };
      payload: { action: string; subjectType: string; subjectId: string };
    };
    return {
      action: payload.action,
      actor_type: actor.type,
      actor: actor.id,
      subject_type: payload.subjectType,
      subject_id: payload.subjectId,
    };
  });
}
