package org.hybridrec.core.factorization;

/**
 * The decomposition A = UᵀU of a symmetric positive definite matrix, in double precision; only the
 * upper triangle is read and written. U's rows are made four at a time, so that what is left of A
 * is read and written once for four of them; every element still meets the rows in their order, and
 * the result is that of one row after the other.
 */
final class Cholesky {

  private static final int AT_ONCE = 4;

  private final int width;

  Cholesky(int width) {
    this.width = width;
  }

  /**
   * Leaves U in the upper triangle.
   *
   * @return the width, or the first pivot that is not finite or nothing but rounding errors
   */
  int decompose(double[] a) {
    double least = leastPivot(a);
    for (int first = 0; first < width; first += AT_ONCE) {
      int end = Math.min(first + AT_ONCE, width);
      for (int p = first; p < end; p++) {
        if (!(a[p * width + p] > least)) {
          return p;
        }
        finish(a, p);
        for (int i = p + 1; i < end; i++) {
          subtract(a, p, i);
        }
      }
      for (int i = end; i < width; i++) {
        subtractFour(a, first, i);
      }
    }
    return width;
  }

  private double leastPivot(double[] a) {
    double largest = 0;
    for (int i = 0; i < width; i++) {
      largest = Math.max(largest, a[i * width + i]);
    }
    return largest * width * 0x1p-52;
  }

  /** Makes a row of A, from which all rows above are subtracted, a row of U. */
  private void finish(double[] a, int p) {
    double root = Math.sqrt(a[p * width + p]);
    for (int j = p; j < width; j++) {
      a[p * width + j] /= root;
    }
  }

  /** Row i less u_pi times row p. */
  private void subtract(double[] a, int p, int i) {
    double factor = -a[p * width + i];
    int from = p * width;
    int to = i * width;
    for (int j = i; j < width; j++) {
      a[to + j] = Math.fma(factor, a[from + j], a[to + j]);
    }
  }

  /** Row i less the four rows from p on, one after the other. */
  private void subtractFour(double[] a, int p, int i) {
    int r0 = p * width;
    int r1 = r0 + width;
    int r2 = r1 + width;
    int r3 = r2 + width;
    double f0 = -a[r0 + i];
    double f1 = -a[r1 + i];
    double f2 = -a[r2 + i];
    double f3 = -a[r3 + i];
    int to = i * width;
    for (int j = i; j < width; j++) {
      double two = Math.fma(f1, a[r1 + j], Math.fma(f0, a[r0 + j], a[to + j]));
      a[to + j] = Math.fma(f3, a[r3 + j], Math.fma(f2, a[r2 + j], two));
    }
  }

  /** Solves Uᵀz = x in place. */
  void forward(double[] u, double[] x) {
    for (int p = 0; p < width; p++) {
      x[p] /= u[p * width + p];
      double factor = -x[p];
      for (int j = p + 1; j < width; j++) {
        x[j] = Math.fma(factor, u[p * width + j], x[j]);
      }
    }
  }

  /** Solves Ux = z in place. */
  void backward(double[] u, double[] x) {
    for (int p = width - 1; p >= 0; p--) {
      double sum = x[p];
      for (int j = p + 1; j < width; j++) {
        sum = Math.fma(-u[p * width + j], x[j], sum);
      }
      x[p] = sum / u[p * width + p];
    }
  }
}
