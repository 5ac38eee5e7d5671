package org.hybridrec.core.factorization;

import java.util.Arrays;
import java.util.function.Supplier;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.source.Quoted;

/** Solves all rows of one side while the factors of the other side stand still. */
final class HalfStep {

  /** Rows of one unit of work. */
  private static final int UNIT = 64;

  private final String what;
  private final Vocabulary ids;
  private final SparseRows matrix;
  private final double[] rowWeights;
  private final double[] columnWeights;
  private final Objective objective;

  /**
   * Makes the half step of one side.
   *
   * @param what what messages call a row: user or item
   * @param rowWeights the weight of every row: R for users, C for items
   * @param columnWeights the weight of every column
   */
  HalfStep(
      String what,
      Vocabulary ids,
      SparseRows matrix,
      double[] rowWeights,
      double[] columnWeights,
      Objective objective) {
    this.what = what;
    this.ids = ids;
    this.matrix = matrix;
    this.rowWeights = rowWeights;
    this.columnWeights = columnWeights;
    this.objective = objective;
  }

  /**
   * Solves all rows, whose factors are replaced; a row without cells gets zeros.
   *
   * @return the sum of the rows' {@link RowProblem#loss}
   */
  double solve(
      float[][] fixed, double[] gram, float[][] rows, int threads, Supplier<RowSolver> solvers) {
    int units = (rows.length + UNIT - 1) / UNIT;
    int workers = Math.min(threads, units);
    RowProblem[] problems = new RowProblem[workers];
    RowSolver[] solver = new RowSolver[workers];
    Arrays.setAll(problems, worker -> new RowProblem(objective));
    Arrays.setAll(solver, worker -> solvers.get());
    double[] losses = new double[units];
    Units.run(
        threads,
        units,
        (unit, worker) -> {
          int end = Math.min(rows.length, (unit + 1) * UNIT);
          for (int row = unit * UNIT; row < end; row++) {
            losses[unit] += solve(row, problems[worker], solver[worker], fixed, gram, rows[row]);
          }
        });
    double sum = 0;
    for (double loss : losses) {
      sum += loss;
    }
    return sum;
  }

  private double solve(
      int row,
      RowProblem problem,
      RowSolver solver,
      float[][] fixed,
      double[] gram,
      float[] factors) {
    if (matrix.count(row) == 0) {
      Arrays.fill(factors, 0);
      return 0;
    }
    problem.load(matrix, row, rowWeights[row], columnWeights);
    try {
      solver.solve(problem, fixed, gram, factors);
    } catch (FactorizationException e) {
      throw new FactorizationException(
          e.kind(), what + " " + Quoted.of(ids.value(row)) + ": " + e.getMessage());
    }
    return problem.loss(factors, fixed);
  }

  /** Σ λ_r |x_r|² over all rows. */
  double penalty(float[][] rows) {
    double sum = 0;
    for (int row = 0; row < rows.length; row++) {
      double lambda = objective.regularization(matrix.count(row), matrix.columnCount());
      sum += lambda * Products.dot(rows[row], rows[row]);
    }
    return sum;
  }
}
