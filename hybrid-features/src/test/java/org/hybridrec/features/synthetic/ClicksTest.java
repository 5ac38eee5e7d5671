package org.hybridrec.features.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClicksTest {

  private static final int ARTICLES = 40;
  private static final int EARLY = 30;

  private static ClickModel model(double beta) {
    StableRandom random = new StableRandom(11);
    double[][] contents = new double[ARTICLES][];
    for (int j = 0; j < ARTICLES; j++) {
      contents[j] = random.unitVector(3);
    }
    return new ClickModel(
        NewsSite.builder().visitors(10).alpha(2).beta(beta).gamma(2), random, contents, EARLY);
  }

  /** The probability that a single draw from the preferences is kept. */
  private static double keptShare(ClickModel model, int visitor, int current) {
    double kept = 0;
    double all = 0;
    for (int j = 0; j < ARTICLES; j++) {
      double weight = Math.exp(model.preference(visitor, j));
      all += weight;
      kept += weight * Math.exp(model.relatedness(current, j) - model.largestRelatedness());
    }
    return kept / all;
  }

  private static ChiSquare drawn(ClickModel model, boolean late) {
    ChiSquare test = new ChiSquare();
    for (int visitor = 0; visitor < 3; visitor++) {
      Clicks clicks = new Clicks(model, visitor, new StableRandom(visitor));
      for (int current = 0; current < EARLY; current++) {
        int[] counts = new int[ARTICLES];
        for (int i = 0; i < 2_000; i++) {
          counts[clicks.next(current, late)]++;
        }
        test.add(counts, model.probabilities(visitor, current, late));
      }
    }
    return test;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 5, 25})
  void clicksAreExactHoweverOftenDrawsAreRejected(double beta) {
    ClickModel model = model(beta);
    ChiSquare early = drawn(model, false);
    ChiSquare late = drawn(model, true);

    assertThat(early.degreesOfFreedom()).isGreaterThan(200);
    assertThat(early.deviation()).isLessThan(4);
    assertThat(late.degreesOfFreedom()).isGreaterThan(200);
    assertThat(late.deviation()).isLessThan(4);
  }

  /** Otherwise the test above would not reach the part that looks at all articles. */
  @Test
  void withMuchWeightOnContentMostClicksRunOutOfRejections() {
    ClickModel model = model(25);
    int often = 0;
    for (int current = 0; current < EARLY; current++) {
      if (Math.pow(1 - keptShare(model, 0, current), 64) > 0.5) {
        often++;
      }
    }

    assertThat(often).isGreaterThan(EARLY / 2);
  }

  @Test
  void anArticleThatDoesNotExistIsNeverDrawn() {
    ClickModel model = model(3);
    Clicks clicks = new Clicks(model, 0, new StableRandom(1));
    for (int i = 0; i < 5_000; i++) {
      assertThat(clicks.first(false)).isBetween(0, EARLY - 1);
      assertThat(clicks.next(i % EARLY, false)).isBetween(0, EARLY - 1);
    }
  }
}
