package org.hybridrec.core.factorization;

/**
 * Solves step by step, without the matrix A: a step takes width² + 2 · width · observed
 * multiplications. Starts from the row's factors of the iteration before; preconditioned by A's
 * diagonal. Source: G. Takács, I. Pilászy, D. Tikk, <i>Applications of the Conjugate Gradient
 * Method for Implicit Feedback Collaborative Filtering</i>, RecSys 2011.
 */
final class ConjugateGradientSolver implements RowSolver {

  /** The residual is small enough when it is that part of the right side. */
  private static final double TOLERANCE = 1e-7;

  private final int width;
  private final int mostSteps;
  private final double[] solution;
  private final double[] diagonal;
  private final double[] residual;
  private final double[] direction;
  private final double[] image;

  ConjugateGradientSolver(int width, int mostSteps) {
    this.width = width;
    this.mostSteps = mostSteps;
    this.solution = new double[width];
    this.diagonal = new double[width];
    this.residual = new double[width];
    this.direction = new double[width];
    this.image = new double[width];
  }

  @Override
  public void solve(RowProblem problem, float[][] fixed, double[] gram, float[] x) {
    for (int i = 0; i < width; i++) {
      solution[i] = x[i];
    }
    setDiagonal(problem, fixed, gram);
    RowSolver.rightSide(problem, fixed, residual);
    double enough = TOLERANCE * TOLERANCE * dot(residual, residual);
    apply(problem, fixed, gram, solution);
    for (int i = 0; i < width; i++) {
      residual[i] -= image[i];
      direction[i] = residual[i] / diagonal[i];
    }
    double steepness = dot(residual, direction);
    for (int step = 0; step < mostSteps && !(dot(residual, residual) <= enough); step++) {
      apply(problem, fixed, gram, direction);
      double length = steepness / curvature();
      for (int i = 0; i < width; i++) {
        solution[i] = Math.fma(length, direction[i], solution[i]);
        residual[i] = Math.fma(-length, image[i], residual[i]);
      }
      double before = steepness;
      steepness = preconditionedNorm();
      for (int i = 0; i < width; i++) {
        direction[i] = residual[i] / diagonal[i] + steepness / before * direction[i];
      }
    }
    RowSolver.store(solution, x);
  }

  private double preconditionedNorm() {
    double sum = 0;
    for (int i = 0; i < width; i++) {
      sum += residual[i] * residual[i] / diagonal[i];
    }
    return sum;
  }

  private double curvature() {
    double curvature = dot(direction, image);
    if (!Double.isFinite(curvature)) {
      throw new FactorizationException(
          FactorizationException.Kind.NON_FINITE,
          "the normal equations are not finite; scale the values down");
    }
    if (!(curvature > 0)) {
      throw singular();
    }
    return curvature;
  }

  private static FactorizationException singular() {
    return new FactorizationException(
        FactorizationException.Kind.SINGULAR,
        "the normal equations have no unique solution; set a regularization or fewer factors");
  }

  private void setDiagonal(RowProblem problem, float[][] fixed, double[] gram) {
    for (int i = 0; i < width; i++) {
      diagonal[i] = problem.unobservedWeight() * gram[i * width + i] + problem.lambda();
    }
    for (int j = 0; j < problem.size(); j++) {
      float[] y = fixed[problem.column(j)];
      for (int i = 0; i < width; i++) {
        diagonal[i] += problem.weight(j) * y[i] * y[i];
      }
    }
    for (double element : diagonal) {
      if (element == 0) {
        throw singular();
      }
    }
  }

  /** Sets the image to A v. */
  private void apply(RowProblem problem, float[][] fixed, double[] gram, double[] v) {
    for (int i = 0; i < width; i++) {
      image[i] = problem.lambda() * v[i];
    }
    if (problem.unobservedWeight() > 0) {
      for (int row = 0; row < width; row++) {
        double factor = problem.unobservedWeight() * v[row];
        for (int i = 0; i < width; i++) {
          image[i] = Math.fma(factor, gram[row * width + i], image[i]);
        }
      }
    }
    for (int j = 0; j < problem.size(); j++) {
      float[] y = fixed[problem.column(j)];
      double factor = 0;
      for (int i = 0; i < width; i++) {
        factor = Math.fma(y[i], v[i], factor);
      }
      factor *= problem.weight(j);
      for (int i = 0; i < width; i++) {
        image[i] = Math.fma(factor, y[i], image[i]);
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    return Products.dot(a, b);
  }
}
