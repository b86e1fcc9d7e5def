import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { coversOperation, includesRole } from '@raptor/contracts';
import { ACCESS, AppError, type Access } from '@raptor/platform';
import type { FastifyRequest } from 'fastify';
import { authRequired } from '../identity/auth.errors';
import { principalOf } from '../identity/caller';
import type { Principal } from '../identity/principal';
import { groupOf } from './operation-group';

/** Lets a request through when whoever sends it has a role that the operation is open to, and for a key, when it is one of those it is for. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const principal = principalOf(request);
    if (!principal) throw authRequired();
    if (access === undefined || !includesRole(principal.role, access))
      throw new AppError('AUTH_FORBIDDEN', `This needs the role ${access ?? 'admin'}; yours is ${principal.role}`);
    refuseOutOfScope(principal, groupOf(context.getClass()), request.method);
    return true;
  }
}

function refuseOutOfScope({ scopes }: Principal, group: string, method: string): void {
  const isRead = method === 'GET' || method === 'HEAD';
  if (coversOperation(scopes, group, isRead ? 'GET' : method)) return;
  throw new AppError('AUTH_FORBIDDEN', `This needs a key with the scope ${group}:${isRead ? 'read' : 'write'}`);
}
