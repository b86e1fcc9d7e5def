import type { LiveFrame } from '@raptor/raptor-bus';

/** What the data of a frame on the bus are: see `EventTeller`. */
interface FrameData {
  readonly at: string;
  readonly group: string;
  readonly data: unknown;
}

interface Said {
  readonly group: string;
  /** The part that is the same for all sockets. */
  readonly tail: string;
}

/** A frame is the same object for all sockets of a workspace: what it says is written once. */
const known = new WeakMap<LiveFrame, Said>();

function saidIn(frame: LiveFrame): Said {
  const earlier = known.get(frame);
  if (earlier) return earlier;
  const { at, group, data } = frame.data as FrameData;
  const tail = JSON.stringify({ type: frame.name, at, id: frame.eventId, data }).slice(1);
  const said = { group, tail };
  known.set(frame, said);
  return said;
}

export const groupOf = (frame: LiveFrame): string => saidIn(frame).group;

/** As it goes to a socket that was sent number `prev` last. */
export const textOf = (frame: LiveFrame, prev: number): string =>
  `{"epoch":${JSON.stringify(frame.epoch)},"seq":${frame.seq},"prev":${prev},${saidIn(frame).tail}`;
