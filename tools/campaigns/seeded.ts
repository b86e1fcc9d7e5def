/** A stream of chances, 0 to 1: the same seed gives the same. Marsaglia, Xorshift RNGs, J. Stat. Soft. 8(14), 2003. */
export function seeded(seed: number): () => number {
  let x = (seed * 2_654_435_761 + 1) >>> 0;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    x >>>= 0;
    return x / 2 ** 32;
  };
}
