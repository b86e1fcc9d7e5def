export type { ApiOptions } from './api-options';
export { ApiProblem } from './api-problem';
export type { ProblemCode } from './api-problem';
export type { CallOptions, KeyedOptions, RawBody, VersionedOptions } from './call';
export { createApi } from './create-api';
export type { Api } from './create-api';
export { openLive } from './live-channel';
export type { Live, LiveEvent, LiveOptions } from './live-channel';
export { eachItem, eachPage } from './pages';
export type { Page } from './pages';
// Every schema of the description: the list is generated with them.
export type * from './generated/schemas';
