package org.hybridrec.core.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule against traces computed by hand (with 30 decimal digits, from the formulas of the
 * class comments), and what holds for all of them.
 */
class OptimizerTest {

  private static final double[] GRADIENTS = {0.5, -1, 0.25, 0, 2};

  private static List<Optimizer> all() {
    return List.of(
        Optimizer.sgd(0.1f),
        Optimizer.adagrad(0.1f),
        Optimizer.adagrad(0.5f).withInitialAccumulator(2f),
        Optimizer.adam(0.01f),
        Optimizer.adam(0.5f).withBetas(0.5f, 0.75f).withEpsilon(0.125f),
        Optimizer.adam(0.5f).withBetas(0f, 0f));
  }

  /** Weights and states of some length, as a trainer keeps them. */
  private static final class Block {
    final float[] weights;
    final float[][] state;

    Block(Optimizer optimizer, float[] weights) {
      this.weights = weights.clone();
      this.state = new float[optimizer.stateCount()][weights.length];
      for (float[] numbers : state) {
        Arrays.fill(numbers, optimizer.initialState());
      }
    }
  }

  private static void assertTrace(Optimizer optimizer, double[] weights, double[]... states) {
    Block block = new Block(optimizer, new float[] {1f});
    for (int i = 0; i < GRADIENTS.length; i++) {
      float[] gradient = {(float) GRADIENTS[i]};
      optimizer.rule(i + 1).update(block.weights, 0, gradient, 0, block.state, 1);
      assertThat((double) block.weights[0]).isCloseTo(weights[i], within(3e-7));
      assertThat(block.state).hasDimensions(states.length, 1);
      for (int s = 0; s < states.length; s++) {
        assertThat((double) block.state[s][0]).isCloseTo(states[s][i], within(3e-7));
      }
    }
  }

  @Test
  void sgdFollowsTheTraceByHand() {
    assertTrace(Optimizer.sgd(0.1f), new double[] {0.95, 1.05, 1.025, 1.025, 0.825});
  }

  @Test
  void adagradFollowsTheTraceByHand() {
    assertTrace(
        Optimizer.adagrad(0.1f),
        new double[] {
          0.915484574527, 1.001550871110, 0.980515713014, 0.980515713014, 0.894548857593
        },
        new double[] {0.35, 1.35, 1.4125, 1.4125, 5.4125});
  }

  @Test
  void adamFollowsTheTraceByHand() {
    assertTrace(
        Optimizer.adam(0.01f),
        new double[] {
          0.990000063245, 0.993661088160, 0.995027991015, 0.996147674659, 0.991882361367
        },
        new double[] {0.05, -0.055, -0.0245, -0.02205, 0.180155},
        new double[] {0.00025, 0.00124975, 0.00131100025, 0.00130968924975, 0.005308379561});
  }

  @Test
  void adamOfOtherDecaysFollowsTheTraceByHand() {
    assertTrace(
        Optimizer.adam(0.5f).withBetas(0.5f, 0.75f).withEpsilon(0.125f),
        new double[] {
          0.666666666667, 0.913522535656, 0.957811218639, 0.982968958251, 0.610079327668
        },
        new double[] {0.25, -0.375, -0.0625, -0.03125, 0.984375},
        new double[] {0.0625, 0.296875, 0.23828125, 0.1787109375, 1.134033203125});
  }

  @Test
  void adamCorrectsByTheStepOfTheTrainingNotOfTheWeight() {
    // A weight that meets its first gradient at step 3: m = 0.05, v = 0.00025, and the rate is
    // 0.01·√(1 − 0.999³)/(1 − 0.9³).
    Optimizer adam = Optimizer.adam(0.01f);
    Block block = new Block(adam, new float[] {1f});
    adam.rule(3).update(block.weights, 0, new float[] {0.5f}, 0, block.state, 1);
    double rate = 0.01 * Math.sqrt(1 - Math.pow(0.999, 3)) / (1 - Math.pow(0.9, 3));
    double expected = 1 - rate * 0.05 / (Math.sqrt(0.00025) + 1e-7);
    assertThat((double) block.weights[0]).isCloseTo(expected, within(1e-7));
  }

