package org.hybridrec.features.synthetic;

import java.util.SplittableRandom;

/**
 * Random numbers that are the same on every Java version. Only the raw 64 bits come from {@link
 * SplittableRandom}, which is SplitMix64 (Steele, Lea, Flood 2014); what the JDK makes of them,
 * such as Gaussians, has changed between versions, and so is made here, with StrictMath.
 */
final class StableRandom {

  private static final double UNIT = 0x1p-53;

  private final SplittableRandom bits;

  StableRandom(long seed) {
    this.bits = new SplittableRandom(seed);
  }

  /** Returns an independent generator that follows from this one's state. */
  StableRandom fork() {
    return new StableRandom(bits.nextLong());
  }

  long nextLong() {
    return bits.nextLong();
  }

  /** Uniform in [0, 1). */
  double nextDouble() {
    return (bits.nextLong() >>> 11) * UNIT;
  }

  /** Uniform in [0, bound); off by less than bound / 2⁵³. */
  int nextInt(int bound) {
    return (int) (nextDouble() * bound);
  }

  /** Standard normal, by Box and Muller (1958). */
  double nextGaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * nextDouble());
  }

  /** Exponential with that mean. */
  double nextExponential(double mean) {
    return -mean * StrictMath.log(1 - nextDouble());
  }

  double[] gaussianVector(int width) {
    double[] vector = new double[width];
    for (int i = 0; i < width; i++) {
      vector[i] = nextGaussian();
    }
    return vector;
  }

  double[] unitVector(int width) {
    return Vectors.unit(gaussianVector(width));
  }

  int[] permutation(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
