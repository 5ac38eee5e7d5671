package org.hybridrec.core.network;

import org.jspecify.annotations.Nullable;

/**
 * The kernels in plain Java, no flag needed: loops that the JVM's compiler turns into vector code
 * by itself. It does so where arrays are indexed by the loop's variable alone, where a loop is
 * small, and where each of the two is in a method of its own.
 */
final class PlainKernels implements Kernels {

  /** Depths gone through at a time: that many rows of b stay in the first cache. */
  private static final int DEPTH = 12;

  @Override
  public int rowBlock() {
    return 512;
  }

  @Override
  public void multiply(
      float[][] c,
      int cFrom,
      float[][] a,
      int aFrom,
      int rows,
      float[][] b,
      int depth,
      int columns,
      float @Nullable [] start) {
    Kernels.begin(c, cFrom, rows, columns, start);
    if (rows == 1) {
      multiplyRow(c[cFrom], a[aFrom], b, depth, columns);
      return;
    }
    int wholeRows = rows - rows % PlainBlocks.ROWS;
    for (int from = 0; from < depth; from += DEPTH) {
      int to = Math.min(from + DEPTH, depth);
      for (int i = 0; i < wholeRows; i += PlainBlocks.ROWS) {
        int k = from;
        for (; k <= to - PlainBlocks.DEPTHS; k += PlainBlocks.DEPTHS) {
          PlainBlocks.nine(c, cFrom + i, a, aFrom + i, b, k, columns);
        }
        for (; k < to; k++) {
          PlainBlocks.three(c, cFrom + i, a, aFrom + i, b[k], k, columns);
        }
      }
      for (int i = wholeRows; i < rows; i++) {
        for (int k = from; k < to; k++) {
          PlainBlocks.one(c[cFrom + i], a[aFrom + i][k], b[k], columns);
        }
      }
    }
  }

  /** One row meets each number of b once: it is read in the order in which it lies. */
  private static void multiplyRow(float[] c, float[] a, float[][] b, int depth, int columns) {
    int k = 0;
    for (; k <= depth - 4; k += 4) {
      PlainBlocks.four(c, a, b, k, columns);
    }
    for (; k < depth; k++) {
      PlainBlocks.one(c, a[k], b[k], columns);
    }
  }

  @Override
  public TransposedProduct transposedProduct() {
    return new PlainTransposedProduct(this);
  }

  @Override
  public void addScaled(float[] y, int yOffset, float factor, float[] x, int xOffset, int length) {
    if (yOffset == 0 && xOffset == 0) {
      PlainBlocks.one(y, factor, x, length);
      return;
    }
    for (int j = 0; j < length; j++) {
      y[yOffset + j] = Math.fma(factor, x[xOffset + j], y[yOffset + j]);
    }
  }

  /**
   * Four maxima at a time, so that they need not wait for each other: the order does not matter.
   */
  @Override
  public float max(float[] x, int offset, int length) {
    float m0 = Float.NEGATIVE_INFINITY;
    float m1 = m0;
    float m2 = m0;
    float m3 = m0;
    int j = offset;
    int end = offset + length;
    for (; j <= end - 4; j += 4) {
      m0 = Math.max(m0, x[j]);
      m1 = Math.max(m1, x[j + 1]);
      m2 = Math.max(m2, x[j + 2]);
      m3 = Math.max(m3, x[j + 3]);
    }
    for (; j < end; j++) {
      m0 = Math.max(m0, x[j]);
    }
    return Math.max(Math.max(m0, m1), Math.max(m2, m3));
  }

  @Override
  public float exp(float[] x, int offset, float[] out, float[] spare, int length, float max) {
    if (offset == 0) {
      PlainBlocks.subtract(x, max, spare, length);
    } else {
      for (int j = 0; j < length; j++) {
        spare[j] = x[offset + j] - max;
      }
    }
    PlainBlocks.mantissas(spare, out, length);
    PlainBlocks.powers(spare, out, length);
    return PlainBlocks.sum(out, length, spare);
  }

  @Override
  public void scale(float[] x, int length, float factor) {
    for (int j = 0; j < length; j++) {
      x[j] *= factor;
    }
  }
}
