package org.hybridrec.core.factorization;

/**
 * The orthogonal matrix closest to a square matrix M: U Vᵀ of its singular value decomposition M =
 * U Σ Vᵀ. Found by turning pairs of columns of M until all are orthogonal (one-sided Jacobi: M V =
 * U Σ), in a fixed order. Where M lacks rank, any completion of U serves.
 */
final class Procrustes {

  private static final int MOST_SWEEPS = 60;
  private static final double ORTHOGONAL = 1e-15;
  private static final double NO_LENGTH = 1e-12;

  /** Columns of M, then of U Σ, then of U, each a row here. */
  private final double[][] u;

  /** Columns of V, each a row here. */
  private final double[][] v;

  private Procrustes(double[][] matrix) {
    int n = matrix.length;
    u = new double[n][n];
    v = new double[n][n];
    for (int i = 0; i < n; i++) {
      v[i][i] = 1;
      for (int j = 0; j < n; j++) {
        u[j][i] = matrix[i][j];
      }
    }
  }

  /** Returns Q = U Vᵀ. */
  static double[][] closestRotation(double[][] matrix) {
    Procrustes procrustes = new Procrustes(matrix);
    for (int sweep = 0; sweep < MOST_SWEEPS && procrustes.sweep(); sweep++) {}
    procrustes.normalize();
    return procrustes.product();
  }

  /** Makes every pair of columns orthogonal once. Returns whether one was not. */
  private boolean sweep() {
    boolean turned = false;
    for (int p = 0; p < u.length; p++) {
      for (int q = p + 1; q < u.length; q++) {
        turned |= turn(p, q);
      }
    }
    return turned;
  }

  private boolean turn(int p, int q) {
    double alpha = Products.dot(u[p], u[p]);
    double beta = Products.dot(u[q], u[q]);
    double gamma = Products.dot(u[p], u[q]);
    if (!(Math.abs(gamma) > ORTHOGONAL * Math.sqrt(alpha) * Math.sqrt(beta))) {
      return false;
    }
    double zeta = (beta - alpha) / (2 * gamma);
    double tangent = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
    double cosine = 1 / Math.sqrt(1 + tangent * tangent);
    turn(u[p], u[q], cosine, cosine * tangent);
    turn(v[p], v[q], cosine, cosine * tangent);
    return true;
  }

  private static void turn(double[] a, double[] b, double cosine, double sine) {
    for (int i = 0; i < a.length; i++) {
      double before = a[i];
      a[i] = cosine * before - sine * b[i];
      b[i] = sine * before + cosine * b[i];
    }
  }

  /** Columns of length 1; those of no length are replaced by any that are orthogonal to all. */
  private void normalize() {
    double[] lengths = new double[u.length];
    double longest = 0;
    for (int p = 0; p < u.length; p++) {
      lengths[p] = Math.sqrt(Products.dot(u[p], u[p]));
      longest = Math.max(longest, lengths[p]);
    }
    boolean[] set = new boolean[u.length];
    for (int p = 0; p < u.length; p++) {
      if (lengths[p] > NO_LENGTH * longest) {
        scale(u[p], 1 / lengths[p]);
        set[p] = true;
      }
    }
    for (int p = 0; p < u.length; p++) {
      if (!set[p]) {
        u[p] = orthogonalTo(set);
        set[p] = true;
      }
    }
  }

  /** Of the unit vectors the one that lies least in the span of the set columns, less that span. */
  private double[] orthogonalTo(boolean[] set) {
    double[] best = new double[u.length];
    double bestLength = 0;
    for (int axis = 0; axis < u.length; axis++) {
      double[] candidate = new double[u.length];
      candidate[axis] = 1;
      subtractSpan(candidate, set);
      double length = Math.sqrt(Products.dot(candidate, candidate));
      if (length > bestLength) {
        best = candidate;
        bestLength = length;
      }
    }
    scale(best, 1 / bestLength);
    subtractSpan(best, set);
    scale(best, 1 / Math.sqrt(Products.dot(best, best)));
    return best;
  }

  private void subtractSpan(double[] vector, boolean[] set) {
    for (int p = 0; p < u.length; p++) {
      if (set[p]) {
        double part = Products.dot(vector, u[p]);
        for (int i = 0; i < vector.length; i++) {
          vector[i] -= part * u[p][i];
        }
      }
    }
  }

  private static void scale(double[] vector, double factor) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= factor;
    }
  }

  private double[][] product() {
    double[][] q = new double[u.length][u.length];
    for (int p = 0; p < u.length; p++) {
      for (int i = 0; i < u.length; i++) {
        for (int j = 0; j < u.length; j++) {
          q[i][j] = Math.fma(u[p][i], v[p][j], q[i][j]);
        }
      }
    }
    return q;
  }
}
