package org.hybridrec.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.encoded.EmbeddingSlot;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.IndicatorSlot;
import org.hybridrec.features.encoded.InputLayout;
import org.hybridrec.features.encoded.Slot;
import org.junit.jupiter.api.Test;

/** What {@link Network#initialise} draws. */
class InitialiserTest {

  private static final Slot ITEM = embedding("item", 2000, 16);
  private static final Slot PRICE = new FloatSlot("price", 3);
  private static final Slot TAG = new IndicatorSlot("tag", 81);
  private static final Slot USER = embedding("user", 30, 4);

  private static Slot embedding(String name, int cardinality, int width) {
    float none = Float.POSITIVE_INFINITY;
    return new EmbeddingSlot(name, name, cardinality, width, Combiner.MEAN, none, true, false);
  }

  private static Network network(long seed, List<Integer> hidden, int classes, Slot... slots) {
    InputLayout layout = new InputLayout(List.of(slots));
    return Network.initialise(new NetworkShape(layout, hidden, classes), seed, Map.of());
  }

  private static float[] values(Network network, String name) {
    return network.parameters().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow()
        .toArray();
  }

  @Test
  void kernelsAreGlorotUniformInTheFullWidthOfTheirInput() {
    Network network = network(3, List.of(50, 40), 700, ITEM, PRICE, TAG);
    assertUniform(values(network, "hidden/0/kernel"), Math.sqrt(6.0 / (100 + 50)));
    assertUniform(values(network, "hidden/1/kernel"), Math.sqrt(6.0 / (50 + 40)));
    assertUniform(values(network, "output/kernel"), Math.sqrt(6.0 / (40 + 700)));
    assertUniform(
        values(network(3, List.of(), 700, ITEM, PRICE, TAG), "output/kernel"),
        Math.sqrt(6.0 / (100 + 700)));
  }

  /** Bounds that are nearly reached, mean 0 and variance limit²/3, within four deviations. */
  private static void assertUniform(float[] kernel, double limit) {
    int n = kernel.length;
    double sum = 0;
    double squares = 0;
    double greatest = 0;
    for (float weight : kernel) {
      double x = weight / limit;
      sum += x;
      squares += x * x;
      greatest = Math.max(greatest, Math.abs(x));
    }
    assertThat(greatest).isBetween(1 - 20.0 / n, 1.0000001);
    assertThat(sum / n).isCloseTo(0, within(4 * Math.sqrt(1.0 / 3 / n)));
    assertThat(squares / n).isCloseTo(1.0 / 3, within(4 * Math.sqrt(4.0 / 45 / n)));
  }

  @Test
  void embeddingsAreTruncatedNormalOfOneOverTheRootOfTheirWidth() {
    float[] table = values(network(3, List.of(), 2, ITEM), "embedding/item");
    double squares = 0;
    double greatest = 0;
    for (float one : table) {
      squares += (double) one * one;
      greatest = Math.max(greatest, Math.abs(one));
    }
    assertThat(greatest).isBetween(0.499, 0.5);
    assertThat(squares / table.length * 16).isCloseTo(0.7737413, within(0.015));
  }

  @Test
  void biasesAreZero() {
    Network network = network(3, List.of(50, 40), 700, ITEM);
    for (String name : List.of("hidden/0/bias", "hidden/1/bias", "output/bias")) {
      assertThat(values(network, name)).containsOnly(0f);
    }
  }

  @Test
  void theSameSeedGivesTheSameBitsAndAnotherSeedOthers() {
    Network one = network(3, List.of(20), 600, ITEM, PRICE);
    Network same = network(3, List.of(20), 600, ITEM, PRICE);
    Network other = network(4, List.of(20), 600, ITEM, PRICE);
    for (Parameter parameter : one.parameters()) {
      String name = parameter.name();
      assertThat(values(same, name)).isEqualTo(parameter.toArray());
      if (!name.endsWith("bias")) {
        assertThat(values(other, name)).isNotEqualTo(parameter.toArray());
      }
    }
  }

