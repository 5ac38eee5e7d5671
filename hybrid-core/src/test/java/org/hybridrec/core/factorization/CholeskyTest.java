package org.hybridrec.core.factorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {

  /** G Gᵀ + I, whose eigenvalues are at least 1. */
  private static double[] random(int width) {
    Random random = new Random(width);
    double[][] g = new double[width][width];
    for (double[] row : g) {
      for (int j = 0; j < width; j++) {
        row[j] = random.nextGaussian();
      }
    }
    double[] a = new double[width * width];
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        a[i * width + j] = i == j ? 1 : 0;
        for (int k = 0; k < width; k++) {
          a[i * width + j] += g[i][k] * g[j][k];
        }
      }
    }
    return a;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 63, 64, 65, 130, 200})
  void theInverseTimesTheMatrixIsTheUnitMatrix(int width) {
    double[] a = random(width);
    double[] u = a.clone();
    Cholesky.decompose(u, width);
    double[] inverse = Cholesky.inverse(u, width);

    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        double sum = 0;
        for (int k = 0; k < width; k++) {
          sum += a[i * width + k] * inverse[k * width + j];
        }
        assertThat(sum).isEqualTo(i == j ? 1 : 0, within(1e-8));
        assertThat(inverse[i * width + j]).isEqualTo(inverse[j * width + i]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 64, 100, 129})
  void theSolutionSolvesAndUTimesItselfIsTheMatrix(int width) {
    double[] a = random(width);
    double[] u = a.clone();
    Cholesky.decompose(u, width);
    double[] x = new Random(1).doubles(width).toArray();
    double[] b = x.clone();
    Cholesky.solve(u, width, x);

    for (int i = 0; i < width; i++) {
      double sum = 0;
      for (int j = 0; j < width; j++) {
        sum += a[i * width + j] * x[j];
      }
      assertThat(sum).isEqualTo(b[i], within(1e-9));
      for (int j = i; j < width; j++) {
        double product = 0;
        for (int k = 0; k <= i; k++) {
          product += u[k * width + i] * u[k * width + j];
        }
        assertThat(product).isEqualTo(a[i * width + j], within(1e-9));
      }
    }
  }

  @Test
  void aSingularMatrixIsRefused() {
    assertThatThrownBy(() -> Cholesky.decompose(new double[] {1, 1, 1, 1}, 2))
        .isInstanceOf(FactorizationException.class)
        .hasMessage(
            "the normal equations have no unique solution (rank 1 of 2); set a regularization or"
                + " fewer factors");
  }
}
