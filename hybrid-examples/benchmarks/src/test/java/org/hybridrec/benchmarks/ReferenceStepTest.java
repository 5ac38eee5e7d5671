package org.hybridrec.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.hybridrec.core.file.TensorFile;
import org.junit.jupiter.api.Test;

class ReferenceStepTest {

  private static final ReferenceStep PROBLEM =
      ReferenceStep.draw(StepSize.REFERENCE, ReferenceStep.SEED);

  /** The figures in docs/benchmarks.md belong to this problem and no other. */
  @Test
  void theReferenceProblemIsTheSameOnEveryMachine() {
    assertThat(PROBLEM.digest())
        .isEqualTo("30a11c045311db2a2c39f6c605566d54359c5c9d685c96286b95c32238f6eb86");
  }

  @Test
  void theDigestTellsProblemsApart() {
    String digest = ReferenceStep.draw(StepSize.TINY, 1).digest();
    assertThat(ReferenceStep.draw(StepSize.TINY, 1).digest()).isEqualTo(digest);
    assertThat(ReferenceStep.draw(StepSize.TINY, 2).digest()).isNotEqualTo(digest);
  }

  @Test
  void theNetworkIsTheLabs() {
    StepSize size = PROBLEM.size();
    assertThat(size.inputWidth()).isEqualTo(154);
    assertThat(size.hiddenUnits()).containsExactly(256, 128, 64);
    assertThat(PROBLEM.weights().keySet())
        .containsExactly(
            "embedding/content",
            "embedding/author",
            "hidden/0/kernel",
            "hidden/0/bias",
            "hidden/1/kernel",
            "hidden/1/bias",
            "hidden/2/kernel",
            "hidden/2/bias",
            "output/kernel",
            "output/bias");
    assertThat(PROBLEM.weights("output/kernel")).hasSize(64 * 15_634);
    assertThat(PROBLEM.columns("hidden/1/kernel")).isEqualTo(128);
    assertThat(PROBLEM.columns("output/bias")).isEqualTo(15_634);
    assertThat(PROBLEM.columns("embedding/author")).isEqualTo(10);
  }

  @Test
  void weightsThatDoNotExistAreNamed() {
    assertThatThrownBy(() -> PROBLEM.weights("hidden/3/bias"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("weights 'hidden/3/bias' do not exist, only [embedding/content, ");
  }

  /** Of a Zipf distribution with exponent s the second value comes 2^−s times as often. */
  @Test
  void labelsAreZipfDistributed() {
    long[] counts = new long[StepSize.REFERENCE.classCount()];
    for (int label : PROBLEM.labels()) {
      counts[label]++;
    }
    assertThat((double) counts[1] / counts[0]).isBetween(0.46, 0.51);
    assertThat((double) counts[3] / counts[0]).isBetween(0.21, 0.26);
  }

  @Test
  void idsAreWithinTheirTables() {
    assertThat(PROBLEM.contents()).hasSize(100_000);
    assertThat(IntStream.of(PROBLEM.contents())).allMatch(id -> id >= 0 && id < 15_634);
    assertThat(IntStream.of(PROBLEM.authors())).allMatch(id -> id >= 0 && id < 1_104);
    assertThat(IntStream.of(PROBLEM.contents()).distinct().count()).isGreaterThan(10_000);
  }

  /** Counted by hand: three products a layer, one less for the 134 floats of the first. */
  @Test
  void aStepsOperationsAreThoseOfItsMatrixProducts() {
    long layers = 3L * (154 * 256 + 256 * 128 + 128 * 64 + 64 * 15_634);
    assertThat(StepSize.REFERENCE.stepFlop(128)).isEqualTo(2 * 128 * (layers - 134 * 256));
  }

  @Test
  void theExportedFileHoldsTheProblem() {
    ReferenceStep tiny = ReferenceStep.draw(StepSize.TINY, 3);
    TensorFile file = TensorFile.of(Export.content(tiny).toBytes());
    assertThat(file.ints("labels")).isEqualTo(tiny.labels());
    assertThat(file.floats("floats")).isEqualTo(tiny.floats());
    assertThat(file.shape("floats")).containsExactly(640, 11);
    assertThat(file.shape("hidden/0/kernel")).containsExactly(19, 24);
    assertThat(file.floats("output/kernel")).isEqualTo(tiny.weights("output/kernel"));
    assertThat(IntStream.of(file.shape("output/bias"))).containsExactly(501);
  }
}
