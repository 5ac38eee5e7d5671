package org.hybridrec.core.factorization;

/**
 * Solves exactly, in double precision: A = UᵀU, then Uᵀz = b and Ux = z. Rows of few cells go
 * {@link FewCells another way} to the same solution.
 */
final class CholeskySolver implements RowSolver {

  private final int width;
  private final FewCells fewCells;
  private final WeightedSum sum;
  private final double[] solution;

  CholeskySolver(int width) {
    this.width = width;
    this.fewCells = new FewCells(width);
    this.sum = new WeightedSum(width);
    this.solution = new double[width];
  }

  @Override
  public void solve(RowProblem problem, float[][] fixed, double[] gram, float[] x) {
    if (!fewCells.solve(problem, fixed, gram, solution)) {
      solveWhole(problem, fixed, gram);
    }
    RowSolver.store(solution, x);
  }

  private void solveWhole(RowProblem problem, float[][] fixed, double[] gram) {
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
  }
}
