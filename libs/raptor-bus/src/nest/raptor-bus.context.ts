import { BaseRpcContext } from '@nestjs/microservices';
import type { Envelope } from '../messages/envelope';
import type { Work } from '../consuming/work';

/** What a handler gets with `@Ctx()`: the envelope, and a signal that fires when its time is over. */
export class RaptorBusContext extends BaseRpcContext<[envelope: Envelope, work: Pick<Work, 'signal' | 'group'>]> {
  get envelope(): Envelope {
    return this.args[0];
  }

  /** Fires when another replica has taken the message over, at its deadline, when it takes too long, and when a drain has waited long enough. */
  get signal(): AbortSignal {
    return this.args[1].signal;
  }

  /** For whom it is handled: the service, or the name of a replay. The inbox keeps them apart. */
  get group(): string {
    return this.args[1].group;
  }
}
