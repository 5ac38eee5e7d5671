package org.hybridrec.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
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
}
