package org.hybridrec.core.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.network.Network;
import org.hybridrec.core.network.NetworkShape;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.InputLayout;
import org.junit.jupiter.api.Test;

/** A weight that is not finite is found, wherever it stands, within the promised steps. */
class WeightCheckTest {

  private static final int WIDTH = 3;

  /** A softmax regression with that many classes, one of its weights replaced. */
  private static Network network(int classes, String name, int place, float value) {
    NetworkShape shape =
        new NetworkShape(new InputLayout(List.of(new FloatSlot("x", WIDTH))), List.of(), classes);
    Map<String, float[]> values = new LinkedHashMap<>();
    values.put("output/kernel", new float[WIDTH * classes]);
    values.put("output/bias", new float[classes]);
    values.get(name)[place] = value;
    return Network.of(shape, values);
  }

  @Test
  void aSmallNetworkIsLookedAtWholeEachTime() {
    int classes = WeightCheck.LEAST / (WIDTH + 1);
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      for (int place : new int[] {0, classes / 2, classes - 1}) {
        WeightCheck check =
            new WeightCheck(network(classes, "output/bias", place, value).parameters());
        assertThat(check.next()).isEqualTo("parameter 'output/bias' held " + value);
      }
    }
  }

  @Test
  void aLargeOneWithinThePromisedSteps() {
    int classes = 1_400_000;
    long all = (WIDTH + 1L) * classes;
    assertThat(all).as("more than the least at each step").isGreaterThan(1024L * 4096);
    for (int place : new int[] {0, 4096, classes * WIDTH - 1}) {
      WeightCheck check =
          new WeightCheck(network(classes, "output/kernel", place, Float.NaN).parameters());
      int steps = 1;
      while (check.next() == null) {
        steps++;
      }
      assertThat(steps).isLessThanOrEqualTo(WeightCheck.STEPS);
    }
    WeightCheck last =
        new WeightCheck(network(classes, "output/bias", classes - 1, Float.NaN).parameters());
    for (int step = 1; step < WeightCheck.STEPS; step++) {
      assertThat(last.next()).isNull();
    }
    assertThat(last.next()).isEqualTo("parameter 'output/bias' held NaN");
  }

  @Test
  void findsNothingInFiniteNumbersAndGoesRound() {
    Network network = network(9_000, "output/bias", 5, Float.MAX_VALUE);
    WeightCheck check = new WeightCheck(network.parameters());
    for (int step = 0; step < 50; step++) {
      assertThat(check.next()).isNull();
    }
    assertThat(WeightCheck.find(network.parameters())).isNull();
    assertThat(WeightCheck.find(network(9_000, "output/kernel", 26_999, Float.NaN).parameters()))
        .isEqualTo("parameter 'output/kernel' held NaN");
  }
}
