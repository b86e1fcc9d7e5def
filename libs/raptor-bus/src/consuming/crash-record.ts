import type { RaptorBus } from '../raptor-bus';
import { fieldsOf } from './acknowledger';
import type { Origin } from './take-over';
import type { Work } from './work';

/** How long counts of work that nobody finishes are kept, in seconds. */
const KEPT_SECONDS = 604_800;

/**
 * Learns what has happened to work that was taken over. A crash is counted now, before it is begun again: what kills
 * processes cannot be counted afterwards. Work that its process merely forgot is not to blame for anything.
 */
export async function recall(bus: RaptorBus, hash: string, work: Work, eventId: string, origin: Origin): Promise<void> {
  const [triesField, crashesField, aloneField, loneDeathsField] = fieldsOf(eventId);
  const died = origin === 'orphaned';
  const counting = died
    ? [bus.sendSoon(['hincrby', hash, crashesField, 1]), bus.sendSoon(['expire', hash, KEPT_SECONDS])]
    : [];
  // Awaited together: when the connection goes, all of them fail.
  const asked = ['hmget', hash, triesField, crashesField, aloneField, loneDeathsField];
  const [known] = await Promise.all([bus.sendSoon(asked), ...counting]);
  const [tries, crashes, alone, loneDeaths] = known as (string | null)[];
  work.tries = Number(tries ?? 0);
  work.crashes = Number(crashes ?? 0);
  work.loneDeaths = Number(loneDeaths ?? 0);
  if (alone === null) return;
  // That it was alone is about this one end of it: a later process that dies with it in hand may have had others beside it.
  await Promise.all([
    bus.sendSoon(['hdel', hash, aloneField]),
    ...(died ? [bus.sendSoon(['hincrby', hash, loneDeathsField, 1])] : []),
  ]);
  if (died) work.loneDeaths += 1;
}

/** To be known by whoever takes it over next, should this process die of it. */
export async function recordAlone(bus: RaptorBus, hash: string, eventId: string): Promise<void> {
  const [, , aloneField] = fieldsOf(eventId);
  await bus.sendSoon(['hset', hash, aloneField, 1]);
}
