import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { includesRole, MESSAGES, metadataOf, ROLES, type Role } from '@raptor/contracts';
import type { Actor, RaptorBusContext } from '@raptor/raptor-bus';
import { AppError } from '../errors/app-error';

const NEEDED: ReadonlyMap<string, Role> = new Map(
  MESSAGES.map(metadataOf).flatMap(({ name, role }) => (role ? [[name, role] as const] : [])),
);

/**
 * Whoever owns an operation of the API asks again who may have it done: a gateway that forgot to is not enough to get in. Agents are refused: what
 * they read must not become what they do.
 */
export class OperationGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'rpc') return true;
    const { envelope } = context.switchToRpc().getContext<RaptorBusContext>();
    const needed = NEEDED.get(envelope.name);
    if (needed === undefined || isAllowed(envelope.actor, needed)) return true;
    throw new AppError('AUTH_FORBIDDEN', `This needs the role ${needed}`);
  }
}

function isAllowed({ type, role }: Actor, needed: Role): boolean {
  if (type === 'system') return true;
  const has = ROLES.find((known) => known === role);
  return type !== 'agent' && has !== undefined && includesRole(has, needed);
}
