package org.hybridrec.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hybridrec.core.network.RandomCase.Kind;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.encoded.EmbeddingSlot;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.IdList;
import org.hybridrec.features.encoded.IndicatorSlot;
import org.hybridrec.features.encoded.InputLayout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One training step of the network in float against the {@link ReferenceNetwork} in double.
 *
 * <p>What is reached, over 240,000 random networks: the loss within 2.4e-7 of max(1, loss), every
 * gradient within 4.4e-6 of the network's greatest or of 0.05, whichever is greater. Where all
 * terms of all gradients nearly cancel each other (two classes, few rows) what is left can be so
 * small that no float computation has five digits of it; hence the 0.05.
 */
@Tag("kernels")
class NetworkTrainerTest {

  /**
   * w − w' is the gradient times this. So big that nearly all of w' is gradient, and its rounding
   * less than a tenth of a millionth of it; a power of two, so that nothing else is rounded.
   */
  private static final float RATE = 0x1p20f;

  /** Parameters whose greatest error exceeds 1e-5 of their own greatest gradient, and all. */
  private int lessExact;

  private int compared;

  /** Parameters whose gradient the reference clipped. */
  private int clipped;

  @Test
  void aStepIsThatOfTheReferenceForEveryKind() {
    Random random = new Random(Seed.of(getClass()));
    for (Kind kind : Kind.all()) {
      RandomCase drawn = awayFromKinks(random, kind, 1 + random.nextInt(9), 1 + random.nextInt(9));
      assertStep(drawn, Regularization.NONE, ReferenceMasks.NONE, 1);
    }
    assertThat(lessExact).as("of %s", compared).isLessThanOrEqualTo(compared / 100);
  }

  @Test
  void aStepOfWeightedRowsIsThatOfTheReferenceForEveryKind() {
    Random random = new Random(Seed.of(getClass()));
    for (Kind kind : Kind.all()) {
      RandomCase drawn = awayFromKinks(random, kind, 2 + random.nextInt(8), 1 + random.nextInt(9));
      assertStep(drawn.weighted(random), Regularization.NONE, ReferenceMasks.NONE, 1);
      float clip = (float) Math.pow(10, -2.5 + 3 * random.nextDouble());
      assertStep(drawn.weighted(random), Regularization.NONE, ReferenceMasks.NONE, 1, clip);
    }
    assertThat(clipped).as("blocks clipped of %s", compared).isGreaterThan(compared / 20);
  }

  @Test
  void aStepOfWeightedRowsInManyTilesAndBlocksIsThatOfTheReference() {
    Random random = new Random(Seed.of(getClass()));
    for (int rows : new int[] {1, 64, 129}) {
      RandomCase drawn = awayFromKinks(random, Kind.all().get(301), 1025, rows);
      assertStep(drawn.weighted(random), Regularization.NONE, ReferenceMasks.NONE, 1);
    }
  }

  @Test
  void aStepIsThatOfTheReferenceForOddSizes() {
    Random random = new Random(Seed.of(getClass()));
    List<Kind> kinds = Kind.all();
    for (int classCount : new int[] {1, 2, 511, 512, 513, 1025}) {
      for (int rows : new int[] {1, 7, 63, 64, 65, 129}) {
        Kind kind = kinds.get(random.nextInt(kinds.size()));
        RandomCase drawn = awayFromKinks(random, kind, classCount, rows);
        assertStep(drawn, Regularization.NONE, ReferenceMasks.NONE, 1);
      }
    }
  }

  @Test
  void aStepOfWideLayersIsThatOfTheReference() {
    Random random = new Random(Seed.of(getClass()));
    InputLayout layout =
        new InputLayout(
            List.of(
                embedding("a", "t", 500, 40, Combiner.MEAN),
                new IndicatorSlot("i", 90),
                embedding("b", "t", 500, 40, Combiner.SQRTN),
                new FloatSlot("f", 33)));
    RandomCase drawn;
    do {
      drawn = RandomCase.of(random, new NetworkShape(layout, List.of(129, 67), 700), 100, 0.01f);
    } while (!isAwayFromKinks(drawn, 1e-6));
    assertStep(drawn, Regularization.NONE, ReferenceMasks.NONE, 1);
  }

