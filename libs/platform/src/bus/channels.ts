import type { Channel } from '@raptor/contracts';
import type { ChannelSettings } from '@raptor/raptor-bus';

/** Beats that are kept, and that a gateway reads back when it starts. */
const BEATS_KEPT = 5;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What the channels are, and how long their entries stay once every reader is done with them. */
export const busChannels = (
  heartbeatIntervalMs: number,
): Record<Exclude<Channel, 'addressed' | 'replyTo'>, ChannelSettings> => ({
  'sys.global.heartbeat': { delivery: 'broadcast', windowMs: BEATS_KEPT * heartbeatIntervalMs },
  'sys.global.stops': { delivery: 'broadcast', windowMs: MINUTE },
  'sys.guild.research.broadcast': { keptMs: HOUR },
  'sys.guild.muse.broadcast': { keptMs: DAY },
  'sys.guild.matrix.broadcast': { keptMs: 7 * DAY },
  'sys.guild.guardian.broadcast': { keptMs: 7 * DAY },
  'sys.council': { keptMs: DAY },
  'sys.gateway': { keptMs: HOUR },
  'sys.alert.critical': { keptMs: DAY },
  'sys.alert.warning': { keptMs: DAY },
  'sys.state.update': { keptMs: HOUR },
  'sys.workspace.lifecycle': { keptMs: 7 * DAY },
});
