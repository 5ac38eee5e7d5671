package org.hybridrec.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DropoutTest {

  private static float[] ones(Dropout dropout, long step, int row) {
    float[] units = new float[1000];
    Arrays.fill(units, 1f);
    dropout.apply(step, row, units, 0, units.length);
    return units;
  }

  @Test
  void dropsAtItsRateAndScalesTheRest() {
    for (float rate : new float[] {0.1f, 0.5f, 0.9f}) {
      Dropout dropout = new Dropout(rate, 5, "embedding");
      int dropped = 0;
      for (int row = 0; row < 100; row++) {
        for (float unit : ones(dropout, 1, row)) {
          dropped += unit == 0f ? 1 : 0;
          assertThat(unit == 0f || unit == 1f / (1f - rate)).isTrue();
        }
      }
      double deviation = Math.sqrt(rate * (1 - rate) / 100_000);
      assertThat(dropped / 100_000.0).isCloseTo(rate, within(4 * deviation));
    }
  }

  @Test
  void anotherRowStepLayerOrSeedIsAnotherMask() {
    Dropout dropout = new Dropout(0.5f, 5, "embedding");
    float[][] masks = {
      ones(dropout, 1, 0),
      ones(dropout, 1, 1),
      ones(dropout, 2, 0),
      ones(dropout, 1L << 32, 0),
      ones(new Dropout(0.5f, 5, "hidden/0"), 1, 0),
      ones(new Dropout(0.5f, 6, "embedding"), 1, 0)
    };
    for (int i = 0; i < masks.length; i++) {
      for (int j = 0; j < i; j++) {
        int same = 0;
        for (int unit = 0; unit < 1000; unit++) {
          same += masks[i][unit] == masks[j][unit] ? 1 : 0;
        }
        assertThat(same).as("of 1,000 units, masks %s and %s", i, j).isBetween(420, 580);
      }
    }
  }

  @Test
  void theMaskOfAGradientIsThatOfItsUnits() {
    Dropout dropout = new Dropout(0.5f, 5, "embedding");
    assertThat(ones(dropout, 3, 2)).isEqualTo(ones(new Dropout(0.5f, 5, "embedding"), 3, 2));
    float[] piece = {7, 1, 1, 1, 7};
    dropout.apply(3, 2, piece, 1, 4);
    assertThat(Arrays.copyOfRange(piece, 1, 4))
        .isEqualTo(Arrays.copyOfRange(ones(dropout, 3, 2), 1, 4));
    assertThat(piece).startsWith(7).endsWith(7);
  }

  @Test
  void rateZeroDropsNothing() {
    assertThat(ones(new Dropout(0f, 5, "embedding"), 1, 0)).containsOnly(1f);
  }

  @Test
  void refusesRatesAndPenaltiesOutOfRange() {
    for (float value : new float[] {-0.1f, 1f, Float.NaN}) {
      assertThatThrownBy(() -> new Regularization(value, 0f, 0f))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("embeddingDropout must be at least 0 and less than 1, was " + value);
      assertThatThrownBy(() -> new Regularization(0f, value, 0f))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("hiddenDropout must be at least 0 and less than 1, was " + value);
    }
    for (float value : new float[] {-0.1f, Float.POSITIVE_INFINITY, Float.NaN}) {
      assertThatThrownBy(() -> new Regularization(0f, 0f, value))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("l2 must be at least 0 and finite, was " + value);
    }
  }
}
