package org.hybridrec.features.text;

/**
 * Rows of +1 and -1 that look random and follow from a 64-bit state by formula, so no table of them
 * is ever held. Sign d of a row is bit d mod 64 of the output number d / 64 of SplitMix64 started
 * at the state; a set bit is -1.
 *
 * <p>Source: G. Steele, D. Lea, C. Flood, Fast Splittable Pseudorandom Number Generators, 2014.
 * That sums of such rows keep distances: D. Achlioptas, Database-friendly random projections, 2003.
 */
final class RandomSigns {

  /** Signs of a block. */
  static final int BLOCK = Long.SIZE;

  private static final long GAMMA = 0x9e3779b97f4a7c15L;

  private RandomSigns() {}

  /** The signs from number block × 64 on, as bits, the first in the lowest. */
  static long block(long state, int block) {
    return mix(state + (block + 1) * GAMMA);
  }

  /** Adds scale × row to the sum. */
  static void add(long state, double scale, double[] sum) {
    for (int d = 0; d < sum.length; d++) {
      boolean negative = (block(state, d / BLOCK) >>> d & 1) != 0;
      sum[d] += negative ? -scale : scale;
    }
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
