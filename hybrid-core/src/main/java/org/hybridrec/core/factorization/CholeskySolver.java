package org.hybridrec.core.factorization;

/** Solves exactly: A = UᵀU, then Uᵀz = b and Ux = z, all in double precision. */
final class CholeskySolver implements RowSolver {

  private final int width;
  private final WeightedSum sum;
  private final double[] solution;

  CholeskySolver(int width) {
    this.width = width;
    this.sum = new WeightedSum(width);
    this.solution = new double[width];
  }

  @Override
  public void solve(RowProblem problem, float[][] fixed, double[] gram, float[] x) {
    sum.begin(problem.unobservedWeight(), gram);
    for (int j = 0; j < problem.size(); j++) {
      sum.add(problem.weight(j), fixed[problem.column(j)]);
    }
    double[] a = sum.upper();
    for (int i = 0; i < width; i++) {
      a[i * width + i] += problem.lambda();
    }
    RowSolver.rightSide(problem, fixed, solution);
    decompose(a);
    substitute(a);
    RowSolver.store(solution, x);
  }

  /** Leaves U in the upper triangle. */
  private void decompose(double[] a) {
    double least = leastPivot(a);
    for (int p = 0; p < width; p++) {
      double pivot = a[p * width + p];
      if (!(pivot > least)) {
        throw noPivot(p, pivot);
      }
      double root = Math.sqrt(pivot);
      for (int j = p; j < width; j++) {
        a[p * width + j] /= root;
      }
      for (int i = p + 1; i < width; i++) {
        subtract(a, p, i);
      }
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

  /** Below this a pivot is nothing but rounding errors. */
  private double leastPivot(double[] a) {
    double largest = 0;
    for (int i = 0; i < width; i++) {
      largest = Math.max(largest, a[i * width + i]);
    }
    return largest * width * 0x1p-52;
  }

  private FactorizationException noPivot(int p, double pivot) {
    if (!Double.isFinite(pivot)) {
      return new FactorizationException(
          FactorizationException.Kind.NON_FINITE,
          "the normal equations are not finite (pivot %d is %s); scale the values down"
              .formatted(p, pivot));
    }
    return new FactorizationException(
        FactorizationException.Kind.SINGULAR,
        "the normal equations have no unique solution (rank %d of %d); set a regularization or fewer factors"
            .formatted(p, width));
  }

  private void substitute(double[] u) {
    double[] x = solution;
    for (int p = 0; p < width; p++) {
      x[p] /= u[p * width + p];
      for (int j = p + 1; j < width; j++) {
        x[j] = Math.fma(-x[p], u[p * width + j], x[j]);
      }
    }
    for (int p = width - 1; p >= 0; p--) {
      double sum = x[p];
      for (int j = p + 1; j < width; j++) {
        sum = Math.fma(-u[p * width + j], x[j], sum);
      }
      x[p] = sum / u[p * width + p];
    }
  }
}
