package org.hybridrec.core.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecommendationTest {

  @Test
  void holdsWhatItIsGiven() {
    Recommendation first = new Recommendation("299954138", 0.25f, 1);
    assertThat(first.id()).isEqualTo("299954138");
    assertThat(first.probability()).isEqualTo(0.25f);
    assertThat(first.rank()).isEqualTo(1);
    assertThat(new Recommendation("a", 0f, 1).probability()).isZero();
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, -0.1f, Float.POSITIVE_INFINITY})
  void refusesWhatIsNoProbability(float probability) {
    assertThatThrownBy(() -> new Recommendation("a", probability, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "recommendation: probability must be finite and at least 0, was " + probability);
  }

  @Test
  void countsRanksFromOne() {
    assertThatThrownBy(() -> new Recommendation("a", 0.5f, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("recommendation: rank must be at least 1, was 0");
  }
}
