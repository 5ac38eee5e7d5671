package org.hybridrec.core.evaluation;

/**
 * Random numbers that are the same on every Java. Steele, Lea and Flood, Fast splittable
 * pseudorandom number generators, OOPSLA 2014.
 */
final class SplitMix64 {

  private static final long STEP = 0x9E3779B97F4A7C15L;

  private long state;

  SplitMix64(long seed) {
    this.state = seed;
  }

  /** Evenly distributed from 0 to just below the bound, up to one part in 2^32 / bound. */
  int below(int bound) {
    state += STEP;
    return (int) (((mix(state) >>> 32) * bound) >>> 32);
  }

  static long mix(long state) {
    long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
