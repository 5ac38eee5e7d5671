package org.hybridrec.core.factorization;

/**
 * Solves exactly, in double precision: A = UᵀU, then Uᵀz = b and Ux = z. Rows of few cells go
 * {@link FewCells another way} to the same solution.
 */
final class CholeskySolver implements RowSolver {

  private final int width;
  private final Cholesky cholesky;
  private final FewCells fewCells;
  private final WeightedSum sum;
  private final double[] solution;

  CholeskySolver(int width) {
    this.width = width;
    this.cholesky = new Cholesky(width);
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
    int pivot = cholesky.decompose(a);
    if (pivot < width) {
      throw noPivot(pivot, a[pivot * width + pivot]);
    }
    cholesky.forward(a, solution);
    cholesky.backward(a, solution);
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
}
