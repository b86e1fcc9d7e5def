import { RaptorMessage } from '../raptor-message';
import type { ServiceKey } from '../services';

/** Asks a service what it is; one of its replicas answers with a {@link ServiceDescriptionReply}. */
@RaptorMessage({ kind: 'query', name: 'sys.service.describe', version: 1, channel: 'addressed' })
export class DescribeService {}

export interface ServiceDescriptionReply {
  readonly service: ServiceKey;
  readonly replica: string;
  readonly version: string;
  readonly uptimeSeconds: number;
  readonly agents: readonly { readonly code: string; readonly name: string; readonly purpose: string }[];
  /** Names of the messages this service handles. */
  readonly handles: readonly string[];
}
