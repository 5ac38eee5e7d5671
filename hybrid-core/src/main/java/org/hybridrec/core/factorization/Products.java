package org.hybridrec.core.factorization;

import java.util.Arrays;

/** Sums of products in double precision, always in the same order. */
final class Products {

  /** Rows of one partial sum at least, and bytes of all partial sums at most. */
  private static final int BLOCK_ROWS = 256;

  private static final int MOST_BLOCKS = 64;
  private static final long MOST_BYTES = 32L << 20;

  private Products() {}

  /** The scalar product of two vectors, in four interleaved sums. */
  static double dot(float[] a, float[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int end = a.length & ~3;
    for (int i = 0; i < end; i += 4) {
      s0 += (double) a[i] * b[i];
      s1 += (double) a[i + 1] * b[i + 1];
      s2 += (double) a[i + 2] * b[i + 2];
      s3 += (double) a[i + 3] * b[i + 3];
    }
    for (int i = end; i < a.length; i++) {
      s0 += (double) a[i] * b[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /**
   * YᵀY of [rows × width], [width × width]. Blocks of rows are summed on any thread; how they are
   * cut and in which order they are added depends on the sizes alone.
   */
  static double[] gram(float[][] rows, int width, int threads) {
    int most = (int) Math.max(1, Math.min(MOST_BLOCKS, MOST_BYTES / (8L * width * width)));
    int blocks = Math.min(most, (rows.length + BLOCK_ROWS - 1) / BLOCK_ROWS);
    double[][] partial = new double[blocks][];
    Units.run(
        threads,
        blocks,
        (block, worker) -> {
          WeightedSum sum = new WeightedSum(width);
          int end = (int) ((block + 1L) * rows.length / blocks);
          for (int row = (int) ((long) block * rows.length / blocks); row < end; row++) {
            sum.add(1, rows[row]);
          }
          partial[block] = sum.upper();
        });
    double[] gram = new double[width * width];
    for (double[] part : partial) {
      Arrays.setAll(gram, i -> gram[i] + part[i]);
    }
    mirror(gram, width);
    return gram;
  }

  private static void mirror(double[] upper, int width) {
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < i; j++) {
        upper[i * width + j] = upper[j * width + i];
      }
    }
  }

  /** Σ a_i b_i; of two symmetric matrices it is the trace of their product. */
  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
