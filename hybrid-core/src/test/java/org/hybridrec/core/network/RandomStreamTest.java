package org.hybridrec.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

  @Test
  void isTheGeneratorOfTheJdkSeededByItself() {
    for (long seed : new long[] {0, 42, -1, Long.MIN_VALUE}) {
      SplittableRandom random = new SplittableRandom(new SplittableRandom(seed).nextLong());
      RandomStream stream = RandomStream.of(seed, "");
      for (int i = 0; i < 100; i++) {
        assertThat(stream.bits(i)).isEqualTo(random.nextLong());
      }
    }
  }

  /**
   * Pinned: what was drawn from a seed is drawn from it in every version. The numbers come from a
   * Python program written from the class comment.
   */
  @Test
  void theNumbersOfANameAreThese() {
    RandomStream stream = RandomStream.of(42, "hidden/0/kernel");
    assertThat(stream.bits(0)).isEqualTo(-2125802799495736308L);
    assertThat(stream.at(3).bits(7)).isEqualTo(-5203545777148563101L);
    assertThat(stream.uniform(0)).isEqualTo(0.8847599625587463f);
    assertThat(stream.symmetric(1, 2f)).isEqualTo(-1.13711416721344f);
  }

  @Test
  void uniformNumbersAreUniform() {
    RandomStream stream = RandomStream.of(7, "uniform");
    int n = 200_000;
    double[] all = new double[n];
    for (int i = 0; i < n; i++) {
      all[i] = stream.uniform(i);
    }
    Arrays.sort(all);
    assertThat(all[0]).isNotNegative();
    assertThat(all[n - 1]).isLessThan(1);
    assertThat(greatestDistance(all, x -> x)).isLessThan(1.63 / Math.sqrt(n));
  }

  @Test
  void symmetricNumbersAreUniformAndNeverZero() {
    RandomStream stream = RandomStream.of(8, "symmetric");
    int n = 200_000;
    double[] all = new double[n];
    for (int i = 0; i < n; i++) {
      all[i] = stream.symmetric(i, 0.25f);
    }
    Arrays.sort(all);
    assertThat(all).doesNotContain(0);
    assertThat(all[0]).isBetween(-0.25, -0.24999);
    assertThat(all[n - 1]).isBetween(0.24999, 0.25);
    assertThat(greatestDistance(all, x -> 2 * x + 0.5)).isLessThan(1.63 / Math.sqrt(n));
  }

  @Test
  void truncatedNormalIsThatAndIsCutAtTwoDeviations() {
    float[] values = new float[200_000];
    RandomStream.of(9, "normal").fillTruncatedNormal(values, 0.5f);
    double[] all = new double[values.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = values[i] / 0.5;
    }
    Arrays.sort(all);
    assertThat(all[0]).isBetween(-2.0, -1.999);
    assertThat(all[all.length - 1]).isBetween(1.999, 2.0);
    double mean = Arrays.stream(all).average().orElseThrow();
    double variance = Arrays.stream(all).map(x -> x * x).average().orElseThrow();
    // Of a normal distribution cut at ±2: 1 − 2·2·φ(2)/(Φ(2) − Φ(−2)) = 0.7737413.
    assertThat(mean).isCloseTo(0, within(4 * Math.sqrt(0.774 / all.length)));
    assertThat(variance).isCloseTo(0.7737413, within(0.007));
    double below = normalBelow(-2);
    assertThat(greatestDistance(all, x -> (normalBelow(x) - below) / (1 - 2 * below)))
        .isLessThan(1.63 / Math.sqrt(all.length));
  }

  private interface Distribution {
    double below(double x);
  }

  /**
   * The greatest distance between the shares of sorted numbers and a distribution; more than
   * 1.63/√n has a chance of 1 in 100 (Kolmogorov, Smirnov), and the numbers here are fixed.
   */
  private static double greatestDistance(double[] sorted, Distribution distribution) {
    double greatest = 0;
    for (int i = 0; i < sorted.length; i++) {
      double below = distribution.below(sorted[i]);
      greatest = Math.max(greatest, Math.abs(below - i / (double) sorted.length));
      greatest = Math.max(greatest, Math.abs(below - (i + 1) / (double) sorted.length));
    }
    return greatest;
  }

  /** Φ(x) for |x| ≤ 2: ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + …). */
  private static double normalBelow(double x) {
    double term = x;
    double sum = x;
    for (int i = 3; i < 80; i += 2) {
      term *= x * x / i;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  @Test
  void streamsOfOtherSeedsAndNamesAreOthers() {
    RandomStream[] streams = {
      RandomStream.of(1, "a"),
      RandomStream.of(2, "a"),
      RandomStream.of(1, "b"),
      RandomStream.of(1, "aa"),
      RandomStream.of(1, "a").at(0),
      RandomStream.of(1, "a").at(1)
    };
    for (int i = 0; i < streams.length; i++) {
      for (int j = 0; j < i; j++) {
        double sum = 0;
        for (int k = 0; k < 20_000; k++) {
          sum += (streams[i].uniform(k) - 0.5) * (streams[j].uniform(k) - 0.5) * 12;
        }
        assertThat(sum / 20_000).as("correlation").isCloseTo(0, within(0.03));
      }
    }
  }
}
