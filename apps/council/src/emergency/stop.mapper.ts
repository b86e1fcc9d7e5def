import {
  EVERYTHING,
  GUILD_KEYS,
  isAgentCode,
  type EmergencyStopResponse,
  type StopScope,
  type StopTargetQuery,
} from '@raptor/contracts';
import { invalidFields } from '../operations/fields';
import type { EmergencyActionEntity } from './emergency-action.entity';

export const stopResponse = (row: EmergencyActionEntity): EmergencyStopResponse => ({
  id: row.id,
  scope: row.scope,
  target: row.target,
  reason: row.reason,
  started_by: row.startedBy,
  started_at: row.createdAt.toISOString(),
  ended_by: row.endedBy,
  ended_at: row.endedAt?.toISOString() ?? null,
});

/** @throws AppError REQUEST_INVALID for a target that is none of its scope. */
export function targetOf({ scope, target }: StopTargetQuery): string {
  const named = target ?? (scope === 'workspace' ? EVERYTHING : '');
  if (isOf(scope, named)) return named;
  throw invalidFields({ field: 'target', message: `must be ${WANTED[scope]} where the scope is ${scope}` });
}

const WANTED: Readonly<Record<StopScope, string>> = {
  workspace: `${EVERYTHING}, or left out,`,
  guild: `council, ${GUILD_KEYS.join(', ')}`,
  agent: 'the code of an agent on the roster',
};

function isOf(scope: StopScope, target: string): boolean {
  switch (scope) {
    case 'workspace':
      return target === EVERYTHING;
    case 'guild':
      return target === 'council' || GUILD_KEYS.some((key) => key === target);
    case 'agent':
      return isAgentCode(target);
  }
}
