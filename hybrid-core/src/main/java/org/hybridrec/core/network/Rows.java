package org.hybridrec.core.network;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** Matrices as separate row arrays: what the kernels work on. */
final class Rows {

  /** Rows written at a time when transposing: so many lines stay in the first cache. */
  private static final int BLOCK = 16;

  private Rows() {}

  /** Returns zeros; every row has room for {@link #padded} columns. */
  static float[][] allocate(int rows, int columns) {
    return new float[rows][padded(columns)];
  }

  /** Returns the least multiple of the kernels' lanes that is no less. */
  static int padded(int columns) {
    return (columns + Kernels.LANES - 1) / Kernels.LANES * Kernels.LANES;
  }

  /** Returns a matrix of at least that size: the given one if it is big enough. */
  static float[][] atLeast(float[][] current, int rows, int columns) {
    boolean fits = current.length >= rows && (rows == 0 || current[0].length >= columns);
    return fits ? current : allocate(rows, columns);
  }

  /** Returns some of the rows, not copied. */
  static float[][] select(float[][] rows, int count, IntUnaryOperator which) {
    float[][] selected = new float[count][];
    for (int i = 0; i < count; i++) {
      selected[i] = rows[which.applyAsInt(i)];
    }
    return selected;
  }

  /** Transposes rows [from, to): out[j][i - from] = in[i][j] for j in [0, columns). */
  static void transpose(float[][] in, int from, int to, float[][] out, int columns) {
    for (int j = 0; j < columns; j += BLOCK) {
      int end = Math.min(j + BLOCK, columns);
      for (int i = from; i < to; i++) {
        transposeRow(in[i], out, i - from, j, end);
      }
    }
  }

  private static void transposeRow(float[] row, float[][] out, int i, int from, int to) {
    for (int j = from; j < to; j++) {
      out[j][i] = row[j];
    }
  }

  /** Sets the first columns of some rows to zero. */
  static void clear(float[][] rows, int from, int to, int columns) {
    for (int i = from; i < to; i++) {
      Arrays.fill(rows[i], 0, columns, 0f);
    }
  }
}
