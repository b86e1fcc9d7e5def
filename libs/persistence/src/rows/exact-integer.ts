import type { ValueTransformer } from 'typeorm';

/**
 * For columns of type `bigint` that are counted in JavaScript: money in micro-USD, tokens. Postgres hands them over as text. A number
 * that JavaScript cannot hold exactly (from 2^53, nine billion dollars) is an error, never a rounded amount.
 */
export const EXACT_INTEGER: ValueTransformer = {
  to: (value: number | null | undefined) => {
    if (typeof value === 'number' && !Number.isSafeInteger(value))
      throw new RangeError(`${value} is not a whole number that can be kept exactly`);
    return value;
  },
  from: (text: string | null) => {
    if (text === null) return null;
    const value = Number(text);
    if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond what can be counted exactly`);
    return value;
  },
};