  /** Limits from far below the usual norms to above them, for every kind of network. */
  @Test
  void aClippedStepIsThatOfTheReferenceForEveryKind() {
    Random random = new Random(Seed.of(getClass()));
    for (Kind kind : Kind.all()) {
      RandomCase drawn = awayFromKinks(random, kind, 2 + random.nextInt(8), 1 + random.nextInt(9));
      float clip = (float) Math.pow(10, -2.5 + 3 * random.nextDouble());
      assertStep(drawn, Regularization.NONE, ReferenceMasks.NONE, 1, clip);
    }
    assertThat(clipped).as("blocks clipped of %s", compared).isGreaterThan(compared / 10);
    assertThat(clipped).as("blocks clipped of %s", compared).isLessThan(compared * 9 / 10);
  }

  @Test
  void aClippedStepOfManyTilesAndBlocksIsThatOfTheReference() {
    Random random = new Random(Seed.of(getClass()));
    InputLayout layout =
        new InputLayout(
            List.of(
                embedding("a", "t", 500, 30, Combiner.MEAN),
                new IndicatorSlot("i", 90),
                new FloatSlot("f", 33)));
    for (List<Integer> hidden : List.of(List.<Integer>of(), List.of(61))) {
      for (float clip : new float[] {1e-3f, 0.03f, 0.3f}) {
        RandomCase drawn;
        do {
          drawn = RandomCase.of(random, new NetworkShape(layout, hidden, 1100), 100, 0.01f);
        } while (!isAwayFromKinks(drawn, 1e-6));
        assertStep(drawn, Regularization.NONE, ReferenceMasks.NONE, 1, clip);
      }
    }
    assertThat(clipped).isPositive();
  }

  @Test
  void aLimitThatNoNormReachesChangesNoBit() {
    RandomCase drawn =
        RandomCase.draw(new Random(Seed.of(getClass())), Kind.all().get(301), 600, 40);
    Network plain = drawn.network();
    Network clipped = drawn.network();
    NetworkTrainer one = new NetworkTrainer(plain, Optimizer.adam(0.1f), Regularization.NONE, 1);
    NetworkTrainer other =
        new NetworkTrainer(clipped, Optimizer.adam(0.1f), Regularization.NONE, 1);
    for (int step = 0; step < 3; step++) {
      one.step(drawn.batch());
      other.step(drawn.batch(), new StepSize(0.1f, 1e6f));
    }
    Map<String, float[]> expected = values(plain);
    values(clipped).forEach((name, bits) -> assertThat(bits).containsExactly(expected.get(name)));
  }

