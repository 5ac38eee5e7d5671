package org.hybridrec.core.factorization;

import java.util.Arrays;

/**
 * Solves rows whose n cells are few beside the k factors: exactly, with n k² multiplications
 * instead of k³ / 6. With B = w₀ YᵀY + λ I = UᵀU, which rows of as many cells share, y_j the cells'
 * factors, c_j their weights beyond w₀, and Uᵀz_j = y_j, the Woodbury identity gives
 *
 * <pre>
 *   x = U⁻¹ Σ w_j z_j   where   Σ_i (z_j·z_i) w_i + w_j / c_j = (1 + w₀ / c_j) t_j
 * </pre>
 *
 * <p>It declines rows of more cells, cells without weight, and a B that is nearly singular: there
 * the whole matrix tells more. Which way a row goes depends on nothing but the row and YᵀY.
 */
final class FewCells {

  /** Rows of up to one cell for so many factors. */
  private static final int FACTORS_A_CELL = 4;

  private static final int MOST_CELLS = 64;
  private static final double LEAST_WEIGHT = 1e-30;

  /** The smallest part of the largest element of U's diagonal that the others may be. */
  private static final double LEAST_RATIO = 1e-4;

  private final int width;
  private final Cholesky large;

  /** U for rows of n cells; empty where B is nearly singular. */
  private final double[][] decomposed;

  private final double[][] z;
  private double[] gram = {};

  FewCells(int width) {
    this.width = width;
    this.large = new Cholesky(width);
    int cells = Math.min(MOST_CELLS, width / FACTORS_A_CELL);
    this.decomposed = new double[cells + 1][];
    this.z = new double[cells][width];
  }

  /** Returns false, and no solution, where the row must be solved another way. */
  boolean solve(RowProblem problem, float[][] fixed, double[] gram, double[] solution) {
    int n = problem.size();
    if (n >= decomposed.length || !haveWeight(problem)) {
      return false;
    }
    double[] u = decomposed(problem, gram);
    if (u.length == 0) {
      return false;
    }
    for (int j = 0; j < n; j++) {
      float[] y = fixed[problem.column(j)];
      for (int i = 0; i < width; i++) {
        z[j][i] = y[i];
      }
      large.forward(u, z[j]);
    }
    double[] w = weights(problem);
    if (w.length == 0) {
      return false;
    }
    Arrays.fill(solution, 0);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < width; i++) {
        solution[i] = Math.fma(w[j], z[j][i], solution[i]);
      }
    }
    large.backward(u, solution);
    return true;
  }

  private static boolean haveWeight(RowProblem problem) {
    for (int j = 0; j < problem.size(); j++) {
      if (!(problem.weight(j) > LEAST_WEIGHT)) {
        return false;
      }
    }
    return true;
  }

  /** U of B, kept as long as YᵀY is the same array. */
  private double[] decomposed(RowProblem problem, double[] gram) {
    if (this.gram != gram) {
      Arrays.fill(decomposed, null);
      this.gram = gram;
    }
    double[] u = decomposed[problem.size()];
    if (u == null) {
      u = decompose(problem, gram);
      decomposed[problem.size()] = u;
    }
    return u;
  }

  private double[] decompose(RowProblem problem, double[] gram) {
    double[] b = new double[gram.length];
    for (int i = 0; i < b.length; i++) {
      b[i] = problem.unobservedWeight() * gram[i];
    }
    for (int i = 0; i < width; i++) {
      b[i * width + i] += problem.lambda();
    }
    return large.decompose(b) == width && isFarFromSingular(b) ? b : new double[0];
  }

  private boolean isFarFromSingular(double[] u) {
    double least = Double.POSITIVE_INFINITY;
    double largest = 0;
    for (int i = 0; i < width; i++) {
      least = Math.min(least, u[i * width + i]);
      largest = Math.max(largest, u[i * width + i]);
    }
    return least >= LEAST_RATIO * largest;
  }

  /** The weights w of the cells, none if their equations are nearly singular. */
  private double[] weights(RowProblem problem) {
    int n = problem.size();
    double[] a = new double[n * n];
    double[] w = new double[n];
    for (int j = 0; j < n; j++) {
      for (int i = j; i < n; i++) {
        a[j * n + i] = Products.dot(z[j], z[i]);
      }
      a[j * n + j] += 1 / problem.weight(j);
      w[j] = (1 + problem.unobservedWeight() / problem.weight(j)) * problem.target(j);
    }
    Cholesky small = new Cholesky(n);
    if (small.decompose(a) < n) {
      return new double[0];
    }
    small.forward(a, w);
    small.backward(a, w);
    return w;
  }
}
