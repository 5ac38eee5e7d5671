package org.hybridrec.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoftmaxSumTest {

  private static SoftmaxSum sum(float[] logits, int pieceLength) {
    SoftmaxSum sum = new SoftmaxSum();
    for (int from = 0; from < logits.length; from += pieceLength) {
      sum.add(logits, from, Math.min(pieceLength, logits.length - from));
    }
    return sum;
  }

  private static float[] logits(Random random, int count, float size) {
    float[] logits = new float[count];
    for (int i = 0; i < count; i++) {
      logits[i] = (2 * random.nextFloat() - 1) * size;
    }
    return logits;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "17, 4", "513, 512", "20000, 512", "20000, 1", "20000, 20000"})
  void isTheSoftmaxInDouble(int count, int pieceLength) {
    Random random = new Random(Seed.of(getClass()));
    for (float size : new float[] {0f, 0.01f, 5f, 60f, 1e4f}) {
      float[] logits = logits(random, count, size);
      SoftmaxSum sum = sum(logits, pieceLength);
      double max = Float.NEGATIVE_INFINITY;
      for (float logit : logits) {
        max = Math.max(max, logit);
      }
      double exps = 0;
      for (float logit : logits) {
        exps += Math.exp(logit - max);
      }
      double total = 0;
      double worst = 0;
      double worstLog = 0;
      for (float logit : logits) {
        double expected = Math.exp(logit - max) / exps;
        float probability = sum.probability(logit);
        total += probability;
        // The distance to the greatest logit is rounded to a float, and 0 below exp(-64).
        double tolerance = (4e-7 + (max - logit) * 0x1p-24) * expected + 2e-28;
        worst = Math.max(worst, Math.abs(probability - expected) / tolerance);
        double logError = sum.logProbability(logit) - (logit - max - Math.log(exps));
        worstLog = Math.max(worstLog, Math.abs(logError));
      }
      assertThat(total).isCloseTo(1.0, within(1e-6));
      assertThat(worst).as("greatest error, in tolerances").isLessThanOrEqualTo(1);
      assertThat(worstLog).isLessThanOrEqualTo(3e-7);
    }
  }

  @Test
  void staysFiniteWhateverTheSizeAndOrderOfTheLogits() {
    float[] logits = {-1e4f, 1e4f, 0f, -1e4f, 1e4f, Float.MAX_VALUE, -Float.MAX_VALUE};
    for (int pieceLength = 1; pieceLength <= logits.length; pieceLength++) {
      SoftmaxSum sum = sum(logits, pieceLength);
      double total = 0;
      for (float logit : logits) {
        assertThat(sum.logProbability(logit)).isFinite().isLessThanOrEqualTo(0);
        total += sum.probability(logit);
      }
      assertThat(total).isEqualTo(1.0);
    }
  }

  @Test
  void equalLogitsShareEqually() {
    float[] logits = new float[1000];
    for (float value : new float[] {-1e4f, -1f, 0f, 1e4f}) {
      Arrays.fill(logits, value);
      SoftmaxSum sum = sum(logits, 512);
      assertThat(sum.probability(value)).isEqualTo(0.001f);
      assertThat(sum.logProbability(value)).isCloseTo(Math.log(0.001), within(1e-12));
    }
  }

  @Test
  void samePiecesGiveTheSameBits() {
    float[] logits = logits(new Random(3), 5000, 20f);
    for (int pieceLength : new int[] {1, 512, 5000}) {
      SoftmaxSum one = sum(logits, pieceLength);
      SoftmaxSum other = sum(logits, pieceLength);
      for (float logit : logits) {
        assertThat(other.probability(logit)).isEqualTo(one.probability(logit));
      }
    }
  }

  @Test
  void notANumberIsNotHidden() {
    SoftmaxSum sum = sum(new float[] {1f, Float.NaN, 2f}, 1);
    assertThat(sum.probability(1f)).isNaN();
    assertThat(sum.logProbability(2f)).isNaN();
  }

  @Test
  void refusesARangeOutsideOfTheArray() {
    assertThatThrownBy(() -> new SoftmaxSum().add(new float[4], 2, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
