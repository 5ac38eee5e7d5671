package org.hybridrec.core.training;

/**
 * A seeded permutation of 0 … n - 1 by formula: no memory, any element on its own. Immutable.
 *
 * <p>A Feistel network of eight rounds permutes the numbers of 2b bits, with b the least for which
 * 2^(2b) is at least n; a result of n or more is sent through again until it is less ("cycle
 * walking", J. Black and P. Rogaway, <i>Ciphers with arbitrary finite domains</i>, CT-RSA 2002). As
 * the domain is at most four times n, that takes four walks or fewer on average. With four rounds,
 * each of five rows would come in some places a third too often; with eight it is one in forty.
 */
final class Permutation {

  private static final int ROUNDS = 8;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long n;
  private final int halfBits;
  private final long mask;
  private final long[] keys = new long[ROUNDS];

  Permutation(long n, long seed) {
    this.n = n;
    int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(n - 1, 1));
    this.halfBits = (bits + 1) / 2;
    this.mask = (1L << halfBits) - 1;
    for (int round = 0; round < ROUNDS; round++) {
      keys[round] = mix(seed + GOLDEN * (round + 1));
    }
  }

  /** Returns the permutation of an epoch. */
  static Permutation ofEpoch(long n, long seed, int epoch) {
    return new Permutation(n, mix(seed ^ mix(epoch)));
  }

  /** Returns where the element at that position comes from. */
  long at(long position) {
    long value = position;
    do {
      value = permute(value);
    } while (value >= n);
    return value;
  }

  private long permute(long value) {
    long left = value >>> halfBits;
    long right = value & mask;
    for (long key : keys) {
      long next = left ^ (mix(right ^ key) & mask);
      left = right;
      right = next;
    }
    return (left << halfBits) | right;
  }

  /** The finaliser of SplitMix64. */
  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
