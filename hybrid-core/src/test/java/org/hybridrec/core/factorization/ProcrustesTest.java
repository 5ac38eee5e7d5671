package org.hybridrec.core.factorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcrustesTest {

  private static double[][] gaussian(int rows, int columns, Random random) {
    double[][] matrix = new double[rows][columns];
    for (double[] row : matrix) {
      for (int j = 0; j < columns; j++) {
        row[j] = random.nextGaussian();
      }
    }
    return matrix;
  }

  /** aᵀ b. */
  private static double[][] product(double[][] a, double[][] b) {
    double[][] product = new double[a[0].length][b[0].length];
    for (int i = 0; i < product.length; i++) {
      for (int j = 0; j < product[0].length; j++) {
        for (int r = 0; r < a.length; r++) {
          product[i][j] += a[r][i] * b[r][j];
        }
      }
    }
    return product;
  }

  private static double[][] transposed(double[][] a) {
    double[][] transposed = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        transposed[j][i] = a[i][j];
      }
    }
    return transposed;
  }

  private static void assertOrthogonal(double[][] q) {
    assertClose(product(q, q), identity(q.length), 1e-12);
  }

  private static double[][] identity(int n) {
    double[][] identity = new double[n][n];
    for (int i = 0; i < n; i++) {
      identity[i][i] = 1;
    }
    return identity;
  }

  private static void assertClose(double[][] actual, double[][] expected, double tolerance) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).containsExactly(expected[i], within(tolerance));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 40})
  void turnedRowsAreTurnedBack(int width) {
    Random random = new Random(width);
    double[][] rotation = Procrustes.closestRotation(gaussian(width, width, random));
    assertOrthogonal(rotation);
    double[][] rows = gaussian(3 * width, width, random);
    double[][] turned = product(transposed(rows), rotation);
    assertClose(Procrustes.closestRotation(product(rows, turned)), rotation, 1e-10);
  }

  @Test
  void noOtherRotationIsCloser() {
    Random random = new Random(5);
    double[][] a = gaussian(20, 4, random);
    double[][] b = gaussian(20, 4, random);
    double best = distance(a, b, Procrustes.closestRotation(product(a, b)));
    for (int i = 0; i < 1_000; i++) {
      double[][] other = Procrustes.closestRotation(gaussian(4, 4, random));
      assertThat(distance(a, b, other)).isGreaterThanOrEqualTo(best);
    }
  }

  private static double distance(double[][] a, double[][] b, double[][] rotation) {
    double[][] turned = product(transposed(a), rotation);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        sum += Math.pow(turned[i][j] - b[i][j], 2);
      }
    }
    return sum;
  }

  @Test
  void aMatrixThatLacksRankHasARotationToo() {
    Random random = new Random(6);
    for (int rank = 0; rank < 6; rank++) {
      double[][] a = gaussian(Math.max(1, rank), 6, random);
      double[][] matrix = rank == 0 ? new double[6][6] : product(a, a);
      double[][] rotation = Procrustes.closestRotation(matrix);
      assertOrthogonal(rotation);
      // On the span of a positive semidefinite matrix the closest rotation does nothing.
      if (rank > 0) {
        assertClose(product(transposed(a), rotation), a, 1e-9);
      }
    }
  }
}
