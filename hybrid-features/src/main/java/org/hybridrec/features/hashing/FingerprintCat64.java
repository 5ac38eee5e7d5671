package org.hybridrec.features.hashing;

/**
 * Two fingerprints made one, in an order that matters: how TensorFlow chains the keys of a crossed
 * column. A cross starts at its hash key and takes its keys one by one; its bucket is {@link
 * Fingerprint64#bucket} of what comes out. Thread-safe.
 *
 * <pre>{@code
 * long cross = FingerprintCat64.DEFAULT_HASH_KEY;
 * cross = FingerprintCat64.of(cross, Fingerprint64.of("News")); // a raw key
 * cross = FingerprintCat64.of(cross, 9);                        // an id
 * int bucket = Fingerprint64.bucket(cross, 60);
 * }</pre>
 *
 * <p>Source: TensorFlow, {@code FingerprintCat64} of its platform fingerprints, after FarmHash's
 * ShiftMix.
 */
public final class FingerprintCat64 {

  /** The hash key of crosses that name none. */
  public static final long DEFAULT_HASH_KEY = 0xDECAFCAFFEL;

  private static final long MULTIPLIER = 0xc6a4a7935bd1e995L;

  private FingerprintCat64() {}

  /**
   * Returns the fingerprint of two in their order.
   *
   * @param a the fingerprint so far
   * @param b the fingerprint, or the plain id, that is added to it
   */
  public static long of(long a, long b) {
    long mixed = a ^ MULTIPLIER;
    mixed ^= shiftMix(b * MULTIPLIER) * MULTIPLIER;
    mixed *= MULTIPLIER;
    mixed = shiftMix(mixed) * MULTIPLIER;
    return shiftMix(mixed);
  }

  private static long shiftMix(long value) {
    return value ^ (value >>> 47);
  }
}
