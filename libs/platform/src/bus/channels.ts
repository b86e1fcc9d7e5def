import type { ChannelSettings } from '@raptor/raptor-bus';

/** Beats that are kept, and that a gateway reads back when it starts. */
const BEATS_KEPT = 5;

/** The channels that are not plain work channels. */
export const busChannels = (heartbeatIntervalMs: number): Record<string, ChannelSettings> => ({
  'sys.global.heartbeat': { delivery: 'broadcast', windowMs: BEATS_KEPT * heartbeatIntervalMs },
});
