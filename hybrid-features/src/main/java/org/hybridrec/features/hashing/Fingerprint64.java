package org.hybridrec.features.hashing;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * FarmHash Fingerprint64, the stable 64-bit hash behind TensorFlow's hash buckets and BigQuery's
 * {@code FARM_FINGERPRINT}. The value of a text never changes, on any machine and in any version of
 * this library. Not cryptographic: whoever picks the values can make them collide. Thread-safe.
 *
 * <pre>{@code
 * int id = Fingerprint64.bucket(Fingerprint64.of("Kurier"), 1_104);
 * }</pre>
 *
 * <p>Source: G. Pike, FarmHash 1.1, {@code farmhashna::Hash64}.
 */
public final class Fingerprint64 {

  private static final Hasher64 FARM = Hashing.farmHashNa();

  private Fingerprint64() {}

  /**
   * Returns the fingerprint of the UTF-8 form of a text. The empty text has one too; that it counts
   * as missing is the columns' business.
   *
   * @throws MalformedTextException if the text holds an unpaired surrogate
   */
  public static long of(String text) {
    return of(Utf8.encode(text));
  }

  /** Returns the fingerprint of a whole number, which is that of its decimal text. */
  public static long of(long number) {
    return of(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
  }

  /** Returns the fingerprint of some bytes, taken as they are. */
  public static long of(byte[] utf8) {
    return FARM.hashBytesToLong(utf8);
  }

  /**
   * Returns the fingerprint of a part of some bytes.
   *
   * @throws IndexOutOfBoundsException if the part does not lie within the array
   */
  public static long of(byte[] utf8, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, utf8.length);
    return FARM.hashBytesToLong(utf8, offset, length);
  }

  /**
   * Returns the bucket of a fingerprint: its remainder as an unsigned number, in [0, bucketCount).
   *
   * @throws IllegalArgumentException if bucketCount is below 1
   */
  public static int bucket(long fingerprint, int bucketCount) {
    if (bucketCount < 1) {
      throw new IllegalArgumentException("bucketCount must be at least 1, was " + bucketCount);
    }
    return (int) Long.remainderUnsigned(fingerprint, bucketCount);
  }
}
