/**
 * No UUIDv7 made at this time or later is smaller (RFC 9562, 5.7: they begin with 48 bits of Unix milliseconds). Finds
 * rows by age through their primary key.
 */
export function firstIdAt(time: Date): string {
  const hex = Math.max(0, time.getTime()).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
