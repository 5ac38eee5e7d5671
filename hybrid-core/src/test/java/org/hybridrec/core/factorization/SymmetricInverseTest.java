package org.hybridrec.core.factorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricInverseTest {

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
    double[] inverse = SymmetricInverse.of(a.clone(), width);

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

  @Test
  void aSingularMatrixIsRefused() {
    assertThatThrownBy(() -> SymmetricInverse.of(new double[] {1, 1, 1, 1}, 2))
        .isInstanceOf(FactorizationException.class)
        .hasMessage("the matrix has no inverse (rank 1 of 2); set a regularization");
  }
}
