package org.hybridrec.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every engine against this library, on a problem of the same form, tables and layers included. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a library may hang
class EnginesAgreeTest {

  private static final ReferenceStep PROBLEM = ReferenceStep.draw(StepSize.TINY, 7);
  private static final int BATCH = 32;
  private static final int STEPS = 100;

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void lossesOfEqualStepsFromEqualWeightsAreEqual(EngineKind kind) {
    int batches = StepSize.TINY.batchCount(BATCH);
    try (Engine ours = new HybridEngine(PROBLEM, BATCH, 1);
        Engine other = kind.open(PROBLEM, BATCH, 1)) {
      for (int step = 0; step < STEPS; step++) {
        float expected = ours.step(step % batches);
        float loss = other.step(step % batches);
        assertThat((double) loss)
            .as("step %d", step + 1)
            .isCloseTo(expected, within(step == 0 ? 1e-6 * expected : 1e-4));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void recommendationsOfEqualWeightsAreEqual(EngineKind kind) {
    try (Engine ours = new HybridEngine(PROBLEM, BATCH, 1);
        Engine other = kind.open(PROBLEM, BATCH, 1)) {
      for (int row = 0; row < 20; row++) {
        BestClasses expected = ours.recommend(row, 10);
        BestClasses best = other.recommend(row, 10);
        assertThat(best.classes()).as("row %d", row).isEqualTo(expected.classes());
        for (int i = 0; i < 10; i++) {
          float probability = expected.probabilities()[i];
          assertThat(best.probabilities()[i]).isCloseTo(probability, within(1e-5f * probability));
        }
      }
    }
  }

  /** The last rows of a table would stay as they were if updates went to the wrong ones. */
  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void recommendationsAfterTrainingAreEqual(EngineKind kind) {
    try (Engine ours = new HybridEngine(PROBLEM, BATCH, 1);
        Engine other = kind.open(PROBLEM, BATCH, 1)) {
      for (int step = 0; step < 30; step++) {
        int batch = step % StepSize.TINY.batchCount(BATCH);
        ours.step(batch);
        other.step(batch);
      }
      for (int row = 0; row < StepSize.TINY.rows(); row++) {
        BestClasses expected = ours.recommend(row, 1);
        float probability = expected.probabilities()[0];
        assertThat(other.recommend(row, 1).probabilities()[0])
            .as("row %d", row)
            .isCloseTo(probability, within(1e-3f * probability));
      }
    }
  }
}