  @Test
  void anotherColumnChangesNothingOfTheOthersButTheLimit() {
    Network few = network(3, List.of(20), 600, ITEM, TAG);
    Network more = network(3, List.of(20), 600, PRICE, ITEM, USER, TAG);
    assertThat(values(more, "embedding/item")).isEqualTo(values(few, "embedding/item"));
    assertThat(values(more, "output/kernel")).isEqualTo(values(few, "output/kernel"));
    float[] kernel = values(few, "hidden/0/kernel");
    float[] wider = values(more, "hidden/0/kernel");
    double ratio = Math.sqrt((97 + 20) / (104 + 20.0));
    assertProportional(rows(wider, 3, 19), rows(kernel, 0, 16), ratio);
    assertProportional(rows(wider, 23, 104), rows(kernel, 16, 97), ratio);
  }

  private static float[] rows(float[] kernel, int from, int to) {
    return Arrays.copyOfRange(kernel, from * 20, to * 20);
  }

  private static void assertProportional(float[] values, float[] others, double ratio) {
    assertThat(values).hasSameSizeAs(others);
    for (int i = 0; i < values.length; i++) {
      double expected = others[i] * ratio;
      assertThat((double) values[i]).isCloseTo(expected, within(3e-7 * Math.abs(expected)));
    }
  }

  @Test
  void whatIsGivenIsTakenAndChangesNothingElse() {
    InputLayout layout = new InputLayout(List.of(ITEM, USER));
    NetworkShape shape = new NetworkShape(layout, List.of(5), 7);
    Map<String, float[]> given =
        Map.of("embedding/user", new float[120], "output/bias", new float[] {1, 2, 3, 4, 5, 6, 7});
    Network network = Network.initialise(shape, 3, given);
    Network drawn = Network.initialise(shape, 3, Map.of());
    for (Parameter parameter : drawn.parameters()) {
      String name = parameter.name();
      assertThat(values(network, name)).isEqualTo(given.getOrDefault(name, parameter.toArray()));
    }
    assertThat(values(drawn, "embedding/user")).doesNotContain(0f);
  }

  @Test
  void parametersOfTheSameSizeAreNotTheSameNumbers() {
    Network network = network(3, List.of(40, 40, 40), 40, embedding("a", 40, 40));
    double bound = 5 / Math.sqrt(1600);
    List<String> names =
        List.of(
            "embedding/a",
            "hidden/0/kernel",
            "hidden/1/kernel",
            "hidden/2/kernel",
            "output/kernel");
    for (String one : names) {
      for (String other : names) {
        double correlation = correlation(values(network, one), values(network, other));
        assertThat(correlation).isCloseTo(one.equals(other) ? 1 : 0, within(bound));
      }
    }
  }

  private static double correlation(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }

  /**
   * Pinned: a seed stays the same network in every version. The numbers come from a Python program
   * written from the comments of {@link RandomStream} and {@link Network#initialise}.
   */
  @Test
  void theNumbersOfASeedAreThese() {
    Network network = network(42, List.of(50, 40), 700, ITEM, PRICE, TAG);
    assertThat(ends(network, "embedding/item"))
        .containsExactly(-0.14298348f, 0.14494888f, 0.06063206f, -0.30371132f);
    assertThat(ends(network, "hidden/0/kernel"))
        .containsExactly(0.104638495f, -0.0244573f, -0.034940183f, 0.1780154f);
    assertThat(ends(network, "hidden/1/kernel"))
        .containsExactly(0.16094384f, -0.19479698f, -0.043674324f, 0.25532705f);
    assertThat(ends(network, "output/kernel"))
        .containsExactly(0.024059309f, 0.010340125f, 0.043967392f, 0.067772605f);
  }

  /** The first three numbers of a parameter and its last. */
  private static float[] ends(Network network, String name) {
    float[] values = values(network, name);
    return new float[] {values[0], values[1], values[2], values[values.length - 1]};
  }
}
