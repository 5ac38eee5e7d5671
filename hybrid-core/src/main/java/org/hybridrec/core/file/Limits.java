package org.hybridrec.core.file;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a file may hold at most, for writer and reader alike. The figures bound what a hostile
 * header can make a reader allocate beyond the bytes that are there, and none is near what a model
 * needs.
 */
final class Limits {

  static final int HEADER_BYTES = 100_000_000;
  static final int TENSORS = 4_096;
  static final int DIMENSIONS = 8;
  static final int TEXTS = 1_000;
  static final int NAME_CHARS = 1_000;
  static final int TEXT_CHARS = 1_000_000;

  /** The greatest array that every common JVM can make. */
  static final int TENSOR_BYTES = Integer.MAX_VALUE - 8;

  private Limits() {}

  /**
   * Returns the bytes that a tensor of that shape takes.
   *
   * @throws ArithmeticException with a message if the shape is not possible
   */
  static int byteCount(DType dtype, long[] shape) {
    if (shape.length > DIMENSIONS) {
      throw new ArithmeticException(
          "shape has " + shape.length + " dimensions, allowed are " + DIMENSIONS);
    }
    long bytes = dtype.byteCount();
    for (long size : shape) {
      if (size < 0 || size > TENSOR_BYTES) {
        throw new ArithmeticException(
            "shape %s has a size outside 0 to %s".formatted(print(shape), print(TENSOR_BYTES)));
      }
      bytes = Math.multiplyExact(bytes, size);
      if (bytes > TENSOR_BYTES) {
        throw new ArithmeticException(
            "shape %s takes more than %s bytes".formatted(print(shape), print(TENSOR_BYTES)));
      }
    }
    return (int) bytes;
  }

  static String print(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  static String print(long[] shape) {
    return Arrays.toString(shape);
  }

  /** Tells whether the text has unpaired surrogates, which UTF-8 cannot hold. */
  static boolean isBroken(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          return true;
        }
        i++;
      }
    }
    return false;
  }
}
