import { Catch, type RpcExceptionFilter } from '@nestjs/common';
import { throwError, type Observable } from 'rxjs';

/**
 * Hands what a handler threw to the bus as it is. Nest's own filter would turn it into "Internal server error" and the
 * bus could not tell a failure worth another try from one that is not.
 */
@Catch()
export class PassFailureFilter implements RpcExceptionFilter {
  catch(exception: unknown): Observable<never> {
    return throwError(() => exception);
  }
}
