package org.hybridrec.core.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every schedule against its closed form, step by step. */
class LearningRateScheduleTest {

  private static double[] factors(LearningRateSchedule schedule, int steps) {
    return LongStream.rangeClosed(1, steps).mapToDouble(schedule::factor).toArray();
  }

  @Test
  void aConstantRateIsTheRate() {
    assertThat(factors(LearningRateSchedule.constant(), 5)).containsExactly(1, 1, 1, 1, 1);
    assertThat(LearningRateSchedule.constant().factor(Long.MAX_VALUE)).isEqualTo(1);
  }

  @Test
  void aWarmUpRisesInEqualPartsToTheFullRate() {
    assertThat(factors(LearningRateSchedule.constant().withWarmUp(4), 6))
        .containsExactly(0.25, 0.5, 0.75, 1, 1, 1);
  }

  @Test
  void aCosineFallsAlongHalfAWaveAndStays() {
    double half = Math.sqrt(0.5);
    // 0.2 + 0.8·(1 + cos(π·s/4))/2 for s = 0 … 4, then no further.
    double[] expected = {1, 0.6 + 0.4 * half, 0.6, 0.6 - 0.4 * half, 0.2, 0.2, 0.2};
    assertThat(factors(LearningRateSchedule.cosine(4, 0.2f), 7))
        .containsExactly(expected, within(1e-8));
  }

  @Test
  void aCosineMayFallToNothingAndNeverBelow() {
    LearningRateSchedule schedule = LearningRateSchedule.cosine(1000, 0f);
    double before = 2;
    for (int step = 1; step <= 1001; step++) {
      double factor = schedule.factor(step);
      assertThat(factor).isLessThan(before).isGreaterThanOrEqualTo(0);
      before = factor;
    }
    assertThat(schedule.factor(1001)).isZero();
    assertThat(schedule.factor(Long.MAX_VALUE)).isZero();
  }

  @Test
  void aStepDecayFallsEverySoManySteps() {
    assertThat(factors(LearningRateSchedule.stepDecay(3, 0.5f), 8))
        .containsExactly(1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25);
  }

  @Test
  void aDecayBeginsWhenTheWarmUpIsOver() {
    assertThat(factors(LearningRateSchedule.cosine(2, 0f).withWarmUp(2), 6))
        .containsExactly(new double[] {0.5, 1, 1, 0.5, 0, 0}, within(1e-15));
    assertThat(factors(LearningRateSchedule.stepDecay(1, 0.5f).withWarmUp(2), 5))
        .containsExactly(0.5, 1, 1, 0.5, 0.25);
  }

  @Test
  void theRateOfAStepIsWhatTheRuleTakes() {
    for (Optimizer optimizer :
        new Optimizer[] {Optimizer.sgd(0.5f), Optimizer.adagrad(0.5f), Optimizer.adam(0.5f)}) {
      float[][] own = new float[optimizer.stateCount()][1];
      float[][] other = new float[optimizer.stateCount()][1];
      float[] one = {1f};
      float[] two = {1f};
      for (float[][] state : new float[][][] {own, other}) {
        for (float[] numbers : state) {
          numbers[0] = optimizer.initialState();
        }
      }
      optimizer.rule(3, 0.125f).update(one, 0, new float[] {2f}, 0, own, 1);
      optimizer.withLearningRate(0.125f).rule(3).update(two, 0, new float[] {2f}, 0, other, 1);
      assertThat(one).as("%s", optimizer).containsExactly(two).doesNotContain(1f);
      assertThat(own).isDeepEqualTo(other);

      float[] resting = {1f};
      optimizer.rule(3, 0f).update(resting, 0, new float[] {2f}, 0, own, 1);
      assertThat(resting).as("%s at a rate of 0", optimizer).containsExactly(1f);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.5, 'cosine: steps must be at least 1, was 0'",
    "1, -0.1, 'cosine: fraction must be at least 0 and at most 1, was -0.1'",
    "1, 1.1, 'cosine: fraction must be at least 0 and at most 1, was 1.1'",
    "1, NaN, 'cosine: fraction must be at least 0 and at most 1, was NaN'"
  })
  void refusesACosineOutOfRange(long steps, float fraction, String message) {
    assertThatThrownBy(() -> LearningRateSchedule.cosine(steps, fraction))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.5, 'stepDecay: every must be at least 1, was 0'",
    "1, 0, 'stepDecay: factor must be greater than 0 and at most 1, was 0.0'",
    "1, 1.1, 'stepDecay: factor must be greater than 0 and at most 1, was 1.1'",
    "1, NaN, 'stepDecay: factor must be greater than 0 and at most 1, was NaN'"
  })
  void refusesAStepDecayOutOfRange(long every, float factor, String message) {
    assertThatThrownBy(() -> LearningRateSchedule.stepDecay(every, factor))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void refusesAWarmUpBelowZero() {
    assertThatThrownBy(() -> LearningRateSchedule.constant().withWarmUp(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learningRateSchedule: warmUp must be at least 0, was -1");
  }
}
