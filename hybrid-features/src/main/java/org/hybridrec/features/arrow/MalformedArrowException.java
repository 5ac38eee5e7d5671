package org.hybridrec.features.arrow;

/** Bytes that are not what Arrow's format says. Caught where file and batch are known. */
final class MalformedArrowException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedArrowException(String message) {
    super(message);
  }

  /**
   * Throws an exception of that message, with {@link String#format}, unless the condition holds.
   */
  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more dependency
  static void check(boolean condition, String message, Object... arguments) {
    if (!condition) {
      throw new MalformedArrowException(String.format(message, arguments));
    }
  }
}
