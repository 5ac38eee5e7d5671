package org.hybridrec.features.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StableRandomTest {

  /** The widely published test vector of SplitMix64 for this seed. */
  @Test
  void theBitsAreThoseOfSplitMix64() {
    StableRandom random = new StableRandom(1_234_567);

    assertThat(IntStream.range(0, 5).mapToObj(i -> Long.toUnsignedString(random.nextLong())))
        .containsExactly(
            "6457827717110365317",
            "3203168211198807973",
            "9817491932198370423",
            "4593380528125082431",
            "16408922859458223821");
  }

  @Test
  void gaussiansHaveTheMomentsOfTheNormalDistribution() {
    StableRandom random = new StableRandom(5);
    int n = 200_000;
    double[] moments = new double[5];
    for (int i = 0; i < n; i++) {
      double x = random.nextGaussian();
      double power = 1;
      for (int k = 0; k < moments.length; k++) {
        moments[k] += power / n;
        power *= x;
      }
    }

    // Four standard errors of each sample moment.
    assertThat(moments[1]).isCloseTo(0, within(4 * Math.sqrt(1.0 / n)));
    assertThat(moments[2]).isCloseTo(1, within(4 * Math.sqrt(2.0 / n)));
    assertThat(moments[3]).isCloseTo(0, within(4 * Math.sqrt(15.0 / n)));
    assertThat(moments[4]).isCloseTo(3, within(4 * Math.sqrt(96.0 / n)));
  }

  @Test
  void exponentialsHaveTheirMeanAndNoNegativeValue() {
    StableRandom random = new StableRandom(6);
    double[] values =
        IntStream.range(0, 100_000).mapToDouble(i -> random.nextExponential(3)).toArray();

    assertThat(Arrays.stream(values).average().orElseThrow())
        .isCloseTo(3, within(4 * 3 / Math.sqrt(values.length)));
    assertThat(Arrays.stream(values).min().orElseThrow()).isNotNegative();
  }

  @Test
  void boundedIntegersAreUniform() {
    StableRandom random = new StableRandom(7);
    double[] expected = new double[10];
    int[] counts = new int[10];
    for (int i = 0; i < 100_000; i++) {
      counts[random.nextInt(10)]++;
    }
    Arrays.fill(expected, 0.1);
    ChiSquare test = new ChiSquare();
    test.add(counts, expected);

    assertThat(test.deviation()).isLessThan(4);
  }

  @Test
  void aPermutationHoldsEveryNumberOnceAndAllOrdersAreEquallyLikely() {
    StableRandom random = new StableRandom(8);
    int[] counts = new int[6];
    for (int i = 0; i < 60_000; i++) {
      int[] order = random.permutation(3);
      assertThat(order).containsExactlyInAnyOrder(0, 1, 2);
      counts[order[0] * 2 + (order[1] > order[2] ? 1 : 0)]++;
    }
    ChiSquare test = new ChiSquare();
    double sixth = 1.0 / 6;
    test.add(counts, new double[] {sixth, sixth, sixth, sixth, sixth, sixth});

    assertThat(test.deviation()).isLessThan(4);
  }

  @Test
  void aForkGoesItsOwnWay() {
    StableRandom one = new StableRandom(9);
    StableRandom two = new StableRandom(9);
    StableRandom fork = one.fork();
    two.fork().nextLong();

    assertThat(fork.nextLong()).isNotEqualTo(one.nextLong());
    two.nextLong();
    assertThat(one.nextLong()).isEqualTo(two.nextLong());
  }
}
