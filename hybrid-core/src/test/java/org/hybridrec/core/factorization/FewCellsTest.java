package org.hybridrec.core.factorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The way of rows of few cells, held against the normal equations themselves. */
class FewCellsTest {

  private static final int WIDTH = 24;
  private static final int ITEMS = 200;

  private static Objective objective(double w0, double lambda) {
    return new Objective(
        false, w0, ValueWeight.linear(1), FrequencyWeight.ONE, FrequencyWeight.ONE, lambda, 1);
  }

  private static float[][] factors(Random random) {
    float[][] factors = new float[ITEMS][WIDTH];
    for (float[] row : factors) {
      for (int i = 0; i < WIDTH; i++) {
        row[i] = (float) random.nextGaussian() / 4;
      }
    }
    return factors;
  }

  private static RowProblem row(Random random, Objective objective, int cells) {
    RowProblem problem = new RowProblem(objective);
    problem.begin(cells, ITEMS);
    for (int j = 0; j < cells; j++) {
      problem.set(j, j * 31 % ITEMS, 0.01 + 20 * random.nextDouble(), 1);
    }
    return problem;
  }

  /** A x − b, which is 0 where x solves the equations. */
  private static double[] residual(RowProblem problem, float[][] y, double[] gram, double[] x) {
    double[] residual = new double[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      residual[i] = problem.lambda() * x[i];
      for (int j = 0; j < WIDTH; j++) {
        residual[i] += problem.unobservedWeight() * gram[i * WIDTH + j] * x[j];
      }
    }
    for (int j = 0; j < problem.size(); j++) {
      float[] cell = y[problem.column(j)];
      double product = 0;
      for (int i = 0; i < WIDTH; i++) {
        product += cell[i] * x[i];
      }
      double weight = problem.weight(j);
      double factor = weight * product - (problem.unobservedWeight() + weight) * problem.target(j);
      for (int i = 0; i < WIDTH; i++) {
        residual[i] += factor * cell[i];
      }
    }
    return residual;
  }

  @RepeatedTest(20)
  void theSolutionSolvesTheNormalEquations(RepetitionInfo info) {
    Random random = new Random(info.getCurrentRepetition());
    float[][] y = factors(random);
    double[] gram = Products.gram(y, WIDTH, 1);
    FewCells solver = new FewCells(WIDTH);
    for (int cells = 1; cells <= WIDTH / 4; cells++) {
      RowProblem problem = row(random, objective(random.nextDouble(), random.nextDouble()), cells);
      double[] x = new double[WIDTH];
      assertThat(solver.solve(problem, y, gram.clone(), x)).isTrue();
      assertThat(residual(problem, y, gram, x))
          .usingComparatorWithPrecision(1e-10)
          .containsExactly(new double[WIDTH]);
    }
  }

  @Test
  void rowsOfOtherLengthsHaveARegularizationOfTheirOwn() {
    Random random = new Random(5);
    float[][] y = factors(random);
    double[] gram = Products.gram(y, WIDTH, 1);
    FewCells solver = new FewCells(WIDTH);
    double[] first = new double[WIDTH];
    double[] again = new double[WIDTH];
    RowProblem two = row(random, objective(0.1, 0.5), 2);
    assertThat(solver.solve(two, y, gram, first)).isTrue();
    assertThat(solver.solve(row(random, objective(0.1, 0.5), 5), y, gram, again)).isTrue();
    assertThat(solver.solve(two, y, gram, again)).isTrue();
    assertThat(again).isEqualTo(first);
  }

  @Test
  void anotherMatrixIsDecomposedAnew() {
    Random random = new Random(6);
    float[][] y = factors(random);
    double[] gram = Products.gram(y, WIDTH, 1);
    double[] twice = gram.clone();
    for (int i = 0; i < twice.length; i++) {
      twice[i] *= 2;
    }
    FewCells solver = new FewCells(WIDTH);
    RowProblem problem = row(random, objective(0.1, 0.5), 3);
    double[] x = new double[WIDTH];
    assertThat(solver.solve(problem, y, gram, x)).isTrue();
    assertThat(solver.solve(problem, y, twice, x)).isTrue();
    assertThat(residual(problem, y, twice, x))
        .usingComparatorWithPrecision(1e-10)
        .containsExactly(new double[WIDTH]);
  }

  @Test
  void itDeclinesManyCellsCellsWithoutWeightAndMatricesThatAreNearlySingular() {
    Random random = new Random(7);
    float[][] y = factors(random);
    double[] gram = Products.gram(y, WIDTH, 1);
    FewCells solver = new FewCells(WIDTH);
    double[] x = new double[WIDTH];
    assertThat(solver.solve(row(random, objective(0.1, 0.1), WIDTH / 4 + 1), y, gram, x)).isFalse();
    assertThat(solver.solve(row(random, objective(0, 0), 2), y, gram, x)).isFalse();
    RowProblem weightless = row(random, objective(0.1, 0.1), 2);
    weightless.set(1, 7, 0, 1);
    assertThat(solver.solve(weightless, y, gram, x)).isFalse();
    double[] flat = gram.clone();
    for (int i = 0; i < WIDTH; i++) {
      flat[i] = 0;
      flat[i * WIDTH] = 0;
    }
    assertThat(new FewCells(WIDTH).solve(row(random, objective(1, 1e-12), 2), y, flat, x))
        .isFalse();
  }

  @Test
  void theSolverGivesTheSameByEitherWay() {
    Random random = new Random(8);
    float[][] y = factors(random);
    double[] gram = Products.gram(y, WIDTH, 1);
    RowProblem problem = row(random, objective(0.1, 0.2), 6);
    float[] few = new float[WIDTH];
    new CholeskySolver(WIDTH).solve(problem, y, gram, few);
    RowProblem more = new RowProblem(objective(0.1, 0.2 * (6 + 20) / (7 + 20.0)));
    more.begin(7, ITEMS);
    for (int j = 0; j < 6; j++) {
      more.set(j, problem.column(j), problem.weight(j), 1);
    }
    more.set(6, 199, 0, 1);
    float[][] withNothing = y.clone();
    withNothing[199] = new float[WIDTH];
    float[] whole = new float[WIDTH];
    new CholeskySolver(WIDTH).solve(more, withNothing, gram, whole);
    for (int i = 0; i < WIDTH; i++) {
      assertThat(few[i]).isCloseTo(whole[i], within(1e-6f));
    }
  }
}