  @ParameterizedTest
  @MethodSource("all")
  void aWeightDoesNotDependOnHowItsBlockIsCut(Optimizer optimizer) {
    Random random = new Random(7);
    int length = 100;
    float[] start = numbers(random, length);
    Block whole = new Block(optimizer, start);
    Block pieces = new Block(optimizer, start);
    for (int step = 1; step <= 20; step++) {
      float[] gradient = numbers(random, length);
      UpdateRule rule = optimizer.rule(step);
      rule.update(whole.weights, 0, gradient, 0, whole.state, length);
      for (int from = 97, to = length; to > 0; to = from, from = Math.max(0, from - 17)) {
        float[] shifted = new float[to - from + 5];
        System.arraycopy(gradient, from, shifted, 5, to - from);
        rule.update(pieces.weights, from, shifted, 5, pieces.state, to - from);
      }
    }
    assertThat(pieces.weights).isEqualTo(whole.weights).isNotEqualTo(start);
    assertThat(pieces.state).isDeepEqualTo(whole.state);
  }

  private static float[] numbers(Random random, int length) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = random.nextFloat() - 0.5f;
    }
    return numbers;
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatLiesBesideTheRangeStaysAsItIs(Optimizer optimizer) {
    float[] start = {1, 2, 3, 4, 5, 6};
    float[] gradient = {9, 9, 0.5f, 0.25f, 9};
    float[] gradientBefore = gradient.clone();
    Block block = new Block(optimizer, start);
    optimizer.rule(1).update(block.weights, 3, gradient, 2, block.state, 2);
    assertThat(block.weights).startsWith(1, 2, 3).endsWith(6);
    assertThat(block.weights[3]).isLessThan(4);
    assertThat(block.weights[4]).isLessThan(5);
    assertThat(gradient).isEqualTo(gradientBefore);
    for (float[] numbers : block.state) {
      for (int i : new int[] {0, 1, 2, 5}) {
        assertThat(numbers[i]).isEqualTo(optimizer.initialState());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aStepIsTheSameFromAnEqualRule(Optimizer optimizer) {
    Optimizer copy = optimizer.withLearningRate(9f).withLearningRate(optimizer.learningRate());
    Block one = new Block(optimizer, new float[] {1, 2});
    Block other = new Block(copy, new float[] {1, 2});
    for (int step = 1; step <= 5; step++) {
      float[] gradient = {step, -0.5f};
      optimizer.rule(step).update(one.weights, 0, gradient, 0, one.state, 2);
      copy.rule(step).update(other.weights, 0, gradient, 0, other.state, 2);
    }
    assertThat(other.weights).isEqualTo(one.weights);
    assertThat(other.state).isDeepEqualTo(one.state);
  }

  @ParameterizedTest
  @MethodSource("all")
  void aCopyEqualsItsOriginalButForTheOption(Optimizer optimizer) {
    Optimizer other = optimizer.withLearningRate(0.75f);
    assertThat(other.learningRate()).isEqualTo(0.75f);
    assertThat(other).isNotEqualTo(optimizer).hasSameClassAs(optimizer);
    assertThat(other.withLearningRate(optimizer.learningRate())).isEqualTo(optimizer);
    assertThat(other.stateCount()).isEqualTo(optimizer.stateCount());
    assertThat(other.initialState()).isEqualTo(optimizer.initialState());
  }

  @Test
  void aCopyOfAdagradEqualsItsOriginalButForTheAccumulator() {
    Adagrad other = Optimizer.adagrad(0.3f).withInitialAccumulator(0.7f);
    assertThat(other).isEqualTo(new Adagrad(0.3f, 0.7f)).isNotEqualTo(Optimizer.adagrad(0.3f));
    assertThat(other.withInitialAccumulator(0.1f)).isEqualTo(Optimizer.adagrad(0.3f));
    assertThat(other.initialState()).isEqualTo(0.7f);
  }

  @Test
  void aCopyOfAdamEqualsItsOriginalButForItsOption() {
    Adam adam = Optimizer.adam(0.3f);
    assertThat(adam.withBetas(0.8f, 0.99f)).isEqualTo(new Adam(0.3f, 0.8f, 0.99f, 1e-7f));
    assertThat(adam.withEpsilon(1e-5f)).isEqualTo(new Adam(0.3f, 0.9f, 0.999f, 1e-5f));
    assertThat(adam.withEpsilon(1e-5f).withEpsilon(1e-7f)).isEqualTo(adam);
  }

  @Test
  void theDefaultsAreThoseOfTensorFlow() {
    assertThat(Optimizer.adagrad(0.2f)).isEqualTo(new Adagrad(0.2f, 0.1f));
    assertThat(Optimizer.adam(0.2f)).isEqualTo(new Adam(0.2f, 0.9f, 0.999f, 1e-7f));
    assertThat(Optimizer.sgd(0.2f)).isEqualTo(new Sgd(0.2f));
  }

  @ParameterizedTest
  @MethodSource("all")
  void thousandsOfZeroGradientsLeaveNoDenormalStateAndNoTraceInWeights(Optimizer optimizer) {
    float[] start = {1f, -1f, 1e-3f, 0.25f};
    float[] first = {0.5f, -1e-12f, 1e-20f, -3e4f};
    float[] zeros = {0f, -0f, 0f, 0f};
    Block block = new Block(optimizer, start);
    optimizer.rule(1).update(block.weights, 0, first, 0, block.state, 4);
    float[] settled = null;
    for (int step = 2; step <= 5001; step++) {
      optimizer.rule(step).update(block.weights, 0, zeros, 0, block.state, 4);
      settled = step == 2500 ? block.weights.clone() : settled;
      for (float[] numbers : block.state) {
        for (float number : numbers) {
          assertThat(number == 0 || Math.abs(number) >= Float.MIN_NORMAL).isTrue();
        }
      }
    }
    assertThat(block.weights).isEqualTo(settled);
  }

  @Test
  void refusesWhatIsNoLearningRate() {
    for (float rate : new float[] {0f, -0.1f, Float.NaN, Float.POSITIVE_INFINITY}) {
      String rule = " learningRate must be positive and finite, was " + rate;
      assertRefused(() -> Optimizer.sgd(rate), "sgd:" + rule);
      assertRefused(() -> Optimizer.adagrad(rate), "adagrad:" + rule);
      assertRefused(() -> Optimizer.adam(rate), "adam:" + rule);
      for (Optimizer optimizer : all()) {
        assertThatThrownBy(() -> optimizer.withLearningRate(rate))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageEndingWith(rule);
      }
    }
  }

  @Test
  void refusesOtherOptionsOutOfTheirRange() {
    for (float value : new float[] {0f, -1f, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertRefused(
          () -> Optimizer.adagrad(1f).withInitialAccumulator(value),
          "adagrad: initialAccumulator must be positive and finite, was " + value);
    }
    for (float value : new float[] {1f, -0.1f, Float.NaN}) {
      assertRefused(
          () -> Optimizer.adam(1f).withBetas(value, 0.9f),
          "adam: beta1 must be at least 0 and less than 1, was " + value);
      assertRefused(
          () -> Optimizer.adam(1f).withBetas(0.9f, value),
          "adam: beta2 must be at least 0 and less than 1, was " + value);
    }
    for (float value : new float[] {0f, 9e-11f, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertRefused(
          () -> Optimizer.adam(1f).withEpsilon(value),
          "adam: epsilon must be finite and at least 1.0E-10, was " + value);
    }
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
