package org.hybridrec.core.network;

import org.jspecify.annotations.Nullable;

/**
 * The kernels in plain Java, no flag needed: loops that the JVM's compiler turns into vector code
 * by itself. It does so where arrays are indexed by the loop's variable alone, where a loop is
 * small, and where each of the two is in a method of its own.
 */
final class PlainKernels implements Kernels {

  /** Depths gone through at a time: that many rows of b stay in the first cache. */
  private static final int DEPTH = 16;

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
      multiplyRow(c[cFrom], a[aFrom], b, 0, depth, columns);
      return;
    }
    int wholeRows = rows - rows % PlainBlocks.ROWS;
    for (int from = 0; from < depth; from += DEPTH) {
      int to = Math.min(from + DEPTH, depth);
      for (int i = 0; i < wholeRows; i += PlainBlocks.ROWS) {
        int k = from;
        for (; k <= to - PlainBlocks.DEPTHS; k += PlainBlocks.DEPTHS) {
          PlainBlocks.eight(c, cFrom + i, a, aFrom + i, b, k, columns);
        }
        for (; k < to; k++) {
          PlainBlocks.two(c, cFrom + i, a, aFrom + i, b[k], k, columns);
        }
      }
      if (wholeRows < rows) {
        multiplyRow(c[cFrom + wholeRows], a[aFrom + wholeRows], b, from, to, columns);
      }
    }
  }

  /** One row meets each number of b once: it is read in the order in which it lies. */
  private static void multiplyRow(
      float[] c, float[] a, float[][] b, int from, int to, int columns) {
    int k = from;
    for (; k <= to - 4; k += 4) {
      PlainBlocks.four(c, a, b, k, columns);
    }
    for (; k < to; k++) {
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

  /** One maximum: four in turn take a third longer. */
  @Override
  public float max(float[] x, int offset, int length) {
    float max = Float.NEGATIVE_INFINITY;
    for (int j = offset; j < offset + length; j++) {
      max = Math.max(max, x[j]);
    }
    return max;
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
