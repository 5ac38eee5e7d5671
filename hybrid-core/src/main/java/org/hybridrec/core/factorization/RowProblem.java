package org.hybridrec.core.factorization;

/**
 * The least squares problem of one row: find x that minimizes Σ (w₀ + c_j)(t_j − x·y_j)² over the
 * observed columns j, plus w₀ (x·y_j)² over the others, plus λ|x|². Reused from row to row.
 */
final class RowProblem {

  private final Objective objective;
  private int[] columns = new int[16];
  private double[] weights = new double[16];
  private double[] targets = new double[16];
  private int size;
  private double lambda;

  RowProblem(Objective objective) {
    this.objective = objective;
  }

  /**
   * Takes a row of a matrix.
   *
   * @param rowWeight R of the row
   * @param columnWeights C of every column
   */
  void load(SparseRows matrix, int row, double rowWeight, double[] columnWeights) {
    int from = matrix.offsets()[row];
    begin(matrix.count(row), matrix.columnCount());
    for (int j = 0; j < size; j++) {
      int column = matrix.columns()[from + j];
      set(j, column, matrix.values()[from + j], rowWeight * columnWeights[column]);
    }
  }

  /** Begins a row of n cells, to be {@link #set}. */
  void begin(int n, int columnCount) {
    if (n > columns.length) {
      int capacity = Math.max(n, 2 * columns.length);
      columns = new int[capacity];
      weights = new double[capacity];
      targets = new double[capacity];
    }
    size = n;
    lambda = objective.regularization(n, columnCount);
  }

  /** Sets a cell; weight is R·C. */
  void set(int index, int column, double value, double weight) {
    columns[index] = column;
    weights[index] = weight * objective.valueWeight().of(value);
    targets[index] = objective.target(value);
  }

  int size() {
    return size;
  }

  int column(int j) {
    return columns[j];
  }

  /** c of a cell: its weight beyond w₀. */
  double weight(int j) {
    return weights[j];
  }

  double target(int j) {
    return targets[j];
  }

  double unobservedWeight() {
    return objective.unobservedWeight();
  }

  double lambda() {
    return lambda;
  }

  /** What the row adds to the loss, its part of w₀ Σ (x·y)² over all cells left out. */
  double loss(float[] x, float[][] fixed) {
    double w0 = unobservedWeight();
    double sum = 0;
    for (int j = 0; j < size; j++) {
      double score = Products.dot(x, fixed[columns[j]]);
      double error = targets[j] - score;
      sum += (w0 + weights[j]) * error * error - w0 * score * score;
    }
    return sum + lambda * Products.dot(x, x);
  }
}
