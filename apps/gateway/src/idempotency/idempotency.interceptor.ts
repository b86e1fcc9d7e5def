import { HttpStatus, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { HTTP_CODE_METADATA } from '@nestjs/common/constants.js';
import { Reflector } from '@nestjs/core';
import { currentContext } from '@raptor/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { defer, firstValueFrom, from, type Observable } from 'rxjs';
import { OPERATION, type OperationFacts } from '../api/operation';
import { IdempotentAnswers } from './idempotent-answers';
import { dedupIdOf, keyedRequestOf } from './keyed-request';
import { withClaim } from './open-claim';

/**
 * Lets a request that carries an `Idempotency-Key` have its effect once. For what another service owns, the key travels with the question and that
 * service keeps the answer; for what the gateway owns, the answer is kept here, with the change.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly answers: IdempotentAnswers,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const facts = this.reflector.get<OperationFacts | undefined>(OPERATION, context.getHandler());
    const known = currentContext();
    if (!facts?.takesKey || !known?.workspaceId || !known.actor) return next.handle();
    const { workspaceId, actor } = known;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const keyed = keyedRequestOf(request, `${actor.type}:${actor.id}`);
    if (!keyed) return next.handle();
    if (facts.isAsked) {
      known.dedupId = dedupIdOf(workspaceId, keyed);
      return next.handle();
    }
    return from(this.once(context, next, { workspaceId, actor, keyed }));
  }

  private async once(
    context: ExecutionContext,
    next: CallHandler,
    {
      workspaceId,
      actor,
      keyed,
    }: {
      workspaceId: string;
      actor: Parameters<IdempotentAnswers['claim']>[1];
      keyed: NonNullable<ReturnType<typeof keyedRequestOf>>;
    },
  ): Promise<unknown> {
    const status = this.reflector.get<number | undefined>(HTTP_CODE_METADATA, context.getHandler());
    const claimed = await this.answers.claim(workspaceId, actor, keyed, status ?? HttpStatus.CREATED);
    if (claimed.outcome === 'answered') {
      void context.switchToHttp().getResponse<FastifyReply>().status(claimed.statusCode);
      return claimed.answer ?? undefined;
    }
    try {
      const answer = await withClaim(claimed.claim, () =>
        firstValueFrom(
          defer(() => next.handle()),
          { defaultValue: undefined },
        ),
      );
      if (!claimed.claim.isKept) await this.answers.abandon(claimed.claim, actor);
      return answer;
    } catch (error) {
      // Also where the answer was to be kept: it may have gone with its transaction. One that is kept stays.
      await this.answers.abandon(claimed.claim, actor);
      throw error;
    }
  }
}
