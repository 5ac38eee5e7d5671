package org.hybridrec.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hybridrec.core.network.RandomCase.Kind;
import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.encoded.EmbeddingSlot;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.IdList;
import org.hybridrec.features.encoded.IndicatorSlot;
import org.hybridrec.features.encoded.InputLayout;
import org.junit.jupiter.api.Test;

/**
 * The oracle itself is put to the test: its values by hand, its gradients by central differences.
 */
class ReferenceNetworkTest {

  private static final double STEP = 1e-4;

  /** Below this a gradient is compared absolutely: as near as differences of doubles can tell. */
  private static final double SMALL = 1e-5;

  @Test
  void computesWhatIsComputedByHand() {
    InputLayout layout =
        new InputLayout(
            List.of(
                new EmbeddingSlot("mean", "t", 2, 2, Combiner.MEAN, 2.5f, true, false),
                new IndicatorSlot("seen", 2),
                new EmbeddingSlot(
                    "root", "t", 2, 2, Combiner.SQRTN, Float.POSITIVE_INFINITY, true, false),
                new FloatSlot("price", 1)));
    Map<String, float[]> parameters =
        Map.of(
            "embedding/t", new float[] {3, 4, 0.5f, -1},
            "hidden/0/kernel", new float[] {1, 0, 0, 1, 2, 0, 0, 3, 1, 0, 1, 0, 0, -10},
            "hidden/0/bias", new float[] {0.25f, -1},
            "output/kernel", new float[] {1, 0, -1, 0, 5, 5},
            "output/bias", new float[] {0, 1, 0});
    NetworkShape shape = new NetworkShape(layout, List.of(2), 3);
    EncodedBatch batch =
        new EncodedBatch(
            layout,
            1,
            List.of(
                new IdList(new int[] {0, 3}, new int[] {0, 1, 1}, new float[] {3, 1, -7}),
                new IdList(new int[] {0, 3}, new int[] {1, 1, 0}, null),
                new IdList(new int[] {0, 2}, new int[] {0, 1}, new float[] {3, 4}),
                new float[] {0.5f}),
            new int[] {1});
    ReferenceNetwork reference = new ReferenceNetwork(shape, parameters);

    // (3, 4) has length 5 and is looked up as (1.5, 2): mean (3·(1.5, 2) + (0.5, −1))/4, that is
    // (1.25, 1.25); seen (1, 2); root (3·(3, 4) + 4·(0.5, −1))/5, that is (2.2, 1.6); price 0.5.
    // First unit 1.25 + 2 + 2.2 + 1.6 + 0.25; second 1.25 + 2·3 − 5 − 1.
    double first = 7.3;
    double second = 1.25;
    double[] z = {first, 1 + 5 * second, -first + 5 * second};
    assertThat(reference.logits(batch, ReferenceMasks.NONE)[0]).containsExactly(z, within(1e-12));
    double sum = Math.exp(z[0]) + Math.exp(z[1]) + Math.exp(z[2]);
    assertThat(reference.loss(batch, ReferenceMasks.NONE))
        .isCloseTo(Math.log(sum) - z[1], within(1e-12));
    // Squares: table 26.25; kernel 117, all its rows are touched; output 52.
    assertThat(reference.penalty(batch, 0.1)).isCloseTo(0.05 * 195.25, within(1e-12));
  }

  @Test
  void gradientsAreThoseOfCentralDifferences() {
    Random random = new Random(Seed.of(getClass()));
    List<Kind> kinds = Kind.all();
    assertThat(kinds).hasSize(400).doesNotHaveDuplicates();
    for (Kind kind : kinds) {
      boolean checked = false;
      for (int attempt = 0; attempt < 1000 && !checked; attempt++) {
        RandomCase drawn =
            RandomCase.draw(random, kind, 1 + random.nextInt(5), 1 + random.nextInt(5));
        ReferenceMasks masks =
            random.nextInt(3) == 0 ? drawn.masks(random, 0.4) : ReferenceMasks.NONE;
        checked = gradientsAreRight(drawn, masks);
      }
      assertThat(checked).as("a case away from kinks of %s", kind).isTrue();
    }
  }

  /**
   * Compares every gradient of a case with the five-point difference, whose error is of the order
   * h⁴. Returns false if one of the outer two lies on another side of a kink, where no difference
   * says anything about a gradient: another case is drawn then.
   */
  private static boolean gradientsAreRight(RandomCase drawn, ReferenceMasks masks) {
    ReferenceNetwork reference = drawn.reference();
    Map<String, double[]> gradients = reference.gradients(drawn.batch(), drawn.l2(), masks);
    Map<String, double[]> differences = new HashMap<>();
    for (Map.Entry<String, double[]> entry : reference.parameters().entrySet()) {
      double[] found = new double[entry.getValue().length];
      for (int i = 0; i < found.length; i++) {
        found[i] = difference(drawn, reference, masks, entry.getValue(), i);
        if (Double.isNaN(found[i])) {
          return false;
        }
      }
      differences.put(entry.getKey(), found);
    }
    for (Map.Entry<String, double[]> entry : differences.entrySet()) {
      double[] gradient = gradients.get(entry.getKey());
      for (int i = 0; i < gradient.length; i++) {
        double difference = entry.getValue()[i];
        double scale = Math.max(SMALL, Math.max(Math.abs(gradient[i]), Math.abs(difference)));
        assertThat(gradient[i])
            .as("%s[%s] of %s", entry.getKey(), i, drawn)
            .isCloseTo(difference, within(1e-6 * scale));
      }
    }
    return true;
  }

  private static double difference(
      RandomCase drawn, ReferenceNetwork reference, ReferenceMasks masks, double[] values, int i) {
    EncodedBatch batch = drawn.batch();
    boolean[] sides = sides(reference.besideKinks(batch, masks));
    double middle = values[i];
    double sum = 0;
    int[] factors = {1, -8, 0, 8, -1};
    for (int at : new int[] {-2, -1, 1, 2}) {
      values[i] = middle + at * STEP;
      sum +=
          factors[at + 2] * (reference.loss(batch, masks) + reference.penalty(batch, drawn.l2()));
      if (Math.abs(at) == 2 && !Arrays.equals(sides, sides(reference.besideKinks(batch, masks)))) {
        sum = Double.NaN;
      }
    }
    values[i] = middle;
    return sum / (12 * STEP);
  }

  private static boolean[] sides(double[] besideKinks) {
    boolean[] sides = new boolean[besideKinks.length];
    for (int i = 0; i < sides.length; i++) {
      sides[i] = besideKinks[i] > 0;
    }
    return sides;
  }
}
