package org.hybridrec.core.network;

/**
 * The inner loops, all on separate row arrays. Implementations return the same bits: each element
 * of a product is one chain of fused multiply-adds in ascending order of the inner index, each
 * reduction runs over 16 lanes (element i in lane i mod 16) which are then joined in the tree 8, 4,
 * 2, 1. Stateless and thread-safe.
 */
interface Kernels {

  /** Lanes of a reduction. */
  int LANES = 16;

  /**
   * Adds a product: c[cFrom + i][j] += Σₖ a[aFrom + i][k]·b[k][j] for i in [0, rows), k in [0,
   * depth), j in [0, columns).
   */
  void multiplyAdd(
      float[][] c,
      int cFrom,
      float[][] a,
      int aFrom,
      int rows,
      float[][] b,
      int depth,
      int columns);

  /** Adds a multiple: y[yOffset + j] += factor·x[xOffset + j], one fused operation each. */
  void addScaled(float[] y, int yOffset, float factor, float[] x, int xOffset, int length);

  /** Returns the greatest of x[0 … length), or NaN if one of them is NaN. */
  float max(float[] x, int length);

  /** Returns Σ exp(x[j] − max) over j in [0, length). */
  float sumOfExp(float[] x, int length, float max);

  /** Replaces x[j] by exp(x[j] − max)·factor for j in [0, length). */
  void scaledExp(float[] x, int length, float max, float factor);

  /** Transposes: out[j][i] = in[i][j] for i in [0, rows), j in [0, columns). */
  void transpose(float[][] in, float[][] out, int rows, int columns);
}
