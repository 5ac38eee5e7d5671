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
    Cholesky.decompose(a, width);
    Cholesky.solve(a, width, solution);
    RowSolver.store(solution, x);
  }
}
