import { IsInt, IsUUID, Max, Min } from 'class-validator';
import { RaptorMessage } from '../raptor-message';

/** The gateway's own timer: a delivery of the workspace in the envelope is due for a try. A copy of it is the same try. */
@RaptorMessage({
  kind: 'command',
  name: 'gateway.webhook.deliver',
  version: 1,
  channel: 'sys.gateway',
  lane: 'low',
  readers: ['gateway'],
})
export class DeliverWebhook {
  @IsUUID() deliveryId!: string;
  /** Tries that had come to an end when this one was set: at another number it is not due any more. */
  @IsInt() @Min(0) @Max(1_000_000) attempts!: number;
  /** Which try it is since the event, or since somebody asked for it again: 1 for the first. */
  @IsInt() @Min(1) @Max(1_000) nth!: number;
}
