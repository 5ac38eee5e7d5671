package org.hybridrec.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.InputLayout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Logits and denominators, piece by piece. */
@Tag("kernels")
class ScoringTest {

  private static final InputLayout LAYOUT = new InputLayout(List.of(new FloatSlot("x", 5)));

  private static Network network(int classes) {
    return Network.initialise(new NetworkShape(LAYOUT, List.of(7), classes), 3, Map.of());
  }

  private static EncodedBatch batch(Network network, int rows) {
    return RandomCase.of(new Random(rows), network.shape(), rows, 0f).batch();
  }

  /** Everything that a visitor is shown. */
  private static final class Seen implements SoftmaxVisitor {

    final float[][] logits;
    final double[][] logProbabilities;
    final List<Integer> firstClassesOfRow0 = new ArrayList<>();
    final List<Integer> finished = new ArrayList<>();

    Seen(int rows, int classes) {
      logits = new float[rows][classes];
      logProbabilities = new double[rows][classes];
    }

    @Override
    public void visit(int row, int firstClass, float[] piece, int count, float max) {
      float greatest = Float.NEGATIVE_INFINITY;
      for (int i = 0; i < count; i++) {
        greatest = Math.max(greatest, piece[i]);
        logits[row][firstClass + i] = piece[i];
      }
      assertThat(max).isEqualTo(greatest);
      if (row == 0) {
        firstClassesOfRow0.add(firstClass);
      }
    }

    @Override
    public void finish(int row, SoftmaxSum sum) {
      finished.add(row);
      for (int i = 0; i < logits[row].length; i++) {
        logProbabilities[row][i] = sum.logProbability(logits[row][i]);
      }
    }
  }

  @Test
  void tilesComeToAndFroAndTheResultsAreTheSameBits() {
    for (int classes : new int[] {1, 511, 512, 513, 1700}) {
      for (int rows : new int[] {1, 64, 65}) {
        Network network = network(classes);
        EncodedBatch batch = batch(network, rows);
        Seen first = new Seen(rows, classes);
        Seen second = new Seen(rows, classes);
        Seen third = new Seen(rows, classes);
        network.softmax(batch, first);
        network.softmax(batch, second);
        network.softmax(batch.slice(0, 1), third);

        float[][] logits = new float[rows][classes];
        network.logits(batch, logits);
        assertThat(first.logits).isDeepEqualTo(logits);
        assertThat(second.logits).isDeepEqualTo(logits);
        assertThat(second.logProbabilities).isDeepEqualTo(first.logProbabilities);
        assertThat(third.logProbabilities[0]).isEqualTo(first.logProbabilities[0]);
        assertThat(first.finished).hasSize(rows).isSorted();
        for (int row = 0; row < rows; row++) {
          SoftmaxSum sum = new SoftmaxSum();
          sum.add(logits[row], 0, classes);
          for (int i = 0; i < classes; i += 97) {
            assertThat(first.logProbabilities[row][i])
                .isEqualTo(sum.logProbability(logits[row][i]));
          }
        }
      }
    }
  }

  @Test
  void theDirectionTurnsFromCallToCall() {
    Network network = network(1700);
    EncodedBatch batch = batch(network, 1);
    List<List<Integer>> orders = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Seen seen = new Seen(1, 1700);
      network.softmax(batch, seen);
      orders.add(seen.firstClassesOfRow0);
    }

    assertThat(orders)
        .containsExactly(
            List.of(0, 512, 1024, 1536), List.of(1536, 1024, 512, 0), List.of(0, 512, 1024, 1536));
  }
}
