package org.hybridrec.features.encoded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights of rows in batches, and in rows that are kept in memory or in a file. */
class RowWeightsKeptTest {

  private static final InputLayout LAYOUT =
      new InputLayout(List.of(new FloatSlot("f", 1), new IndicatorSlot("i", 9)));

  @TempDir private Path folder;

  private static EncodedBatch batch(int[] labels, float... weights) {
    int rows = labels.length;
    int[] offsets = new int[rows + 1];
    int[] ids = new int[rows];
    float[] floats = new float[rows];
    for (int row = 0; row < rows; row++) {
      offsets[row + 1] = row + 1;
      ids[row] = (row * 5) % 9;
      floats[row] = row;
    }
    return new EncodedBatch(
        LAYOUT, rows, List.of(floats, new IdList(offsets, ids, null)), labels, weights);
  }

  @Test
  void aBatchKnowsTheWeightOfEachRowAndTheirSum() {
    EncodedBatch batch = batch(new int[3], 0.5f, 0f, 4f);
    assertThat(batch.hasWeights()).isTrue();
    assertThat(batch.weight(2)).isEqualTo(4f);
    assertThat(batch.weightSum()).isEqualTo(4.5);
    EncodedBatch slice = batch.slice(1, 3);
    assertThat(slice.weight(0)).isZero();
    assertThat(slice.weight(1)).isEqualTo(4f);
  }

  @Test
  void rowsWithoutWeightsCountOne() {
    EncodedBatch batch = batch(new int[3], (float[]) null);
    assertThat(batch.hasWeights()).isFalse();
    assertThat(batch.weight(2)).isEqualTo(1f);
    assertThat(batch.weightSum()).isEqualTo(3);
    assertThat(batch.slice(0, 2).hasWeights()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"-1, -1.0", "NaN, NaN", "Infinity, Infinity"})
  void aWeightOutOfRangeIsRefused(float weight, String shown) {
    assertThatThrownBy(() -> batch(new int[2], 1f, weight))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weights: that of row 1 must be finite and at least 0, was " + shown);
  }

  @Test
  void asManyWeightsAsRowsAreNeeded() {
    assertThatThrownBy(() -> batch(new int[2], 1f))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weights: expected 2 entries, were 1");
  }

  /** Batches without weights, with ones alone, and with any. */
  private static List<EncodedBatch> batches() {
    Random random = new Random(3);
    List<EncodedBatch> batches = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int rows = 1 + random.nextInt(60);
      int[] labels = random.ints(rows, -1, 7).toArray();
      float[] weights = new float[rows];
      for (int row = 0; row < rows; row++) {
        weights[row] = i % 3 == 1 ? 1f : random.nextInt(4) * random.nextFloat();
      }
      if (i < 20 && i % 3 == 0) {
        batches.add(batch(labels, (float[]) null));
      } else {
        batches.add(batch(labels, weights));
      }
    }
    return batches;
  }

  private static CompactRows kept(CompactRows.Builder builder) {
    batches().forEach(builder::addLabelled);
    return builder.build();
  }

  @ParameterizedTest
  @CsvSource({"9223372036854775807, false", "700, true", "0, true"})
  void rowsThatAreKeptHaveTheirWeightsInMemoryAndInAFile(long maxBytes, boolean spilled) {
    List<Float> expected = new ArrayList<>();
    List<Float> floats = new ArrayList<>();
    double[] sums = new double[7];
    for (EncodedBatch batch : batches()) {
      for (int row = 0; row < batch.rowCount(); row++) {
        if (batch.label(row) >= 0) {
          expected.add(batch.weight(row));
          floats.add(batch.floats(0)[row]);
          sums[batch.label(row)] += batch.weight(row);
        }
      }
    }
    try (CompactRows rows = kept(CompactRows.builder(LAYOUT, maxBytes, folder, 50))) {
      assertThat(rows.spilled()).isEqualTo(spilled);
      assertThat(rows.rowCount()).isEqualTo(expected.size());
      assertThat(rows.labelWeights(7)).containsExactly(sums);
      assertThat(rows.weightSum()).isEqualTo(rows.labelWeights(9)[6] + sum(sums, 6));
      long[] wanted = new Random(8).longs(500, 0, expected.size()).toArray();
      EncodedBatch batch = rows.gather(wanted, 0, wanted.length);
      for (int i = 0; i < wanted.length; i++) {
        assertThat(batch.weight(i)).isEqualTo(expected.get((int) wanted[i]));
        assertThat(batch.floats(0)[i]).isEqualTo(floats.get((int) wanted[i]));
      }
    }
  }

  private static double sum(double[] numbers, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += numbers[i];
    }
    return sum;
  }

  @Test
  void onesTakeNoRoom() {
    int[] labels = new int[400];
    float[] ones = new float[400];
    java.util.Arrays.fill(ones, 1f);
    float[] others = ones.clone();
    others[399] = 0.5f;
    long bytes = size(batch(labels, (float[]) null));
    assertThat(size(batch(labels, ones))).isEqualTo(bytes);
    assertThat(size(batch(labels, others))).isEqualTo(bytes + Float.BYTES);
  }

  private static long size(EncodedBatch batch) {
    try (CompactRows rows = CompactRows.builder(LAYOUT).addLabelled(batch).build()) {
      return rows.size();
    }
  }
}
