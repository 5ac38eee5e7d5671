package org.hybridrec.core.factorization;

/** The textbook, in dense matrices: what the tests hold everything else against. */
final class Dense {

  private Dense() {}

  /** Solves A x = b by Gaussian elimination with pivoting. A is changed. */
  static double[] solve(double[][] a, double[] b) {
    int n = b.length;
    double[] x = b.clone();
    for (int p = 0; p < n; p++) {
      int best = p;
      for (int i = p; i < n; i++) {
        if (Math.abs(a[i][p]) > Math.abs(a[best][p])) {
          best = i;
        }
      }
      double[] row = a[p];
      a[p] = a[best];
      a[best] = row;
      double value = x[p];
      x[p] = x[best];
      x[best] = value;
      for (int i = p + 1; i < n; i++) {
        double factor = a[i][p] / a[p][p];
        for (int j = p; j < n; j++) {
          a[i][j] -= factor * a[p][j];
        }
        x[i] -= factor * x[p];
      }
    }
    for (int p = n - 1; p >= 0; p--) {
      for (int j = p + 1; j < n; j++) {
        x[p] -= a[p][j] * x[j];
      }
      x[p] /= a[p][p];
    }
    return x;
  }

  /**
   * The row that minimizes Σ w_j (t_j − x·y_j)² + λ|x|² over all columns, observed or not.
   *
   * @param weights w of every column
   * @param targets t of every column
   */
  static double[] row(double[] weights, double[] targets, float[][] y, double lambda) {
    int k = y[0].length;
    double[][] a = new double[k][k];
    double[] b = new double[k];
    for (int j = 0; j < y.length; j++) {
      for (int p = 0; p < k; p++) {
        b[p] += weights[j] * targets[j] * y[j][p];
        for (int q = 0; q < k; q++) {
          a[p][q] += weights[j] * y[j][p] * y[j][q];
        }
      }
    }
    for (int p = 0; p < k; p++) {
      a[p][p] += lambda;
    }
    return solve(a, b);
  }

  static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
