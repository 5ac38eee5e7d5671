package org.hybridrec.features.text;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An encoder that remembers what it has encoded: for fitting, where the same title comes in many
 * rows and many rounds. Gives the very floats of the encoder behind it and has its name and
 * fingerprint.
 *
 * <p>Memory is bounded: vectors are remembered until the bytes of all of them, of their texts and
 * of the map around them, as estimated, would pass a limit. From then on what is remembered stays,
 * and other texts are encoded each time. Drop the object to free the memory.
 *
 * <p>Thread-safe. Within the limit each distinct list of values is encoded once; threads that meet
 * it for the first time at the same moment may each encode it.
 */
public final class RememberingEncoder implements VectorEncoder {

  private static final long ENTRY_BYTES = 200;
  private static final long VALUE_BYTES = 64;

  private final VectorEncoder encoder;
  private final long maxBytes;
  private final AtomicLong bytes = new AtomicLong();
  private final ConcurrentMap<List<String>, float[]> vectors = new ConcurrentHashMap<>();

  private RememberingEncoder(VectorEncoder encoder, long maxBytes) {
    this.encoder = encoder;
    this.maxBytes = maxBytes;
  }

  /**
   * Returns an encoder with an empty memory.
   *
   * @param encoder the encoder that does the work
   * @param maxBytes the most to remember, 0 for nothing
   * @throws IllegalArgumentException if maxBytes is below 0
   */
  public static RememberingEncoder of(VectorEncoder encoder, long maxBytes) {
    if (maxBytes < 0) {
      throw new IllegalArgumentException(
          "remembering encoder: maxBytes must be at least 0, was " + maxBytes);
    }
    return new RememberingEncoder(Objects.requireNonNull(encoder, "encoder"), maxBytes);
  }

  @Override
  public String name() {
    return encoder.name();
  }

  @Override
  public String fingerprint() {
    return encoder.fingerprint();
  }

  @Override
  public int width() {
    return encoder.width();
  }

  /** Returns how many vectors are remembered. */
  public int size() {
    return vectors.size();
  }

  @Override
  public void encode(List<String> values, float[] target, int offset) {
    Objects.checkFromIndexSize(offset, width(), target.length);
    List<String> key = List.copyOf(values);
    float[] vector = vectors.get(key);
    if (vector == null) {
      vector = new float[width()];
      encoder.encode(key, vector, 0);
      remember(key, vector);
    }
    System.arraycopy(vector, 0, target, offset, vector.length);
  }

  private void remember(List<String> key, float[] vector) {
    long cost = cost(key);
    boolean fits = bytes.addAndGet(cost) <= maxBytes;
    if (!fits || vectors.putIfAbsent(key, vector) != null) {
      bytes.addAndGet(-cost);
    }
  }

  private long cost(List<String> key) {
    long cost = ENTRY_BYTES + (long) Float.BYTES * width();
    for (String value : key) {
      cost += VALUE_BYTES + (long) Character.BYTES * value.length();
    }
    return cost;
  }
}
