package org.hybridrec.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegativeSamplerTest {

  private static double chance(NegativeSampler sampler, int classIndex) {
    return Math.exp(-sampler.correction(classIndex));
  }

  @ParameterizedTest
  @CsvSource({"40, 1", "40, 7", "40, 30", "40, 39", "300, 50"})
  void eachClassIsDrawnAsOftenAsItsChanceSays(int classes, int negatives) {
    int steps = 40_000;
    NegativeSampler sampler = NegativeSampler.logUniform(classes, negatives, 5);
    int[] drawn = new int[classes];
    for (int step = 1; step <= steps; step++) {
      int before = -1;
      for (int c : sampler.draw(step)) {
        assertThat(c).isGreaterThan(before).isLessThan(classes);
        before = c;
        drawn[c]++;
      }
    }
    for (int c = 0; c < classes; c++) {
      double chance = chance(sampler, c);
      double deviation = Math.sqrt(steps * chance * (1 - chance));
      assertThat((double) drawn[c])
          .as("class %s with chance %s", c, chance)
          .isCloseTo(steps * chance, within(5 * deviation + 0.01));
    }
  }

  @Test
  void aLikelierClassIsDrawnMoreOftenAndTheLikeliestAlways() {
    NegativeSampler sampler = NegativeSampler.logUniform(1000, 100, 1);
    assertThat(sampler.correction(0)).isEqualTo(0f);
    assertThat(chance(sampler, 300)).isGreaterThan(1.5 * chance(sampler, 900));
    for (int step = 1; step < 50; step++) {
      assertThat(sampler.draw(step)).contains(0).hasSizeBetween(80, 100);
    }
  }

  @Test
  void frequencyIsThatOfTheCountsPlusOne() {
    long[] counts = {0, 9, 4, 0, 19};
    NegativeSampler sampler = NegativeSampler.byFrequency(counts, 1, 3);
    double[] expected = {1 / 37.0, 10 / 37.0, 5 / 37.0, 1 / 37.0, 20 / 37.0};
    for (int c = 0; c < counts.length; c++) {
      assertThat(chance(sampler, c)).isCloseTo(expected[c], within(1e-6));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 7", "7, 8", "7, 2147483647"})
  void asManyAsThereAreAreAll(int classes, int negatives) {
    NegativeSampler sampler = NegativeSampler.logUniform(classes, negatives, 1);
    assertThat(sampler.draw(4)).containsExactly(IntStream.range(0, classes).toArray());
    for (int c = 0; c < classes; c++) {
      assertThat(sampler.correction(c)).isEqualTo(0f);
    }
  }

  @Test
  void aDrawIsAFormulaOfSeedAndStep() {
    NegativeSampler one = NegativeSampler.logUniform(500, 20, 9);
    NegativeSampler same = NegativeSampler.logUniform(500, 20, 9);
    NegativeSampler other = NegativeSampler.logUniform(500, 20, 10);
    assertThat(one.draw(8)).containsExactly(same.draw(8));
    assertThat(one.draw(8)).isNotEqualTo(one.draw(9)).isNotEqualTo(other.draw(8));
  }

  @Test
  void fewerNegativesThanOneAreRefused() {
    assertThatThrownBy(() -> SampledSoftmax.byFrequency(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sampledSoftmax: negatives must be at least 1, was 0");
  }
}
