let madeAt = 0;
let made = '';

/** The time as ISO 8601, to the millisecond; written once in each of them. */
export function isoNow(): string {
  const now = Date.now();
  if (now !== madeAt) {
    madeAt = now;
    made = new Date(now).toISOString();
  }
  return made;
}
