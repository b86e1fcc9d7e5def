export { BusStorage } from './bus/bus-storage';
export { busChannels } from './bus/channels';
export { outboxOf } from './bus/outbox-of';
export { workspaceIn } from './bus/workspace-in';
export { bootstrapService } from './bootstrap/bootstrap-service';
export { startService } from './bootstrap/start-service';
export type { PrepareApplication, RunningService, StartOptions } from './bootstrap/start-service';
export { ConfigurationError, EXIT_BAD_CONFIGURATION, loadConfig } from './config/load-config';
export { defineServiceConfig } from './config/platform.config';
export type { PlatformConfig, ServiceConfigDefinition } from './config/platform.config';
export { count, keyRing, milliseconds, origins, secretKeyRing, url } from './config/variables';
export { currentContext, runInContext, traceparentOr } from './context/request-context';
export type { RequestContext } from './context/request-context';
export type { DrainParticipant } from './drain/drain';
export { AppError } from './errors/app-error';
export type { AppErrorOptions } from './errors/app-error';
export { assertNever } from './errors/assert-never';
export { asAppError, errorOf, failureOf } from './errors/bus-translation';
export { Readiness } from './health/readiness';
export type { DependencyCheck, ReadinessReport } from './health/readiness';
export { SelfDescription } from './heartbeat/self-description';
export { ACCESS, OpenTo } from './http/access';
export type { Access } from './http/access';
export { parseJsonBody } from './http/json-body';
export { LOGGER, createLogger } from './logging/logger';
export type { Logger } from './logging/logger';
export { Metrics } from './metrics/metrics';
export { SERVICE_CONFIG } from './platform.tokens';
export { EgressFailed, EgressRefused, SafeFetch, pinnedClient } from './safe-fetch';
export type {
  EgressFailureCode,
  EgressRefusalCode,
  PinnedClient,
  PinnedClientOptions,
  SafeFetchOptions,
  SafeFetchRequest,
  SafeFetchResponse,
} from './safe-fetch';
export { SecretBox, SecretUnreadableError } from './secrets/secret-box';
export type { SecretPlace } from './secrets/secret-box';
