import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { includesRole } from '@raptor/contracts';
import { ACCESS, AppError, currentContext, type Access } from '@raptor/platform';
import type { FastifyRequest } from 'fastify';
import { AccessTokens } from '../identity/access-tokens';
import type { Principal } from '../identity/principal';

/** Lets a request through when its token is for a role that the operation is open to. The workspace is the token's. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: AccessTokens,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const principal = await this.tokens.verify(bearerOf(request));
    if (access === undefined || !includesRole(principal.role, access)) {
      throw new AppError(
        'AUTH_FORBIDDEN',
        `This needs the role ${access ?? 'admin'}; the token's role is ${principal.role}`,
      );
    }
    refuseOtherWorkspace(request, principal);
    remember(principal);
    return true;
  }
}

/** @throws AppError AUTH_REQUIRED */
function bearerOf(request: FastifyRequest): string {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (!token) throw new AppError('AUTH_REQUIRED', 'There is no bearer token in the Authorization header');
  return token;
}

function refuseOtherWorkspace(request: FastifyRequest, { workspaceId }: Principal): void {
  const named = request.headers['x-workspace-id'];
  if (named !== undefined && String(named).toLowerCase() !== workspaceId) {
    throw new AppError('AUTH_FORBIDDEN', 'X-Workspace-Id names another workspace than the token is for');
  }
}

/** From here on logs and messages know who asks and for which workspace. */
function remember({ userId, workspaceId, role, membershipVersion }: Principal): void {
  const context = currentContext();
  if (!context) return;
  context.workspaceId = workspaceId;
  context.actor = { type: 'user', id: userId, role, membershipVersion };
}
