import { AppError } from '../errors/app-error';

/** Deepest nesting and most keys a JSON body may have: the largest request is 1,000 observations of six fields each. */
export const MAX_DEPTH = 32;
export const MAX_KEYS = 8_000;

const HALF_A_PAIR = /\p{Surrogate}/u;
const NUL = '\u0000';

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Parses an untrusted JSON body.
 * @throws AppError REQUEST_MALFORMED for bytes that are not UTF-8, text that is not JSON, half a surrogate pair (`"\ud800"`), which is no
 *   text and on which others fail, U+0000, which no database stores, too much nesting, too many keys, or a key that would reach an object's
 *   prototype.
 */
export function parseJsonBody(body: Buffer): unknown {
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(body));
  } catch (error) {
    const what = error instanceof SyntaxError ? 'not valid JSON' : 'not valid UTF-8';
    throw new AppError('REQUEST_MALFORMED', `The body is ${what}`, { cause: error });
  }
  refuseExcess(value);
  return value;
}

/** @throws AppError REQUEST_INVALID: every operation takes an object. */
export function objectOf(body: unknown): object {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
  throw new AppError('REQUEST_INVALID', 'The body must be a JSON object');
}

function refuseExcess(root: unknown): void {
  let keys = 0;
  let level: unknown[] = [root];
  for (let depth = 1; level.length > 0; depth += 1) {
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string') refuseNoText(value);
      if (typeof value !== 'object' || value === null) continue;
      if (depth > MAX_DEPTH) {
        throw new AppError('REQUEST_MALFORMED', `The body is nested more than ${MAX_DEPTH} levels deep`);
      }
      if (!Array.isArray(value)) {
        const names = Object.keys(value);
        keys += names.length;
        if (keys > MAX_KEYS) throw new AppError('REQUEST_MALFORMED', `The body has more than ${MAX_KEYS} keys`);
        names.forEach(refuseNoText);
        const reserved = names.find((name) => name === '__proto__' || name === 'constructor' || name === 'prototype');
        if (reserved)
          throw new AppError('REQUEST_MALFORMED', `The body has a field with the reserved name ${reserved}`);
      }
      for (const child of Object.values(value)) next.push(child);
    }
    level = next;
  }
}

function refuseNoText(text: string): void {
  if (HALF_A_PAIR.test(text))
    throw new AppError('REQUEST_MALFORMED', 'The body has text with half a surrogate pair in it');
  if (text.includes(NUL)) throw new AppError('REQUEST_MALFORMED', 'The body has text with the character U+0000 in it');
}
