import type { Redis } from 'ioredis';
import type { BusKeys } from '../keys';
import type { Sealer } from '../messages/sealing';
import type { RaptorBusOptions } from '../options';

/** What live updates need of a bus: a RaptorBus is one. */
export interface LiveBus {
  readonly options: Pick<RaptorBusOptions, 'url' | 'service' | 'keyPrefix' | 'commandTimeoutMs' | 'observer'>;
  readonly keys: BusKeys;
  readonly sealer: Sealer;
  readonly commands: Redis;
}
