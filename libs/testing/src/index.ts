export { describeService } from './describe-service';
export { eventually } from './eventually';
export type { EventuallyOptions } from './eventually';
export { cloneDatabase } from './infrastructure/clone-database';
export type { ClonedDatabase } from './infrastructure/clone-database';
export { aKeyPrefix } from './infrastructure/key-prefix';
export { testServers } from './infrastructure/test-servers';
export type { TestServers } from './infrastructure/test-servers';
export { serviceEnvironment } from './service-environment';
