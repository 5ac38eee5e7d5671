package org.hybridrec.features.arrow;

import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/**
 * Checked values of one type, numbered from 0: every offset and index in them is within bounds.
 * Asked for the content of a null, an accessor may answer anything.
 */
interface Values {

  long count();

  boolean isNull(long index);

  /** Returns what numbers the values, or null; see {@code SourceColumn.dictionary}. */
  default @Nullable Object dictionary() {
    return null;
  }

  /** Returns the number of a value that is not null, or -1. */
  default int key(long index) {
    return -1;
  }

  /**
   * Returns a text, or an integer in decimal.
   *
   * @throws CharacterCodingException if it is not UTF-8
   */
  default String text(long index) throws CharacterCodingException {
    throw new IllegalStateException("not a column of text");
  }

  /**
   * Returns an integer.
   *
   * @throws ArithmeticException if it is beyond the range of long
   */
  default long integer(long index) {
    throw new IllegalStateException("not a column of integers");
  }

  /** Returns a floating point number, or an integer as one. */
  default double number(long index) {
    throw new IllegalStateException("not a column of numbers");
  }
}
