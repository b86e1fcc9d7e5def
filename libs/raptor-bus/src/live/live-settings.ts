/** The same for everybody who publishes or listens, or listeners are sent for snapshots they would not need. */
export interface LiveSettings {
  /** Frames kept for each workspace, for those who come back. Default 1,000. */
  readonly backlogFrames: number;
  /** Bytes kept for each workspace; the newest frame stays whatever its size. Default 4 MiB. */
  readonly backlogBytes: number;
  /** How long a workspace without updates or listeners is remembered, in milliseconds. Default 24 hours. */
  readonly idleMs: number;
  /** How often a listening process looks whether the last frame before a silence was lost, in milliseconds. Default 3,000. */
  readonly checkEveryMs: number;
}

export const LIVE_DEFAULTS: LiveSettings = {
  backlogFrames: 1_000,
  backlogBytes: 4 * 1024 * 1024,
  idleMs: 24 * 60 * 60 * 1_000,
  checkEveryMs: 3_000,
};
