import { isDeepStrictEqual } from 'node:util';
import { MessageUnroutableError } from '../bus-errors';
import { decode, encode, type Envelope } from '../messages/envelope';
import { SealBrokenError } from '../messages/sealing';
import type { RaptorBus } from '../raptor-bus';
import type { Letter } from './letter';

export interface EditedLetter {
  /** Sealed with the current key. */
  readonly text: string;
  /** Fields of the payload that differ from what came. */
  readonly fields: readonly string[];
}

/**
 * The message of a letter with another payload: same event, same sender, in the version that this service reads, and
 * nobody's deadline any more.
 * @throws MessageInvalidError naming the fields that do not fit; MessageUnroutableError when the catalogue does not know
 *   the message; SealBrokenError when its seal was broken from the start: whoever wrote it, we would vouch for it.
 */
export function editLetter(bus: RaptorBus, letter: Letter, payload: object): EditedLetter {
  const { deadline: _past, ...envelope } = envelopeOf(bus, letter);
  const { name, version } = envelope;
  const entry = bus.catalogue.find(name, version) ?? bus.catalogue.find(name);
  if (!entry) throw new MessageUnroutableError(name, ['is not in the catalogue of this service']);
  entry.payload.check(payload);
  const text = encode({ ...envelope, version: entry.version, payload });
  const changed = differences(envelope.payload as Fields, JSON.parse(JSON.stringify(payload)) as Fields);
  return { text: bus.sealer.seal(bus.keys.place(letter.channel), text), fields: changed };
}

type Fields = Readonly<Record<string, unknown>>;

function envelopeOf(bus: RaptorBus, { eventId, channel, raw }: Letter): Envelope {
  try {
    return decode(bus.sealer.open(bus.keys.place(channel), raw));
  } catch (error) {
    if (!(error instanceof SealBrokenError) || !wasReadable(eventId, raw)) throw error;
    return decode(withoutSeal(raw));
  }
}

/** Only a letter whose seal was good when it was buried is filed under the id of its event: its key has left the ring since. */
function wasReadable(eventId: string, raw: string): boolean {
  try {
    return decode(withoutSeal(raw)).id === eventId;
  } catch {
    return false;
  }
}

const withoutSeal = (raw: string): string => raw.slice(Math.max(0, raw.indexOf('{')));

function differences(before: Fields, after: Fields): string[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields.filter((field) => !isDeepStrictEqual(before[field], after[field]));
}
