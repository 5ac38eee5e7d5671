package org.hybridrec.core.network;

/**
 * Random numbers by formula: number i of the stream of a seed and a name. Streams of different
 * names are independent, so a parameter's initial values do not depend on which others there are.
 * Immutable.
 *
 * <p>The mixing function is the finaliser of SplitMix64 (G. Steele, D. Lea, C. Flood, <i>Fast
 * Splittable Pseudorandom Number Generators</i>, OOPSLA 2014), its counter step the golden ratio.
 */
final class RandomStream {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long key;

  private RandomStream(long key) {
    this.key = key;
  }

  static RandomStream of(long seed, String name) {
    long key = mix(seed + GOLDEN);
    for (int i = 0; i < name.length(); i++) {
      key = mix(key + GOLDEN * (name.charAt(i) + 1));
    }
    return new RandomStream(key);
  }

  /** Returns a stream of this one, one for each number. */
  RandomStream at(long number) {
    return new RandomStream(mix(key ^ mix(number + GOLDEN)));
  }

  /** Returns 64 random bits. */
  long bits(long index) {
    return mix(key + GOLDEN * (index + 1));
  }

  /** Returns a number in [0, 1), a multiple of 2^-24. */
  float uniform(long index) {
    return (bits(index) >>> 40) * 0x1p-24f;
  }

  /** Returns a number in [-limit, limit), not 0. */
  float symmetric(long index, float limit) {
    return ((bits(index) >> 40) + 0.5f) * 0x1p-23f * limit;
  }

  /**
   * Fills a table with a normal distribution cut off at two standard deviations: a candidate drawn
   * evenly from [-2, 2) is kept with probability exp(-x²/2).
   */
  void fillTruncatedNormal(float[] out, float standardDeviation) {
    long index = 0;
    for (int i = 0; i < out.length; ) {
      long bits = bits(index++);
      float candidate = (int) (bits >> 32) * 0x1p-30f;
      float chance = (int) (bits >>> 8 & 0xFFFFFF) * 0x1p-24f;
      if (chance < Exponential.exp(-0.5f * candidate * candidate)) {
        out[i++] = candidate * standardDeviation;
      }
    }
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
