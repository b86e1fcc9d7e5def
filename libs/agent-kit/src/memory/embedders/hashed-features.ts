/** Cheap, well spread, the same everywhere: FNV-1a over UTF-16 units with MurmurHash3's finalizer, 32 bits. */
export function hash32(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

export interface Feature {
  readonly text: string;
  /** What it counts for when it occurs once; n times count 1 + ln n as much. */
  readonly weight: number;
}

/**
 * Adds features to `vector` by signed hashing (Weinberger et al. 2009): the hash says where and with which sign, so that features that meet
 * cancel out as often as they add up.
 */
export function addFeatures(vector: number[], features: readonly Feature[], seed: number): void {
  const counted = new Map<string, { count: number; weight: number }>();
  for (const { text, weight } of features) {
    const known = counted.get(text);
    if (known) known.count += 1;
    else counted.set(text, { count: 1, weight });
  }
  for (const [text, { count, weight }] of counted) {
    const hash = hash32(text, seed);
    const place = hash % vector.length;
    const sign = hash & 0x80000000 ? -1 : 1;
    vector[place] = (vector[place] ?? 0) + sign * weight * (1 + Math.log(count));
  }
}

/** Of length 1; all zeros stay as they are. */
export function normalised(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  return length === 0 ? [...vector] : vector.map((value) => value / length);
}

export const cosine = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
