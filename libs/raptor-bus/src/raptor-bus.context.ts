import { BaseRpcContext } from '@nestjs/microservices';
import type { Envelope } from './envelope';

/** What a handler gets with `@Ctx()`: the envelope, and a signal that fires when its time is over. */
export class RaptorBusContext extends BaseRpcContext<[envelope: Envelope, signal: AbortSignal]> {
  get envelope(): Envelope {
    return this.args[0];
  }

  /** Fires at the end of the lease or deadline, and when a drain has waited long enough. */
  get signal(): AbortSignal {
    return this.args[1];
  }
}
