import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { AppError } from '@raptor/platform';
import type { FastifyRequest } from 'fastify';
import { authRequired } from './auth.errors';
import type { Principal } from './principal';

const principals = new WeakMap<object, Principal>();

/** From here on a request is known to come from somebody. */
export const rememberPrincipal = (request: FastifyRequest, principal: Principal): void => {
  principals.set(request, principal);
};

export const principalOf = (request: FastifyRequest): Principal | undefined => principals.get(request);

/** Who asks: a person or a program. */
export const Caller = createParamDecorator((_data: unknown, context: ExecutionContext): Principal => {
  const principal = principalOf(context.switchToHttp().getRequest<FastifyRequest>());
  if (!principal) throw authRequired();
  return principal;
});

/** The person who asks. @throws AppError AUTH_FORBIDDEN for a program: what belongs to a person is not a key's. */
export const Person = createParamDecorator((_data: unknown, context: ExecutionContext): Principal => {
  const principal = principalOf(context.switchToHttp().getRequest<FastifyRequest>());
  if (!principal) throw authRequired();
  if (principal.type === 'user') return principal;
  throw new AppError('AUTH_FORBIDDEN', 'This is for people: an API key has no account and no sessions');
});
