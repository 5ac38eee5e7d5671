package org.hybridrec.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.IndicatorSlot;
import org.hybridrec.features.encoded.InputLayout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What weights of rows mean, in closed form, for both ways to train the output layer. */
@Tag("kernels")
class WeightedStepTest {

  private static final int CLASSES = 700;

  private static final InputLayout MIXED =
      new InputLayout(List.of(new FloatSlot("x", 4), new IndicatorSlot("i", 9)));

  private static RandomCase drawn(int rows) {
    Random random = new Random(Seed.of(WeightedStepTest.class));
    return RandomCase.of(random, new NetworkShape(MIXED, List.of(6, 5), CLASSES), rows, 0.01f);
  }

  private static NetworkTrainer trainer(Network network, Optimizer optimizer, boolean sampled) {
    Regularization penalty = new Regularization(0f, 0f, 0.01f);
    return sampled
        ? NetworkTrainer.sampled(
            network,
            optimizer,
            penalty,
            7,
            Workers.caller(),
            SampledSoftmax.logUniform(150),
            new long[0])
        : new NetworkTrainer(network, optimizer, penalty, 7);
  }

  private static Map<String, float[]> values(Network network) {
    Map<String, float[]> values = new LinkedHashMap<>();
    network.parameters().forEach(one -> values.put(one.name(), one.toArray()));
    return values;
  }

  private static float[] ones(int rows) {
    float[] ones = new float[rows];
    Arrays.fill(ones, 1f);
    return ones;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void weightsOfOneChangeNoBit(boolean sampled) {
    RandomCase plain = drawn(70);
    RandomCase weighted = plain.weighted(ones(70));
    Network one = plain.network();
    Network other = weighted.network();
    NetworkTrainer first = trainer(one, Optimizer.adam(0.1f), sampled);
    NetworkTrainer second = trainer(other, Optimizer.adam(0.1f), sampled);
    for (float clip : new float[] {Float.POSITIVE_INFINITY, 0.03f, 0.003f}) {
      StepSize size = new StepSize(0.1f, clip);
      assertThat(second.step(weighted.batch(), size)).isEqualTo(first.step(plain.batch(), size));
    }
    values(one).forEach((name, bits) -> assertThat(values(other).get(name)).isEqualTo(bits));
    assertThat(other.loss(weighted.batch())).isEqualTo(one.loss(plain.batch()));
  }

  /**
   * Rows of the weights 0 … 3 against each row so often, at one rate and on all rows a step. A
   * sampled softmax takes the label of a row that weighs nothing among its classes, and penalizes
   * them: so there the least is 1.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void wholeWeightsAreRepeatedRows(boolean sampled) {
    RandomCase drawn = drawn(40);
    float[] weights = new float[40];
    List<EncodedBatch> repeated = new ArrayList<>();
    for (int row = 0; row < 40; row++) {
      weights[row] = sampled ? 1 + row % 3 : row % 4;
      for (int i = 0; i < weights[row]; i++) {
        repeated.add(drawn.batch().slice(row, row + 1));
      }
    }
    EncodedBatch all = Batches.joined(repeated);
    RandomCase weighted = drawn.weighted(weights);
    Network one = drawn.network();
    Network other = drawn.network();
    NetworkTrainer first = trainer(one, Optimizer.sgd(0.1f), sampled);
    NetworkTrainer second = trainer(other, Optimizer.sgd(0.1f), sampled);
    for (int step = 0; step < 5; step++) {
      assertThat(second.step(weighted.batch())).isCloseTo(first.step(all), within(1e-6));
    }
    assertThat(other.loss(weighted.batch())).isCloseTo(one.loss(all), within(1e-6));
    values(one)
        .forEach(
            (name, expected) ->
                assertThat(values(other).get(name)).containsExactly(expected, within(2e-6f)));
    assertThat(values(one).get("output/bias")).isNotEqualTo(drawn.parameters().get("output/bias"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void onlyTheirRatiosCount(boolean sampled) {
    RandomCase drawn = drawn(30);
    float[] weights = new float[30];
    Arrays.fill(weights, 0.25f);
    Network one = drawn.network();
    Network other = drawn.network();
    double loss = trainer(one, Optimizer.sgd(0.1f), sampled).step(drawn.batch());
    double same =
        trainer(other, Optimizer.sgd(0.1f), sampled).step(drawn.weighted(weights).batch());
    assertThat(same).isCloseTo(loss, within(1e-12));
    values(one)
        .forEach(
            (name, expected) ->
                assertThat(values(other).get(name)).containsExactly(expected, within(1e-7f)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rowsThatAllWeighNothingTeachNothing(boolean sampled) {
    RandomCase drawn = drawn(30);
    Network network = drawn.network();
    NetworkTrainer trainer = trainer(network, Optimizer.adam(0.1f), sampled);
    trainer.step(drawn.batch());
    Map<String, float[]> before = values(network);
    List<float[]> states = trainer.optimizerState().stream().map(Parameter::toArray).toList();

    assertThat(trainer.step(drawn.weighted(new float[30]).batch())).isZero();

    assertThat(trainer.steps()).isEqualTo(2);
    before.forEach((name, bits) -> assertThat(values(network).get(name)).isEqualTo(bits));
    IntStream.range(0, states.size())
        .forEach(
            i -> assertThat(trainer.optimizerState().get(i).toArray()).isEqualTo(states.get(i)));
    assertThat(network.loss(drawn.weighted(new float[30]).batch())).isZero();
  }

  @Test
  void theNumberOfThreadsChangesNoBit() {
    RandomCase weighted = drawn(150).weighted(new Random(4));
    for (boolean sampled : new boolean[] {false, true}) {
      Network one = weighted.network();
      Network other = weighted.network();
      NetworkTrainer first = trainer(one, Optimizer.adam(0.01f), sampled);
      try (Workers workers = Workers.threads(3)) {
        Regularization penalty = new Regularization(0f, 0f, 0.01f);
        NetworkTrainer second =
            sampled
                ? NetworkTrainer.sampled(
                    other,
                    Optimizer.adam(0.01f),
                    penalty,
                    7,
                    workers,
                    SampledSoftmax.logUniform(150),
                    new long[0])
                : new NetworkTrainer(other, Optimizer.adam(0.01f), penalty, 7, workers);
        for (int step = 0; step < 3; step++) {
          assertThat(second.step(weighted.batch())).isEqualTo(first.step(weighted.batch()));
        }
        assertThat(other.loss(weighted.batch(), workers)).isEqualTo(one.loss(weighted.batch()));
      }
      values(one).forEach((name, bits) -> assertThat(values(other).get(name)).isEqualTo(bits));
    }
  }
}
