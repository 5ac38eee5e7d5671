package org.hybridrec.core.factorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One sweep over rows and one over columns, held against the numbers that TensorFlow states for its
 * own WALS (version 1.15, {@code contrib/factorization}, test of {@code WALSMatrixFactorization}):
 * weight 0.1 for unobserved cells, row and column weights, regularization 0.01.
 */
class TensorFlowRowsTest {

  private static final float[][] MATRIX = {
    {0.1f, 0.0f, 0.2f, 0.0f, 0.4f, 0.5f, 0.0f},
    {0.0f, 1.1f, 0.0f, 1.3f, 1.4f, 0.0f, 1.6f},
    {2.0f, 0.0f, 0.0f, 2.3f, 0.0f, 2.5f, 0.0f},
    {3.0f, 0.0f, 3.2f, 3.3f, 0.0f, 3.5f, 0.0f},
    {0.0f, 4.1f, 0.0f, 0.0f, 4.4f, 0.0f, 4.6f}
  };

  private static final float[][] FIRST_COLUMNS = {
    {-0.36444709f, -0.39077035f, -0.32528427f},
    {1.19056475f, 0.07231052f, 2.11834812f},
    {0.93468881f, -0.71099287f, 1.91826844f},
    {1.18160152f, 1.52490723f, -0.50015002f},
    {1.82574749f, -0.57515913f, -1.32810032f},
    {-0.15515432f, -0.84675711f, 0.13097958f},
    {-0.9246484f, 0.69117504f, 1.2036494f}
  };

  private static final double[] ROW_WEIGHTS = {0.1, 0.2, 0.3, 0.4, 0.5};
  private static final double[] COLUMN_WEIGHTS = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7};

  private static final float[][] ROWS = {
    {0.097689f, -0.219293f, -0.020780f},
    {0.50842f, 0.64626f, 0.22364f},
    {0.401159f, -0.046558f, -0.192854f},
    {1.20597f, -0.48025f, 0.35582f},
    {1.5564f, 1.2528f, 1.0528f}
  };

  private static final float[][] COLUMNS = {
    {2.4725f, -1.2950f, -1.9980f},
    {0.44625f, 1.50771f, 1.27118f},
    {1.39801f, -2.10134f, 0.73572f},
    {3.36509f, -0.66595f, -3.51208f},
    {0.57191f, 1.59407f, 1.33020f},
    {3.3459f, -1.3341f, -3.3008f},
    {0.57366f, 1.83729f, 1.26798f}
  };

  private static final Objective OBJECTIVE =
      Wals.builder().explicit().unobservedWeight(0.1).regularization(0.01).build().objective();

  private Interactions interactions;
  private float[][] rows;

  @BeforeEach
  void sweepRows() {
    InteractionsBuilder builder = Interactions.builder();
    // Column by column, so that items are numbered as in the matrix; users are not.
    for (int column = 0; column < 7; column++) {
      for (int row = 0; row < 5; row++) {
        if (MATRIX[row][column] != 0) {
          builder.add("r" + row, "c" + column, MATRIX[row][column]);
        }
      }
    }
    interactions = builder.build();
    assertThat(interactions.items().values())
        .containsExactly("c0", "c1", "c2", "c3", "c4", "c5", "c6");
    double[] userWeights = new double[5];
    Arrays.setAll(userWeights, i -> ROW_WEIGHTS[rowOf(i)]);
    rows = new float[5][3];
    solve("user", interactions.byUser(), userWeights, COLUMN_WEIGHTS, FIRST_COLUMNS, rows);
  }

  /** Users are numbered as they first appear, which is not the order of the matrix. */
  private int rowOf(int user) {
    return interactions.users().value(user).charAt(1) - '0';
  }

  private void solve(
      String what,
      SparseRows matrix,
      double[] weights,
      double[] otherWeights,
      float[][] fixed,
      float[][] solved) {
    HalfStep step =
        new HalfStep(what, interactions.users(), matrix, weights, otherWeights, OBJECTIVE);
    step.solve(fixed, Products.gram(fixed, 3, 1), solved, 1, () -> new CholeskySolver(3));
  }

  @Test
  void aSweepOverRowsGivesTensorFlowsRows() {
    for (int user = 0; user < 5; user++) {
      assertThat(rows[user]).containsExactly(ROWS[rowOf(user)], within(1e-4f));
    }
  }

  @Test
  void aSweepOverColumnsGivesTensorFlowsColumns() {
    double[] userWeights = new double[5];
    Arrays.setAll(userWeights, i -> ROW_WEIGHTS[rowOf(i)]);
    float[][] columns = new float[7][3];
    solve("item", interactions.byItem(), COLUMN_WEIGHTS, userWeights, rows, columns);
    for (int column = 0; column < 7; column++) {
      assertThat(columns[column]).containsExactly(COLUMNS[column], within(1e-3f));
    }
  }
}
