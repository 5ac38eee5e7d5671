package org.hybridrec.core.factorization;

import java.util.Arrays;

/**
 * Solves the normal equations of one row, A x = b with
 *
 * <pre>
 *   A = w₀ YᵀY + Σ c_j y_j y_jᵀ + λ I        b = Σ (w₀ + c_j) t_j y_j
 * </pre>
 *
 * <p>summed over the observed columns; YᵀY is shared by all rows. Holds scratch memory: one for
 * each thread.
 */
interface RowSolver {

  /**
   * Solves.
   *
   * @param problem the row
   * @param fixed the factors y of all columns
   * @param gram YᵀY
   * @param x holds a first guess, and afterwards the solution
   * @throws FactorizationException if there is none or it is not finite; the message lacks the row
   */
  void solve(RowProblem problem, float[][] fixed, double[] gram, float[] x);

  /** b of the normal equations. */
  static void rightSide(RowProblem problem, float[][] fixed, double[] b) {
    Arrays.fill(b, 0);
    for (int j = 0; j < problem.size(); j++) {
      double weight = (problem.unobservedWeight() + problem.weight(j)) * problem.target(j);
      float[] y = fixed[problem.column(j)];
      for (int i = 0; i < b.length; i++) {
        b[i] = Math.fma(weight, y[i], b[i]);
      }
    }
  }

  /** Rounds a solution to floats. */
  static void store(double[] solution, float[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) solution[i];
      if (!Float.isFinite(x[i])) {
        throw new FactorizationException(
            FactorizationException.Kind.NON_FINITE,
            "factor " + i + " must be finite, was " + solution[i] + "; scale the values down");
      }
    }
  }
}
