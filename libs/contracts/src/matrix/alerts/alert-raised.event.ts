import { IsIn, IsOptional, IsUUID, Length } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { URGENCIES, type Urgency } from './alert.dto';

/** There is something that a person must see. */
@RaptorMessage({
  kind: 'event',
  name: 'matrix.alert.raised',
  version: 1,
  channel: 'sys.state.update',
  readers: ['gateway'],
})
export class AlertRaised {
  @IsUUID() alertId!: string;
  @Length(1, 100) alertType!: string;
  @IsIn(URGENCIES) urgency!: Urgency;
  @Length(1, 500) title!: string;
  /** The signal behind it. */
  @IsOptional() @IsUUID() signalId?: string;
}
