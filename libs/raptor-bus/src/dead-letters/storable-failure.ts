import type { Failure } from '../bus-errors';
import { deepestNesting } from '../messages/nesting';

/** Longer messages are cut, in characters; details larger than {@link MOST_DETAILS} are left out. */
const MOST_MESSAGE = 8_192;
const MOST_DETAILS = 65_536;
const DEEPEST_DETAILS = 64;

/**
 * A value as JSON that `jsonb` takes: it refuses `\u0000` and halves of surrogate pairs, which become U+FFFD.
 * @throws TypeError for what JSON cannot say, such as cycles.
 */
export function storableJson(value: unknown): string {
  return JSON.stringify(value).replace(/\\(?:u(0000|d[89a-f][0-9a-f]{2})|.)/g, (escape, refused?: string) =>
    refused === undefined ? escape : '\\ufffd',
  );
}

/** A failure as JSON that `jsonb` takes, whatever its maker put into it: a letter is not lost over its own reason. */
export function storableFailure({ code, message, retry, details, retryAfterMs }: Failure): string {
  const failure = { code: String(code), message: String(message).slice(0, MOST_MESSAGE), retry, retryAfterMs };
  return storableJson({ ...failure, details: storableDetails(details) });
}

function storableDetails(details: unknown): unknown {
  try {
    const text = storableJson(details ?? null);
    if (text.length <= MOST_DETAILS && deepestNesting(text) <= DEEPEST_DETAILS) return details;
    return 'left out: they are too large';
  } catch {
    return 'left out: they are not JSON';
  }
}
