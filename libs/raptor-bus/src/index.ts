export {
  BusUnavailableError,
  DedupConflictError,
  FenceLostError,
  LeavingError,
  MessageInvalidError,
  MessageUnroutableError,
  QueryTimeoutError,
  RemoteFailureError,
  describeFailure,
  isPermanent,
} from './bus-errors';
export type { Failure } from './bus-errors';
export type { DeadLetter, DeadLetterStore } from './dead-letters/dead-letter-store';
export type { By, Letter, LetterEvent, LetterFilter, LetterState, LetterSummary } from './dead-letters/letter';
export { PostgresDeadLetters } from './dead-letters/postgres-dead-letters';
export type { DeadLettersOptions, LetterPage } from './dead-letters/postgres-dead-letters';
export { RedisDeadLetters } from './dead-letters/redis-dead-letters';
export { BusKeys, DEAD_LETTER_REASONS, queryChannelOf } from './keys';
export type { DeadLetterReason } from './keys';
export type { LiveFrame, LiveListener, LivePosition, LiveUpdate } from './live/live-frame';
export type { LiveSettings } from './live/live-settings';
export { LiveSubscriber } from './live/live-subscriber';
export type { LiveSubscription } from './live/live-subscriber';
export { LiveUpdates } from './live/live-updates';
export { MessageCatalogue } from './messages/catalogue';
export type { CatalogueEntry, ChannelSettings } from './messages/catalogue';
export { MAX_MESSAGE_BYTES, MAX_NESTING, decode, enclose, encode } from './messages/envelope';
export type { Actor, Envelope, MessageOrigin } from './messages/envelope';
export { LANES, MESSAGE_DEFINITION, definitionOf, patternOf } from './messages/message';
export type { Lane, MessageClass, MessageDefinition, MessageKind } from './messages/message';
export type { PayloadSchema } from './messages/payload-schema';
export type { PayloadField, PayloadShape } from './messages/payload-shape';
export { SealBrokenError, Sealer } from './messages/sealing';
export type { KeyRing, SealingKey } from './messages/sealing';
export { connectRaptorBus } from './nest/connect';
export { OnMessage, OnQuery } from './nest/decorators';
export { PassFailureFilter } from './nest/pass-failure.filter';
export { RaptorBusClient } from './nest/raptor-bus.client';
export { RaptorBusContext } from './nest/raptor-bus.context';
export { RaptorBusServer } from './nest/raptor-bus.server';
export type { BusObserver, Outcome, RaptorBusOptions, RetryTiming } from './options';
export { Outbox } from './outbox/outbox';
export type { OutboxOptions, OutgoingMessage } from './outbox/outbox';
export { OutboxArchive } from './outbox/outbox-archive';
export type { ArchiveSelection } from './outbox/outbox-archive';
export { OutboxRelay } from './outbox/outbox-relay';
export type { OutboxRelayOptions } from './outbox/outbox-relay';
export { fenced, giveBackTask, renewTask, takeTask } from './postgres/fencing';
export type { Task, TakingTask, WriteResult } from './postgres/fencing';
export { Inbox } from './postgres/inbox';
export type { Received } from './postgres/inbox';
export { pgDatabase, RolledBackError } from './postgres/pg-database';
export type { PgClient, PgPool } from './postgres/pg-database';
export type { SqlDatabase, SqlTransaction } from './postgres/sql';
export { BUS_TABLES, createBusTables, dropBusTables } from './postgres/tables';
export { RaptorBus } from './raptor-bus';
export type { AskOptions, OutgoingText, PreparedMessage, SendOptions } from './raptor-bus';
export { BusMisconfiguredError } from './redis/boot-check';
export type { Replay, ReplayFilter, ReplayOutcome, ReplayProgress, ReplayRequest } from './replay/replay';
export { backlogOf } from './upkeep/group-backlog';
export type { Backlog } from './upkeep/group-backlog';
