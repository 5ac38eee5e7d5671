package org.hybridrec.core.network;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** Matrices as separate row arrays: what the kernels work on. */
final class Rows {

  private Rows() {}

  static float[][] allocate(int rows, int columns) {
    return new float[rows][columns];
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

  /** Sets the first columns of some rows to zero. */
  static void clear(float[][] rows, int from, int to, int columns) {
    for (int i = from; i < to; i++) {
      Arrays.fill(rows[i], 0, columns, 0f);
    }
  }
}
