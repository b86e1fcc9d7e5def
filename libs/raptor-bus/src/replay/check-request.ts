import type { RaptorBus } from '../raptor-bus';
import type { ReplayRequest } from './replay';

const NAME = /^[\w.-]{1,64}$/;

/** @throws Error for a request that makes no sense. */
export function checkRequest({ catalogue, options }: RaptorBus, request: ReplayRequest): void {
  const { channel, name, from, until, filter } = request;
  if (!NAME.test(name)) throw new Error('The name of a replay is 1 to 64 letters, digits, -, _ and .');
  const isGroup = catalogue.entries.some(({ readers }) => readers.includes(name));
  if (isGroup || name === options.service || catalogue.groupsOf(channel).includes(name)) {
    throw new Error(`${name} is a service: a replay needs a name of its own`);
  }
  if (!catalogue.channelsReadBy(options.service).includes(channel)) {
    throw new Error(`${options.service} reads no work on ${channel}: there is nothing it could replay`);
  }
  for (const time of [from, until]) {
    if (time !== undefined && !(time.getTime() >= 0)) throw new Error('A replay is from a time and until a time');
  }
  for (const message of filter?.names ?? []) catalogue.get(message);
}

/** The same text for the same request: what is under a name must not become something else on the way. */
export const identityOf = ({ from, until, filter }: ReplayRequest): string =>
  JSON.stringify([from, until ?? null, filter?.names ? [...filter.names].sort() : null, filter?.workspaceId ?? 'any']);
