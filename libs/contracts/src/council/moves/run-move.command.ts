import { IsUUID } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';

/** The council's own timer: the time of a move may have come. Told too early, twice or in vain, nothing leaves. */
@RaptorMessage({
  kind: 'command',
  name: 'council.move.run',
  version: 1,
  channel: 'sys.council',
  readers: ['council'],
})
export class RunMove {
  @IsUUID() moveId!: string;
}
