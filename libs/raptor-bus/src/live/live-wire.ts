import { MessageInvalidError } from '../bus-errors';
import type { BusKeys } from '../keys';
import { MAX_MESSAGE_BYTES } from '../messages/envelope';
import { SealBrokenError, type Sealer } from '../messages/sealing';
import type { LiveFrame, LiveUpdate } from './live-frame';

const MOST_ID_CHARACTERS = 200;
/** `<epoch> <number> ` and then the sealed update. */
const HEADER = /^([\w-]{1,64}) (\d{1,16}) /;

/**
 * How live updates travel. The update is sealed for its workspace; epoch and number are Redis's own and are not. So who
 * has only Redis can tell nobody anything new, yet can drop, repeat or reorder what was published.
 */
export class LiveWire {
  constructor(
    private readonly sealer: Sealer,
    private readonly keys: BusKeys,
  ) {}

  /** @throws MessageInvalidError when the event id is unusable or the update is larger than a message may be. */
  seal(workspaceId: string, { eventId, name, data }: LiveUpdate): string {
    if (eventId.length === 0 || eventId.length > MOST_ID_CHARACTERS) {
      throw new MessageInvalidError(name, [
        `has an event id of ${eventId.length} characters, 1 to ${MOST_ID_CHARACTERS}`,
      ]);
    }
    const text = JSON.stringify({ eventId, name, data });
    const bytes = Buffer.byteLength(text);
    if (bytes > MAX_MESSAGE_BYTES) {
      throw new MessageInvalidError(name, [`is ${bytes} bytes, ${MAX_MESSAGE_BYTES} at most: send a reference`]);
    }
    return this.sealer.seal(this.keys.liveChannel(workspaceId), text);
  }

  /** @throws SealBrokenError when no publisher of the fleet can have written it. */
  open(workspaceId: string, frame: string): LiveFrame {
    const [header, epoch = '', seq = ''] = HEADER.exec(frame) ?? [];
    if (header === undefined) throw new SealBrokenError('has no place among live updates');
    const update = parsed(this.sealer.open(this.keys.liveChannel(workspaceId), frame.slice(header.length)));
    return { epoch, seq: Number(seq), prev: Number(seq) - 1, ...update };
  }
}

function parsed(text: string): LiveUpdate {
  let value: Partial<LiveUpdate> | null;
  try {
    value = JSON.parse(text) as Partial<LiveUpdate> | null;
  } catch (error) {
    throw new SealBrokenError('is not JSON', { cause: error });
  }
  const { eventId, name, data } = value ?? {};
  if (typeof eventId !== 'string' || typeof name !== 'string') throw new SealBrokenError('is not a live update');
  return { eventId, name, data };
}