  @Test
  void refusesStepsOutOfRange() {
    assertThatThrownBy(() -> new StepSize(Float.NaN, 1f))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learningRate of a step must be at least 0 and finite, was NaN");
    assertThatThrownBy(() -> new StepSize(1f, 0f))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("gradientClip must be positive, was 0.0");
    assertThatThrownBy(() -> new StepSize(1f, Float.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("gradientClip must be positive, was NaN");
  }

  private static EmbeddingSlot embedding(
      String name, String table, int cardinality, int width, Combiner combiner) {
    return new EmbeddingSlot(
        name, table, cardinality, width, combiner, Float.POSITIVE_INFINITY, true, false);
  }

  /** Draws a case that float and double see from the same side of every kink. */
  private static RandomCase awayFromKinks(Random random, Kind kind, int classCount, int rows) {
    while (true) {
      RandomCase drawn = RandomCase.draw(random, kind, classCount, rows);
      if (isAwayFromKinks(drawn, 1e-5)) {
        return drawn;
      }
    }
  }

  private static boolean isAwayFromKinks(RandomCase drawn, double distance) {
    double[] places = drawn.reference().besideKinks(drawn.batch(), ReferenceMasks.NONE);
    return Arrays.stream(places).allMatch(place -> Math.abs(place) > distance);
  }

  /** Makes one step on the network of a case; returns the network. */
  private Network assertStep(
      RandomCase drawn, Regularization dropout, ReferenceMasks masks, long seed) {
    return assertStep(drawn, dropout, masks, seed, Float.POSITIVE_INFINITY);
  }

  private Network assertStep(
      RandomCase drawn, Regularization dropout, ReferenceMasks masks, long seed, float clip) {
    EncodedBatch batch = drawn.batch();
    Network network = drawn.network();
    ReferenceNetwork reference = drawn.reference();
    Regularization regularization =
        new Regularization(dropout.embeddingDropout(), dropout.hiddenDropout(), drawn.l2());
    double loss =
        new NetworkTrainer(network, Optimizer.sgd(RATE), regularization, seed)
            .step(batch, new StepSize(RATE, clip));
    double expected = reference.loss(batch, masks);
    assertThat(loss).as("%s", drawn).isCloseTo(expected, within(1e-6 * Math.max(1, expected)));
    Map<String, double[]> gradients = reference.gradients(batch, drawn.l2(), clip, masks);
    Map<String, double[]> unclipped = reference.gradients(batch, drawn.l2(), masks);
    Map<String, boolean[]> touched = reference.touched(batch);
    double scale =
        gradients.values().stream().mapToDouble(NetworkTrainerTest::max).max().getAsDouble();
    for (Parameter parameter : network.parameters()) {
      String name = parameter.name();
      float[] before = drawn.parameters().get(name);
      boolean[] mayChange = touched.getOrDefault(name, new boolean[before.length]);
      double[] errors = errors(before, parameter.toArray(), gradients.get(name), mayChange);
      assertThat(max(errors))
          .as("greatest error of %s of %s", name, drawn)
          .isLessThanOrEqualTo(1e-5 * Math.max(Math.min(0.05, clip), scale));
      if (touched.containsKey(name)) {
        compared++;
        clipped += Arrays.equals(gradients.get(name), unclipped.get(name)) ? 0 : 1;
        lessExact += max(errors) > 1e-5 * max(gradients.get(name)) ? 1 : 0;
      }
    }
    return network;
  }

  /** What a batch does not touch must not change by a bit. */
  private static double[] errors(
      float[] before, float[] after, double[] gradient, boolean[] mayChange) {
    double[] errors = new double[before.length];
    for (int i = 0; i < errors.length; i++) {
      if (mayChange[i]) {
        errors[i] = ((double) before[i] - after[i]) / RATE - gradient[i];
      } else {
        assertThat(after[i]).isEqualTo(before[i]);
      }
    }
    return errors;
  }

  private static double max(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElseThrow();
  }

  @Test
  void dropoutIsThatOfTheReferenceUnderTheSameMasks() {
    Random random = new Random(Seed.of(getClass()));
    // What wants gradients first, indicators last: dense units have the numbers of the layout.
    EmbeddingSlot fixed =
        new EmbeddingSlot("c", "u", 7, 4, Combiner.SUM, Float.POSITIVE_INFINITY, false, false);
    InputLayout layout =
        new InputLayout(
            List.of(
                embedding("a", "t", 9, 5, Combiner.MEAN),
                embedding("b", "t", 9, 5, Combiner.SUM),
                fixed,
                new FloatSlot("f", 3),
                new IndicatorSlot("i", 4)));
    for (List<Integer> hidden : List.of(List.<Integer>of(), List.of(8), List.of(9, 7, 6))) {
      long seed = random.nextLong();
      Regularization dropout = new Regularization(0.3f, 0.45f, 0f);
      ReferenceMasks masks = masks(dropout, seed, layout, hidden, 66);
      RandomCase drawn;
      do {
        drawn = RandomCase.of(random, new NetworkShape(layout, hidden, 20), 66, 0.01f);
      } while (!isAwayFromKinks(drawn, 1e-6));
      Network network = assertStep(drawn, dropout, masks, seed);
      EncodedBatch batch = drawn.batch();
      assertThat(drawn.network().loss(batch))
          .as("nothing is dropped outside of training")
          .isCloseTo(drawn.reference().loss(batch, ReferenceMasks.NONE), within(1e-5));
      assertThat(network.shape()).isEqualTo(drawn.shape());
    }
  }

  /** The masks of the first step, as dropout itself gives them. */
  private static ReferenceMasks masks(
      Regularization rates, long seed, InputLayout layout, List<Integer> hidden, int rows) {
    Dropout embedding = new Dropout(rates.embeddingDropout(), seed, "embedding");
    float[][] input = masks(embedding, rows, layout.width());
    List<float[][]> ofLayer = new ArrayList<>();
    for (int layer = 0; layer < hidden.size(); layer++) {
      Dropout dropout = new Dropout(rates.hiddenDropout(), seed, "hidden/" + layer);
      ofLayer.add(masks(dropout, rows, hidden.get(layer)));
    }
    return new ReferenceMasks() {
      @Override
      public double input(int row, int unit) {
        return input[row][unit];
      }

      @Override
      public double hidden(int layer, int row, int unit) {
        return ofLayer.get(layer)[row][unit];
      }
    };
  }

  private static float[][] masks(Dropout dropout, int rows, int width) {
    float[][] masks = new float[rows][width];
    for (int row = 0; row < rows; row++) {
      Arrays.fill(masks[row], 1f);
      dropout.apply(1, row, masks[row], 0, width);
    }
    return masks;
  }

  private static final InputLayout SMALL =
      new InputLayout(List.of(new FloatSlot("f", 1), new IndicatorSlot("i", 2)));

  private static EncodedBatch small(float value, int... labels) {
    float[] floats = new float[labels.length];
    Arrays.fill(floats, value);
    IdList none = new IdList(new int[labels.length + 1], new int[0], null);
    return new EncodedBatch(SMALL, labels.length, List.of(floats, none), labels);
  }

  private static NetworkTrainer smallTrainer() {
    NetworkShape shape = new NetworkShape(SMALL, List.of(4), 3);
    Network network = Network.initialise(shape, 5, Map.of());
    return new NetworkTrainer(network, Optimizer.adam(0.1f), Regularization.NONE, 1);
  }

  @Test
  void aStepWithoutFiniteLossLeavesTheWeightsAlone() {
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      NetworkTrainer trainer = smallTrainer();
      trainer.step(small(1f, 0, 1));
      Map<String, float[]> before = values(trainer.network());
      assertThat(trainer.step(small(value, 0, 1, 2))).as("%s", value).isNotFinite();
      assertThat(trainer.steps()).isEqualTo(1);
      before.forEach((name, was) -> assertThat(values(trainer.network()).get(name)).isEqualTo(was));
    }
  }

  private static Map<String, float[]> values(Network network) {
    Map<String, float[]> values = new LinkedHashMap<>();
    network.parameters().forEach(one -> values.put(one.name(), one.toArray()));
    return values;
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    InputLayout layout =
        new InputLayout(
            List.of(
                embedding("a", "t", 900, 9, Combiner.MEAN),
                new IndicatorSlot("i", 150),
                embedding("b", "u", 300, 40, Combiner.SQRTN),
                new FloatSlot("f", 5)));
    NetworkShape shape = new NetworkShape(layout, List.of(70, 33), 3 * 512 + 1);
    RandomCase drawn = RandomCase.of(new Random(Seed.of(getClass())), shape, 300, 0.01f);
    Regularization regularization = new Regularization(0.2f, 0.3f, drawn.l2());
    Map<String, float[]> alone = afterThreeSteps(drawn, regularization, Workers.caller());
    for (int threads = 1; threads <= 5; threads++) {
      try (Workers workers = Workers.threads(threads)) {
        Map<String, float[]> together = afterThreeSteps(drawn, regularization, workers);
        alone.forEach((name, bits) -> assertThat(together.get(name)).as(name).isEqualTo(bits));
      }
    }
  }

  private static Map<String, float[]> afterThreeSteps(
      RandomCase drawn, Regularization regularization, Workers workers) {
    Network network = drawn.network();
    NetworkTrainer trainer =
        new NetworkTrainer(network, Optimizer.adam(0.01f), regularization, 1, workers);
    float[] losses = new float[3];
    for (int step = 0; step < 3; step++) {
      EncodedBatch batch = drawn.batch().slice(step * 5, 300 - step * 90);
      losses[step] = (float) trainer.step(batch, new StepSize(0.01f, 0.02f));
    }
    Map<String, float[]> values = values(network);
    values.put("losses", losses);
    return values;
  }

  @Test
  void adamLeavesRowsAloneThatABatchDoesNotName() {
    InputLayout layout =
        new InputLayout(
            List.of(embedding("e", "t", 2, 3, Combiner.MEAN), new IndicatorSlot("i", 2)));
    Network network = Network.initialise(new NetworkShape(layout, List.of(), 4), 1, Map.of());
    Regularization penalty = new Regularization(0f, 0f, 0.1f);
    NetworkTrainer trainer = new NetworkTrainer(network, Optimizer.adam(0.1f), penalty, 1);
    EncodedBatch[] naming = {naming(layout, 0), naming(layout, 1)};
    trainer.step(naming[0]);
    trainer.step(naming[1]);
    Map<String, float[]> before = values(network);
    for (int i = 0; i < 10; i++) {
      trainer.step(naming[0]);
    }
    Map<String, float[]> after = values(network);
    // Row 1 of the table, and of the kernel, after 3 rows of the embedding, the indicator's row 1.
    for (int j = 3; j < 6; j++) {
      assertThat(after.get("embedding/t")[j]).isEqualTo(before.get("embedding/t")[j]);
      assertThat(after.get("embedding/t")[j - 3]).isNotEqualTo(before.get("embedding/t")[j - 3]);
    }
    for (int j = 16; j < 20; j++) {
      assertThat(after.get("output/kernel")[j]).isEqualTo(before.get("output/kernel")[j]);
      assertThat(after.get("output/kernel")[j - 4])
          .isNotEqualTo(before.get("output/kernel")[j - 4]);
    }
  }

  private static EncodedBatch naming(InputLayout layout, int id) {
    IdList ids = new IdList(new int[] {0, 1}, new int[] {id}, null);
    return new EncodedBatch(layout, 1, List.of(ids, ids), new int[] {2});
  }

  @Test
  void refusesLabelsThatAreNoClasses() {
    for (int label : new int[] {-1, 3}) {
      assertThatThrownBy(() -> smallTrainer().step(small(1f, 0, label)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "row 1 of the training batch: label must be in [0, 3), was "
                  + label
                  + "; leave out rows whose label is not known");
    }
  }

  @Test
  void refusesABatchWithoutRows() {
    assertThatThrownBy(() -> smallTrainer().step(small(1f)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a training batch needs at least one row, had none");
  }

  @Test
  void refusesRowsWithoutLabels() {
    EncodedBatch batch =
        new EncodedBatch(
            SMALL, 1, List.of(new float[1], new IdList(new int[2], new int[0], null)), null);
    assertThatThrownBy(() -> smallTrainer().step(batch))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("these rows were encoded without labels");
  }

  @Test
  void refusesAnIdOutOfRange() {
    for (int id : new int[] {-1, 2}) {
      EncodedBatch batch =
          new EncodedBatch(
              SMALL,
              1,
              List.of(new float[1], new IdList(new int[] {0, 1}, new int[] {id}, null)),
              new int[] {0});
      assertThatThrownBy(() -> smallTrainer().step(batch))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("slot 'i': ids must be in [0, 2), one was " + id);
    }
  }
}
