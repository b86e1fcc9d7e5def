import type { RaptorBus } from './raptor-bus';

/** What waits for a service and what it has taken, over all its replicas. */
export interface Backlog {
  /** Entries that no replica has taken. */
  readonly lag: number;
  /** Entries taken and not yet acknowledged. */
  readonly pending: number;
}

/** Sums XINFO GROUPS over all lanes of the channels; streams that do not exist yet count as empty. */
export async function backlogOf(bus: RaptorBus, channels: readonly string[]): Promise<Backlog> {
  const streams = channels.flatMap((channel) => bus.keys.streams(channel));
  const answers = await Promise.all(
    streams.map((stream) => bus.commands.xinfo('GROUPS', stream).catch(absent) as Promise<unknown[][]>),
  );
  const groups = answers
    .flat()
    .map(asRecord)
    .filter(({ name }) => name === bus.options.service);
  return {
    lag: groups.reduce((sum, group) => sum + Number(group['lag'] ?? 0), 0),
    pending: groups.reduce((sum, group) => sum + Number(group['pending'] ?? 0), 0),
  };
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
