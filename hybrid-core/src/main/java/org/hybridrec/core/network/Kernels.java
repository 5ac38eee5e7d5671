package org.hybridrec.core.network;

import org.jspecify.annotations.Nullable;

/**
 * The inner loops, all on separate row arrays. Implementations return the same bits: each element
 * of a product is one chain of fused multiply-adds in ascending order of the inner index, each
 * reduction runs over 16 lanes (element i in lane i mod 16) which are then joined in the tree 8, 4,
 * 2, 1. Stateless and thread-safe.
 */
interface Kernels {

  /** Lanes of a reduction. */
  int LANES = 16;

  /** Returns how many rows of a batch are best gone through at a time, while they are in cache. */
  int rowBlock();

  /** Returns how many rows of a kernel's gradient are best formed before they are used. */
  default int kernelRows() {
    return 24;
  }

  /**
   * Computes a product: c[cFrom + i][j] = start[j] + Σₖ a[aFrom + i][k]·b[k][j] for i in [0, rows),
   * k in [0, depth), j in [0, columns). The rows of b and c, and start, have room for {@link
   * Rows#padded} columns; what stands in c beyond the columns may change.
   *
   * @param start what the sums start from; null for c itself
   */
  void multiply(
      float[][] c,
      int cFrom,
      float[][] a,
      int aFrom,
      int rows,
      float[][] b,
      int depth,
      int columns,
      float @Nullable [] start);

  /** Returns a new product with the transpose of a kernel. */
  TransposedProduct transposedProduct();

  /** Adds a multiple: y[yOffset + j] += factor·x[xOffset + j], one fused operation each. */
  void addScaled(float[] y, int yOffset, float factor, float[] x, int xOffset, int length);

  /** Returns the greatest of x[offset … offset + length), or NaN if one of them is NaN. */
  float max(float[] x, int offset, int length);

  /** The gradient of max(0, z): dz[j] = dOut[j]·scale where out[j] is greater than 0, else 0. */
  default void passWhereActive(float[] out, float[] dOut, float scale, float[] dz, int length) {
    for (int j = 0; j < length; j++) {
      dz[j] = out[j] > 0f ? dOut[j] * scale : 0f;
    }
  }

  /**
   * Computes out[j] = exp(x[offset + j] − max) for j in [0, length) and returns their sum.
   *
   * @param out may be x itself if the offset is 0
   * @param spare [length], overwritten; with room for at least 16 numbers nothing is allocated
   */
  float exp(float[] x, int offset, float[] out, float[] spare, int length, float max);

  /** Multiplies x[0 … length) by a factor. */
  void scale(float[] x, int length, float factor);

  /** Writes what the sums of a product start from. */
  static void begin(float[][] c, int cFrom, int rows, int columns, float @Nullable [] start) {
    if (start != null) {
      for (int i = cFrom; i < cFrom + rows; i++) {
        System.arraycopy(start, 0, c[i], 0, columns);
      }
    }
  }

  /** Returns memory for the lanes of a sum: the given one if it is long enough. */
  static float[] lanes(float[] spare) {
    return spare.length >= LANES ? spare : new float[LANES];
  }

  /** Joins the lanes of a sum. */
  static float sum(float[] lanes) {
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int lane = 0; lane < half; lane++) {
        lanes[lane] += lanes[lane + half];
      }
    }
    return lanes[0];
  }

  /** dInput = dZ · kernelᵀ, one kernel after the other. Holds memory; of one thread. */
  interface TransposedProduct {

    /** Takes a kernel [units × columns]; it may be changed once the products are made. */
    void take(float[][] kernel, int units, int columns);

    /**
     * Adds to rows [from, to): dInput[row][unit] += Σₖ dz[row][k]·kernel[unit][k], k in [0,
     * columns).
     */
    void add(float[][] dInput, float[][] dz, int from, int to);
  }
}
