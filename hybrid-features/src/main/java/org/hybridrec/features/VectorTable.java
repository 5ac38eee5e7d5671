package org.hybridrec.features;

import java.util.Arrays;
import org.hybridrec.features.source.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * Vectors of floats by key: factors of users or items, vectors computed elsewhere. Immutable and
 * thread-safe.
 */
public final class VectorTable {

  private final Vocabulary keys;
  private final int width;
  private final float[][] rows;

  private VectorTable(Vocabulary keys, int width, float[][] rows) {
    this.keys = keys;
    this.width = width;
    this.rows = rows;
  }

  /**
   * Returns the table in which the key with id i has the i-th row. The rows are copied.
   *
   * @param keys the keys
   * @param rows [keys × width]
   * @throws IllegalArgumentException if the numbers of keys and rows differ, rows differ in width,
   *     or a number is not finite
   */
  public static VectorTable of(Vocabulary keys, float[][] rows) {
    if (rows.length != keys.size()) {
      throw new IllegalArgumentException(
          "vector table: expected a row for each of "
              + keys.size()
              + " keys, had "
              + rows.length
              + " rows");
    }
    int width = rows[0].length;
    float[][] copy = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      checkRow(keys.value(i), rows[i], width);
      copy[i] = rows[i].clone();
    }
    return new VectorTable(keys, width, copy);
  }

  private static void checkRow(String key, float[] row, int width) {
    String where = "vector table, key " + Quoted.of(key) + ": ";
    if (row.length != width || width == 0) {
      throw new IllegalArgumentException(
          where
              + "every row must have the same width of at least 1, was "
              + row.length
              + " where the first has "
              + width);
    }
    for (int i = 0; i < width; i++) {
      if (!Float.isFinite(row[i])) {
        throw new IllegalArgumentException(
            where + "number " + i + " must be finite, was " + row[i]);
      }
    }
  }

  /** Returns the keys; the id of a key is the number of its row. */
  public Vocabulary keys() {
    return keys;
  }

  /** Returns the number of rows. */
  public int size() {
    return rows.length;
  }

  /** Returns the floats of a row. */
  public int width() {
    return width;
  }

  /** Returns a copy of the row with that number. */
  public float[] row(int index) {
    return rows[index].clone();
  }

  /** Returns a copy of all rows, [size × width]. */
  public float[][] rows() {
    float[][] copy = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      copy[i] = rows[i].clone();
    }
    return copy;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VectorTable that
        && keys.equals(that.keys)
        && Arrays.deepEquals(rows, that.rows);
  }

  @Override
  public int hashCode() {
    return 31 * keys.hashCode() + Arrays.deepHashCode(rows);
  }

  @Override
  public String toString() {
    return "VectorTable of " + size() + " × " + width;
  }
}
