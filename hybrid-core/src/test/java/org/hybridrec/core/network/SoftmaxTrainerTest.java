package org.hybridrec.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.InputLayout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Memory that pass 1 keeps for pass 2 saves time and changes nothing. */
@Tag("kernels")
class SoftmaxTrainerTest {

  private static final int WIDTH = 11;

  private static Network network(int classes) {
    InputLayout layout = new InputLayout(List.of(new FloatSlot("x", 3)));
    return Network.initialise(new NetworkShape(layout, List.of(WIDTH), classes), 5, Map.of());
  }

  private static LayerInput input(int rows) {
    SplittableRandom random = new SplittableRandom(rows);
    float[][] dense = Rows.allocate(rows, WIDTH);
    for (float[] row : dense) {
      for (int j = 0; j < WIDTH; j++) {
        row[j] = 20f * random.nextFloat() - 10f;
      }
    }
    return new LayerInput(rows, dense, WIDTH, WIDTH, null);
  }

  private static SoftmaxTrainer trainer(Network network, long keptBytes) {
    return new SoftmaxTrainer(
        network.kernels(),
        Workers.caller(),
        Optimizer.adagrad(0.1f),
        network.output(),
        row -> row,
        keptBytes);
  }

  @ParameterizedTest
  @CsvSource({"1, 1300", "5, 2", "70, 512", "300, 1025"})
  void whatIsKeptIsWhatWouldBeComputedAgain(int rows, int classes) {
    Network one = network(classes);
    Network other = network(classes);
    SoftmaxTrainer keeping = trainer(one, SoftmaxTrainer.KEPT_BYTES);
    SoftmaxTrainer computing = trainer(other, 0);
    int[] labels = new SplittableRandom(rows).ints(rows, 0, classes).toArray();
    LayerInput input = input(rows);

    for (int step = 1; step <= 3; step++) {
      float clip = step == 2 ? 0.01f : Float.POSITIVE_INFINITY;
      UpdateStep update = new UpdateStep(Optimizer.adagrad(0.1f).rule(step), 0f, clip);
      double loss = keeping.loss(input, labels, RowWeights.equal(rows));
      assertThat(computing.loss(input, labels, RowWeights.equal(rows))).isEqualTo(loss).isFinite();
      float[][] expected = keeping.backward(input, labels, update, (gradient, from, to) -> {});
      float[][] actual = computing.backward(input, labels, update, (gradient, from, to) -> {});
      for (int row = 0; row < rows; row++) {
        assertThat(actual[row]).containsExactly(expected[row]);
      }
    }

    for (int i = 0; i < one.parameters().size(); i++) {
      assertThat(other.parameters().get(i).toArray())
          .containsExactly(one.parameters().get(i).toArray());
    }
  }

  /** One trainer may see batches on either side of the budget. */
  @ParameterizedTest
  @CsvSource({"3, 40", "40, 3"})
  void theBudgetMayBePassedFromBatchToBatch(int first, int second) {
    int classes = 700;
    Network one = network(classes);
    Network other = network(classes);
    SoftmaxTrainer keeping = trainer(one, SoftmaxTrainer.KEPT_BYTES);
    SoftmaxTrainer mixed = trainer(other, 10L * classes * Float.BYTES);

    for (int rows : new int[] {first, second, first}) {
      LayerInput input = input(rows);
      int[] labels = new SplittableRandom(rows).ints(rows, 0, classes).toArray();
      UpdateStep update =
          new UpdateStep(Optimizer.sgd(0.1f).rule(1), 0.01f, Float.POSITIVE_INFINITY);
      assertThat(mixed.loss(input, labels, RowWeights.equal(rows)))
          .isEqualTo(keeping.loss(input, labels, RowWeights.equal(rows)));
      keeping.backward(input, labels, update, (gradient, from, to) -> {});
      mixed.backward(input, labels, update, (gradient, from, to) -> {});
    }

    assertThat(other.parameters().get(2).toArray())
        .containsExactly(one.parameters().get(2).toArray());
  }
}
