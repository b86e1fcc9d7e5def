import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { AppError, currentContext } from '@raptor/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Bucket, OperationFacts } from '../api/operation';
import { rememberPrincipal } from '../identity/caller';
import type { Principal } from '../identity/principal';
import { Principals, refuseOtherWorkspace } from '../identity/principals';
import { RateLimits, type Counted } from '../limits/rate-limits';
import type { Count } from '../limits/shared-counter';

/** Asked by machines, of every service: never counted. */
const HEALTH = new Set(['/healthz', '/readyz', '/metrics']);
const OPERATIONS = '/api/v1/';

/**
 * What happens to a request before anything of its body is read: who it comes from is found out, and counted. Whoever has signed in is counted as
 * themselves and never by their address; whoever has not, or says so and cannot prove it, by the address of the connection, or of the proxies that
 * are trusted. Whether somebody may do what they ask is for the {@link AccessGuard}.
 */
@Injectable()
export class Admission implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly principals: Principals,
    private readonly limits: RateLimits,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    fastify.addHook('onRequest', (request, reply) => this.admit(request, reply));
  }

  private async admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { url = '' } = request.routeOptions;
    if (HEALTH.has(url)) return;
    const { access, bucket = 'usual' } = factsOf(request) ?? {};
    const isOpen = request.is404 || access === 'public' || !url.startsWith(OPERATIONS);
    if (isOpen) return this.count(reply, bucket, addressOf(request));
    const named = workspaceNamed(request);
    const principal = await this.authenticate(request, reply, named);
    await this.count(reply, bucket, { type: principal.type, id: principal.id });
    refuseOtherWorkspace(named, principal);
    rememberPrincipal(request, principal);
    enter(principal);
  }

  private async authenticate(
    request: FastifyRequest,
    reply: FastifyReply,
    named: string | undefined,
  ): Promise<Principal> {
    try {
      return await this.principals.of(request.headers.authorization, named);
    } catch (error) {
      // Otherwise one could try as often as one likes.
      if (AppError.is(error) && error.code !== 'SERVICE_UNAVAILABLE')
        await this.count(reply, 'usual', addressOf(request));
      throw error;
    }
  }

  /** @throws AppError RATE_LIMITED */
  private async count(reply: FastifyReply, bucket: Bucket, who: Counted): Promise<void> {
    const count = await this.limits.count(bucket, who);
    if (!count) return;
    showCount(reply, count);
    if (!count.isOver) return;
    const { limit, secondsToReset } = count;
    throw new AppError('RATE_LIMITED', `More than ${limit} requests, try again in ${secondsToReset} s`, {
      retryAfterSeconds: secondsToReset,
    });
  }
}

const factsOf = (request: FastifyRequest): OperationFacts | undefined =>
  (request.routeOptions.config as { operation?: OperationFacts } | undefined)?.operation;

const addressOf = (request: FastifyRequest): Counted => ({ type: 'address', address: request.ip });

function workspaceNamed({ headers }: FastifyRequest): string | undefined {
  const named = headers['x-workspace-id'];
  return named === undefined ? undefined : String(named);
}

function showCount(reply: FastifyReply, { limit, remaining, secondsToReset }: Count): void {
  void reply
    .header('X-RateLimit-Limit', limit)
    .header('X-RateLimit-Remaining', remaining)
    .header('X-RateLimit-Reset', secondsToReset);
}

/** From here on logs and messages know who asks and for which workspace. */
function enter({ type, id, workspaceId, role, membershipVersion }: Principal): void {
  const context = currentContext();
  if (!context) return;
  context.workspaceId = workspaceId;
  context.actor = { type, id, role, ...(membershipVersion !== undefined && { membershipVersion }) };
}
