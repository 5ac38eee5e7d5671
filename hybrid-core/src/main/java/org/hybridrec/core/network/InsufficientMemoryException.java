package org.hybridrec.core.network;

import java.util.Locale;

/**
 * Thrown before anything is allocated when a network, or its training, would need more memory than
 * the heap may ever have.
 */
public final class InsufficientMemoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what needs how much, what is there, and what to do
   */
  public InsufficientMemoryException(String message) {
    super(message);
  }

  static void check(String what, long floats, long heap) {
    if (floats > heap / Float.BYTES) {
      throw new InsufficientMemoryException(
          String.format(
              Locale.ROOT,
              "%s: %d floats need %.1f MB, the heap may grow to %.1f MB; give the JVM more (-Xmx),"
                  + " or take fewer classes, fewer buckets, narrower embeddings or hidden layers",
              what,
              floats,
              floats * 4e-6,
              heap * 1e-6));
    }
  }
}
