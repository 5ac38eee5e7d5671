package org.hybridrec.features.source;

import org.jspecify.annotations.Nullable;

/**
 * The raw values of one column within a {@link SourceBatch}. Every row holds {@link #valueCount}
 * values: 0 when the cell is missing (null) or its list is empty, 1 for a plain cell, any number
 * for a list. Not thread-safe.
 *
 * <p>Which accessor may be called follows from the column's {@link ValueType}: {@code TEXT} answers
 * {@link #text}; {@code INTEGER} answers {@link #text} (decimal), {@link #integer} and {@link
 * #number}; {@code NUMBER} answers {@link #number}. Any other call is an {@link
 * IllegalStateException}.
 */
public interface SourceColumn {

  /** Returns how many values the row holds; 0 says that the cell is missing. */
  int valueCount(int row);

  /**
   * Returns true if that element of a list is null. Positions in a list are kept, so that weights
   * stay beside their values. Always false for a plain column, where a null cell has no values.
   */
  boolean isNull(int row, int index);

  /**
   * Returns true if the row held something that cannot be read as the column's type. Such a cell
   * counts as missing; in a list, the elements that cannot be read are null. Only rows that came in
   * one by one, as in serving, can hold such cells: a source refuses them.
   */
  default boolean isInvalid(int row) {
    return false;
  }

  /**
   * Returns what numbers the values of this column, or null if nothing does. An Arrow dictionary
   * does. As long as the batches of a pass answer the same object here, equal numbers are equal
   * values, so that work on a value can be done once for its number.
   */
  default @Nullable Object dictionary() {
    return null;
  }

  /**
   * Returns the number of a value: at least 0, or -1 if it has none, as a null has none. To be
   * asked where {@link #dictionary} is not null.
   */
  default int key(int row, int index) {
    return -1;
  }

  /** Returns a value as text. A null element gives the empty string. */
  String text(int row, int index);

  /** Returns a value as a whole number. A null element gives 0. */
  long integer(int row, int index);

  /** Returns a value as a floating point number. A null element gives NaN. */
  double number(int row, int index);
}
