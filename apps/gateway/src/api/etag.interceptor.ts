import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { tap, type Observable } from 'rxjs';

/** Gives an answer that has a version its `ETag`, for `If-Match`. */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      tap((answer) => {
        const { version } = (answer ?? {}) as { version?: unknown };
        if (context.getType() !== 'http' || typeof version !== 'number') return;
        void context.switchToHttp().getResponse<FastifyReply>().header('ETag', `"${version}"`);
      }),
    );
  }
}
