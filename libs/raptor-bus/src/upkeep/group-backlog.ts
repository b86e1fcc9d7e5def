import type { RaptorBus } from '../raptor-bus';

/** What waits for a service and what it has taken, over all its replicas. */
export interface Backlog {
  /** Entries that no replica has taken. */
  readonly lag: number;
  /** Entries taken and not yet acknowledged. */
  readonly pending: number;
  /** Seconds since the oldest of them was published; 0 when there is none. */
  readonly oldestAgeSeconds: number;
}

/** The backlog of a channel, over all its lanes; streams that do not exist yet count as empty. */
export async function backlogOf(bus: RaptorBus, channel: string): Promise<Backlog> {
  const lanes = await Promise.all(bus.keys.streams(channel).map((stream) => laneBacklog(bus, stream)));
  return {
    lag: lanes.reduce((sum, { lag }) => sum + lag, 0),
    pending: lanes.reduce((sum, { pending }) => sum + pending, 0),
    oldestAgeSeconds: Math.max(0, ...lanes.map(({ oldestAgeSeconds }) => oldestAgeSeconds)),
  };
}

const NOTHING: Backlog = { lag: 0, pending: 0, oldestAgeSeconds: 0 };

async function laneBacklog(bus: RaptorBus, stream: string): Promise<Backlog> {
  const { commands, options } = bus;
  const groups = ((await commands.xinfo('GROUPS', stream).catch(absent)) as unknown[][]).map(asRecord);
  const group = groups.find(({ name }) => name === options.service);
  if (!group) return NOTHING;
  const pending = Number(group['pending']);
  const last = String(group['last-delivered-id']);
  const next = (await commands.xrange(stream, `(${last}`, '+', 'COUNT', 1))[0]?.[0];
  const oldestPending =
    pending > 0 ? ((await commands.xpending(stream, options.service)) as [number, string])[1] : undefined;
  const ages = [next, oldestPending].flatMap((id) => (id ? [(Date.now() - Number(id.split('-')[0])) / 1_000] : []));
  return { lag: await lagOf(bus, stream, group, last, next), pending, oldestAgeSeconds: Math.max(0, ...ages) };
}

/** Redis 7 counts; where it cannot (6.2, or after deletions), what follows the last one given is counted, up to a bound. */
async function lagOf(
  { commands }: RaptorBus,
  stream: string,
  group: Record<string, unknown>,
  last: string,
  next: string | undefined,
): Promise<number> {
  if (next === undefined) return 0;
  if (typeof group['lag'] === 'number') return group['lag'];
  return (await commands.xrange(stream, `(${last}`, '+', 'COUNT', 1_000)).length;
}

function absent(error: unknown): unknown[][] {
  if (error instanceof Error && error.message.includes('no such key')) return [];
  throw error;
}

function asRecord(pairs: unknown[]): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (let index = 0; index < pairs.length; index += 2) record[String(pairs[index])] = pairs[index + 1];
  return record;
}
