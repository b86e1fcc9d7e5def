/** Why the gateway ends a socket: codes of RFC 6455, 7.4.1, and own ones from 4000 on. */
export const LIVE_CLOSE = {
  /** Too many messages, or one that is no text. */
  misbehaved: { code: 1008, reason: 'too many messages' },
  broken: { code: 1011, reason: 'internal error' },
  /** Another replica takes over: connect again, with the position. */
  restarting: { code: 1012, reason: 'restarting' },
  /** Its buffer was full: connect again, with the position. */
  tooSlow: { code: 1013, reason: 'too slow' },
  /** Whether it still may listen could not be found out for a while. */
  unsure: { code: 1013, reason: 'membership cannot be checked' },
  /** The socket is old: connect again with a new ticket, and with the position. */
  expired: { code: 4001, reason: 'ticket expired' },
  /** Role or membership are not what they were: connect again with a new ticket, if there is one to be had. */
  changed: { code: 4003, reason: 'membership has changed' },
} as const;

export type LiveClose = (typeof LIVE_CLOSE)[keyof typeof LIVE_CLOSE];
