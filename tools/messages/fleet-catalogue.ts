import { MESSAGES } from '@raptor/contracts';
import { busChannels } from '@raptor/platform';
import { MessageCatalogue } from '@raptor/raptor-bus';

/** Any will do: it does not change what the messages are. */
const HEARTBEAT_INTERVAL_MS = 30_000;

/** Every message of the fleet as its bus knows it. */
export const fleetCatalogue = (): MessageCatalogue =>
  new MessageCatalogue(MESSAGES, busChannels(HEARTBEAT_INTERVAL_MS));
