package org.hybridrec.core.network;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** Matrices as separate row arrays: what the kernels work on. */
final class Rows {

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
    transpose(in, from, to, out, 0, columns);
  }

  /** Transposes rows [from, to): out[j][at + i - from] = in[i][j] for j in [0, columns). */
  static void transpose(float[][] in, int from, int to, float[][] out, int at, int columns) {
    int i = from;
    for (; i <= to - 8; i += 8) {
      transposeEight(in, i, out, at + i - from, columns);
    }
    for (; i < to; i++) {
      for (int j = 0; j < columns; j++) {
        out[j][at + i - from] = in[i][j];
      }
    }
  }

  /** Eight rows at a time: what is written then lies together. */
  private static void transposeEight(float[][] in, int i, float[][] out, int at, int columns) {
    float[] in0 = in[i];
    float[] in1 = in[i + 1];
    float[] in2 = in[i + 2];
    float[] in3 = in[i + 3];
    float[] in4 = in[i + 4];
    float[] in5 = in[i + 5];
    float[] in6 = in[i + 6];
    float[] in7 = in[i + 7];
    for (int j = 0; j < columns; j++) {
      float[] column = out[j];
      column[at] = in0[j];
      column[at + 1] = in1[j];
      column[at + 2] = in2[j];
      column[at + 3] = in3[j];
      column[at + 4] = in4[j];
      column[at + 5] = in5[j];
      column[at + 6] = in6[j];
      column[at + 7] = in7[j];
    }
  }

  /** Sets the first columns of some rows to zero. */
  static void clear(float[][] rows, int from, int to, int columns) {
    for (int i = from; i < to; i++) {
      Arrays.fill(rows[i], 0, columns, 0f);
    }
  }
}
