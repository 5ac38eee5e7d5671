package org.hybridrec.core.network;

/**
 * The innermost loops of the plain kernels, each shaped so that the JVM's compiler (C2 of Java 17
 * to 25) vectorizes it: see docs/decisions for what was measured. A loop is in a method of its own
 * because inlined into a nest of loops it is not always vectorized; {@link #eight} is above the
 * size that is inlined.
 *
 * <p>Where a number of b meets two rows, one row multiplies from the left and the other from the
 * right. The product is the same, but C2 of Java 17 cannot take a number of the one row for a
 * neighbour of the other's: it pairs operations by the places of their operands, and a wrong pair
 * costs the whole loop its vectors.
 */
final class PlainBlocks {

  /** Rows of c, and depths, of {@link #eight}. */
  static final int ROWS = 2;

  static final int DEPTHS = 4;

  /**
   * Loops of fewer columns are loops of their own. C2 counts how often a loop of the program goes
   * round and takes half as long vectors where that is below 150, which is right: fewer elements
   * are then left over and done one by one.
   */
  static final int SHORT = 192;

  private PlainBlocks() {}

  /** Adds the products of four depths to two rows of c. */
  @SuppressWarnings("DuplicateBranches") // each loop is counted, and so compiled, by itself
  static void eight(float[][] c, int ci, float[][] a, int ai, float[][] b, int k, int columns) {
    float[] c0 = c[ci];
    float[] c1 = c[ci + 1];
    float[] b0 = b[k];
    float[] b1 = b[k + 1];
    float[] b2 = b[k + 2];
    float[] b3 = b[k + 3];
    float a00 = a[ai][k];
    float a01 = a[ai][k + 1];
    float a02 = a[ai][k + 2];
    float a03 = a[ai][k + 3];
    float a10 = a[ai + 1][k];
    float a11 = a[ai + 1][k + 1];
    float a12 = a[ai + 1][k + 2];
    float a13 = a[ai + 1][k + 3];
    if (columns < SHORT) {
      for (int j = 0; j < columns; j++) {
        float x0 = b0[j];
        float x1 = b1[j];
        float x2 = b2[j];
        float x3 = b3[j];
        c0[j] = Math.fma(a03, x3, Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, c0[j]))));
        c1[j] = Math.fma(x3, a13, Math.fma(x2, a12, Math.fma(x1, a11, Math.fma(x0, a10, c1[j]))));
      }
    } else {
      for (int j = 0; j < columns; j++) {
        float x0 = b0[j];
        float x1 = b1[j];
        float x2 = b2[j];
        float x3 = b3[j];
        c0[j] = Math.fma(a03, x3, Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, c0[j]))));
        c1[j] = Math.fma(x3, a13, Math.fma(x2, a12, Math.fma(x1, a11, Math.fma(x0, a10, c1[j]))));
      }
    }
  }

  /** Adds the products of one depth to two rows of c. */
  static void two(float[][] c, int ci, float[][] a, int ai, float[] x, int k, int columns) {
    float[] c0 = c[ci];
    float[] c1 = c[ci + 1];
    float a0 = a[ai][k];
    float a1 = a[ai + 1][k];
    for (int j = 0; j < columns; j++) {
      c0[j] = Math.fma(a0, x[j], c0[j]);
      c1[j] = Math.fma(x[j], a1, c1[j]);
    }
  }

  /** Adds the products of four depths to one row of c. */
  static void four(float[] y, float[] a, float[][] b, int k, int columns) {
    float[] b0 = b[k];
    float[] b1 = b[k + 1];
    float[] b2 = b[k + 2];
    float[] b3 = b[k + 3];
    float a0 = a[k];
    float a1 = a[k + 1];
    float a2 = a[k + 2];
    float a3 = a[k + 3];
    for (int j = 0; j < columns; j++) {
      y[j] =
          Math.fma(a3, b3[j], Math.fma(a2, b2[j], Math.fma(a1, b1[j], Math.fma(a0, b0[j], y[j]))));
    }
  }

  /** Adds a multiple. */
  static void one(float[] y, float factor, float[] x, int length) {
    for (int j = 0; j < length; j++) {
      y[j] = Math.fma(factor, x[j], y[j]);
    }
  }

  static void subtract(float[] x, float subtrahend, float[] out, int length) {
    for (int j = 0; j < length; j++) {
      out[j] = x[j] - subtrahend;
    }
  }

  /** The first half of {@link Exponential#exp}: it is vectorized, the second half is not. */
  static void mantissas(float[] x, float[] out, int length) {
    for (int j = 0; j < length; j++) {
      out[j] = Exponential.mantissa(x[j]);
    }
  }

  /** The second half. */
  static void powers(float[] x, float[] mantissas, int length) {
    for (int j = 0; j < length; j++) {
      mantissas[j] = Exponential.scaled(x[j], mantissas[j]);
    }
  }

  /** Sums x[0 … length) in 16 lanes, each in a variable of its own. */
  static float sum(float[] x, int length, float[] spare) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    float s8 = 0;
    float s9 = 0;
    float s10 = 0;
    float s11 = 0;
    float s12 = 0;
    float s13 = 0;
    float s14 = 0;
    float s15 = 0;
    int j = 0;
    for (; j <= length - Kernels.LANES; j += Kernels.LANES) {
      s0 += x[j];
      s1 += x[j + 1];
      s2 += x[j + 2];
      s3 += x[j + 3];
      s4 += x[j + 4];
      s5 += x[j + 5];
      s6 += x[j + 6];
      s7 += x[j + 7];
      s8 += x[j + 8];
      s9 += x[j + 9];
      s10 += x[j + 10];
      s11 += x[j + 11];
      s12 += x[j + 12];
      s13 += x[j + 13];
      s14 += x[j + 14];
      s15 += x[j + 15];
    }
    float[] lanes = Kernels.lanes(spare);
    lanes[0] = s0;
    lanes[1] = s1;
    lanes[2] = s2;
    lanes[3] = s3;
    lanes[4] = s4;
    lanes[5] = s5;
    lanes[6] = s6;
    lanes[7] = s7;
    lanes[8] = s8;
    lanes[9] = s9;
    lanes[10] = s10;
    lanes[11] = s11;
    lanes[12] = s12;
    lanes[13] = s13;
    lanes[14] = s14;
    lanes[15] = s15;
    for (int lane = 0; j < length; j++, lane++) {
      lanes[lane] += x[j];
    }
    return Kernels.sum(lanes);
  }
}
