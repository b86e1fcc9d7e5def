export { backlogOf } from './group-backlog';
export type { Backlog } from './group-backlog';
export {
  BusUnavailableError,
  LeavingError,
  MessageInvalidError,
  MessageUnroutableError,
  QueryTimeoutError,
  RemoteFailureError,
  describeFailure,
} from './bus-errors';
export type { Failure } from './bus-errors';
export { MessageCatalogue } from './catalogue';
export type { CatalogueEntry } from './catalogue';
export { OnMessage, OnQuery } from './decorators';
export { MAX_MESSAGE_BYTES } from './envelope';
export type { Actor, Envelope, MessageOrigin } from './envelope';
export { BusKeys, queryChannelOf } from './keys';
export type { DeadLetterReason } from './keys';
export { LANES, MESSAGE_DEFINITION, definitionOf } from './message';
export type { Lane, MessageClass, MessageDefinition, MessageKind } from './message';
export type { BusObserver, ChannelSettings, Outcome, RaptorBusOptions } from './options';
export { PassFailureFilter } from './pass-failure.filter';
export { RaptorBus } from './raptor-bus';
export type { AskOptions } from './raptor-bus';
export { RaptorBusClient } from './raptor-bus.client';
export { RaptorBusContext } from './raptor-bus.context';
export { RaptorBusServer } from './raptor-bus.server';
