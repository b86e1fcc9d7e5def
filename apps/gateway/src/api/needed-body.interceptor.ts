import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AppError } from '@raptor/platform';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { OPERATION, type OperationFacts } from './operation';

/**
 * Refuses a change that does not say what is to change. A body that is not there is checked as `{}`, which lacks what a POST or a PUT needs and is
 * refused for that; in a PATCH every field may be left out, but the body itself may not.
 */
@Injectable()
export class NeededBodyInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const facts = this.reflector.get<OperationFacts | undefined>(OPERATION, context.getHandler());
    if (facts?.method === 'PATCH' && context.switchToHttp().getRequest<FastifyRequest>().body === undefined)
      throw new AppError('REQUEST_INVALID', 'There is no body: it says what is to change, {} for nothing');
    return next.handle();
  }
}
