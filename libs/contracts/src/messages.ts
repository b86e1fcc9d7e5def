import type { MessageClass } from './raptor-message';
import { DescribeService } from './sys/describe-service.query';
import { ReplicaBeat } from './sys/replica-beat.event';

/** Every message that crosses a process: the bus knows these and no others. */
export const MESSAGES: readonly MessageClass[] = [DescribeService, ReplicaBeat];
