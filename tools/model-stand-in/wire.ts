import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, FaultKind } from './faults';

const PIECE = 65_536;

type Way = (response: ServerResponse, pieces: readonly string[], fault: Fault) => Promise<void>;

const firstHalf = (pieces: readonly string[]): readonly string[] =>
  pieces.slice(0, Math.max(1, Math.floor(pieces.length / 2)));

/** What faults do to the wire. */
const WAYS: Partial<Record<FaultKind, Way>> = {
  drip: (response, pieces, { ms = 50 }) => drip(response, Buffer.from(pieces.join('')), ms),
  // Left to whoever waits for it.
  stall: async (response, pieces) => void response.write(firstHalf(pieces).join('')),
  'cut in an event': (response, pieces) => {
    const half = firstHalf(pieces);
    const cut = (pieces[half.length] ?? '').slice(0, 20);
    return breakOff(response, Buffer.from(half.join('') + cut));
  },
  'cut in a letter': (response, pieces) => {
    const bytes = Buffer.from(pieces.join(''));
    return breakOff(response, bytes.subarray(0, bytes.findIndex((byte) => byte >= 0xc0) + 1));
  },
  'cut short': async (response, pieces) => void response.end(firstHalf(pieces).join('')),
};

/** Sends an answer piece by piece, with what a fault does to the wire. Resolves when there is nothing more to send. */
export function send(response: ServerResponse, pieces: readonly string[], fault: Fault | undefined): Promise<void> {
  return (fault && WAYS[fault.kind]?.(response, pieces, fault)) ?? pour(response, pieces);
}

/** As fast as the other side takes it, and no longer than it is there. */
async function pour(response: ServerResponse, pieces: readonly string[]): Promise<void> {
  for (const piece of pieces) {
    for (let at = 0; at < piece.length; at += PIECE) {
      if (response.destroyed) return;
      if (!response.write(piece.slice(at, at + PIECE))) await drained(response);
    }
  }
  response.end();
}

/** Until it takes more, or nobody is there any more. */
async function drained(response: ServerResponse): Promise<void> {
  const done = new AbortController();
  const { signal } = done;
  await Promise.race(['drain', 'close'].map((event) => once(response, event, { signal }))).catch(() => undefined);
  done.abort();
}

async function drip(response: ServerResponse, bytes: Buffer, ms: number): Promise<void> {
  for (let at = 0; at < bytes.length && !response.destroyed; at += 5) {
    response.write(bytes.subarray(at, at + 5));
    await delay(ms);
  }
  response.end();
}

async function breakOff(response: ServerResponse, bytes: Buffer): Promise<void> {
  await new Promise<void>((resolve) => response.write(bytes, () => resolve()));
  response.socket?.resetAndDestroy();
}
