package org.hybridrec.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of an epoch: every row once, anywhere. */
class PermutationTest {

  private static long[] order(long n, long seed, int epoch) {
    Permutation permutation = Permutation.ofEpoch(n, seed, epoch);
    return LongStream.range(0, n).map(permutation::at).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 15, 16, 17, 63, 64, 65, 1_000, 4_097, 100_003})
  void everyRowComesOnce(int n) {
    for (int epoch = 1; epoch <= 3; epoch++) {
      long[] order = order(n, 42, epoch);
      Arrays.sort(order);
      assertThat(order).isEqualTo(LongStream.range(0, n).toArray());
    }
  }

  @Test
  void rowsBeyondTheReachOfAnIntAreTakenToo() {
    long n = 50_000_000_000L;
    Permutation permutation = Permutation.ofEpoch(n, 42, 1);
    long[] first = LongStream.range(0, 10_000).map(permutation::at).toArray();
    assertThat(first).doesNotHaveDuplicates();
    assertThat(Arrays.stream(first).min().orElseThrow()).isBetween(0L, n / 1_000);
    assertThat(Arrays.stream(first).max().orElseThrow()).isBetween(n - n / 1_000, n - 1);
  }

  @Test
  void seedAndEpochDecideTheOrder() {
    assertThat(order(1_000, 42, 1)).isEqualTo(order(1_000, 42, 1));
    assertThat(order(1_000, 42, 2)).isNotEqualTo(order(1_000, 42, 1));
    assertThat(order(1_000, 43, 1)).isNotEqualTo(order(1_000, 42, 1));
  }

  /** A buffer of some batches over sorted rows would hold neighbours only. */
  @Test
  void everyBatchHasRowsOfAllPartsOfSortedData() {
    int n = 12_800;
    int batch = 128;
    long[] order = order(n, 42, 1);
    for (int from = 0; from < n; from += batch) {
      int[] rowsOfQuarter = new int[4];
      for (int i = from; i < from + batch; i++) {
        rowsOfQuarter[(int) (order[i] * 4 / n)]++;
      }
      // 32 are expected; with σ = 4.9 all 400 counts are within four and a half of it.
      assertThat(Arrays.stream(rowsOfQuarter))
          .as("rows of each quarter in the batch from %d", from)
          .allMatch(rows -> rows > 9 && rows < 55);
    }
  }

  @Test
  void whereARowComesHasNothingToDoWithWhereItStands() {
    int n = 20_000;
    long[] order = order(n, 7, 1);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += (i - (n - 1) / 2.0) * (order[i] - (n - 1) / 2.0);
    }
    double variance = ((double) n * n - 1) / 12;
    // Of a random order the correlation has the standard deviation 1/√n = 0.007.
    assertThat(sum / n / variance).isCloseTo(0, within(0.03));
  }

  @Test
  void everyRowComesOnceForEveryNumberOfRowsUpToTwoThousand() {
    for (int n = 1; n <= 2_000; n++) {
      BitSet seen = seen(n, Permutation.ofEpoch(n, n, 1));
      assertThat(seen.cardinality()).as("different rows of %s", n).isEqualTo(n);
    }
  }

  @Test
  void everyRowComesOnceOfAMillion() {
    int n = (1 << 20) + 1;
    assertThat(seen(n, Permutation.ofEpoch(n, 3, 2)).cardinality()).isEqualTo(n);
  }

  /** The rows of a whole order; a row that is none ends in an exception. */
  private static BitSet seen(int n, Permutation permutation) {
    BitSet seen = new BitSet(n);
    for (int i = 0; i < n; i++) {
      seen.set(Math.toIntExact(permutation.at(i)));
    }
    assertThat(seen.length()).isEqualTo(n);
    return seen;
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000_003, (1L << 32) + 1, (1L << 40) - 1, 3_000_000_000_000_000_000L})
  void rowsOfAnyPartComeEvenly(long n) {
    Permutation permutation = Permutation.ofEpoch(n, 11, 4);
    int[] counts = new int[100];
    for (int i = 0; i < 100_000; i++) {
      counts[(int) (permutation.at(i) / (n / 100 + 1))]++;
    }
    double chiSquare = Arrays.stream(counts).mapToDouble(c -> (c - 1000) * (c - 1000) / 1e3).sum();
    // 99 degrees of freedom: 99 expected, more than 149 or less than 60 once in a thousand.
    assertThat(chiSquare).isBetween(60.0, 149.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 7, 10, 17})
  void overManyEpochsEveryOneOfAFewRowsComesEverywhere(int n) {
    int epochs = 20_000;
    int[][] counts = new int[n][n];
    for (int epoch = 1; epoch <= epochs; epoch++) {
      long[] order = order(n, 5, epoch);
      for (int i = 0; i < n; i++) {
        counts[i][(int) order[i]]++;
      }
    }
    double expected = (double) epochs / n;
    // A network of so few bits is not perfectly even: 3 % are allowed beside five deviations.
    double tolerance = 0.03 * expected + 5 * Math.sqrt(expected);
    for (int[] ofPlace : counts) {
      for (int count : ofPlace) {
        assertThat((double) count).isCloseTo(expected, within(tolerance));
      }
    }
  }
}
