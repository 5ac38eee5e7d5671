package org.hybridrec.features.encoded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Rows kept in memory, and slices of batches, against rows picked one by one. */
class MemoryRowsTest {

  private static final InputLayout LAYOUT =
      new InputLayout(
          List.of(
              new EmbeddingSlot(
                  "e", "e", 50, 4, Combiner.MEAN, Float.POSITIVE_INFINITY, true, false),
              new FloatSlot("f", 3),
              new IndicatorSlot("i", 9),
              new FloatSlot("g", 1)));

  /** A row as it is written down by hand; weights 1 where none were given. */
  private record Row(
      List<Integer> e, List<Float> eWeights, List<Float> f, List<Integer> i, float g, int label) {

    static Row of(EncodedBatch batch, int row) {
      return new Row(
          ids(batch.ids(0), row),
          weights(batch.ids(0), row),
          floats(batch.floats(1), row, 3),
          ids(batch.ids(2), row),
          batch.floats(3)[row],
          batch.label(row));
    }

    private static List<Integer> ids(IdList list, int row) {
      List<Integer> ids = new ArrayList<>();
      for (int p = list.offsets()[row]; p < list.offsets()[row + 1]; p++) {
        ids.add(list.ids()[p]);
      }
      return ids;
    }

    private static List<Float> weights(IdList list, int row) {
      List<Float> weights = new ArrayList<>();
      for (int p = list.offsets()[row]; p < list.offsets()[row + 1]; p++) {
        weights.add(list.weight(p));
      }
      return weights;
    }

    private static List<Float> floats(float[] floats, int row, int width) {
      List<Float> all = new ArrayList<>();
      for (int j = 0; j < width; j++) {
        all.add(floats[row * width + j]);
      }
      return all;
    }

    static List<Row> all(EncodedBatch batch) {
      List<Row> rows = new ArrayList<>();
      for (int row = 0; row < batch.rowCount(); row++) {
        rows.add(of(batch, row));
      }
      return rows;
    }
  }

  /** Every fourth label is not known; ids have weights if asked for. */
  private static EncodedBatch batch(Random random, int rows, boolean weighted) {
    IdList e = ids(random, rows, 50, weighted);
    IdList i = ids(random, rows, 9, false);
    int[] labels = new int[rows];
    for (int row = 0; row < rows; row++) {
      labels[row] = random.nextInt(4) == 0 ? EncodedBatch.UNKNOWN_LABEL : random.nextInt(7);
    }
    return new EncodedBatch(
        LAYOUT, rows, List.of(e, floats(random, 3 * rows), i, floats(random, rows)), labels);
  }

  private static IdList ids(Random random, int rows, int cardinality, boolean weighted) {
    int[] offsets = new int[rows + 1];
    for (int row = 0; row < rows; row++) {
      offsets[row + 1] = offsets[row] + random.nextInt(4);
    }
    int[] ids = random.ints(offsets[rows], 0, cardinality).toArray();
    return new IdList(offsets, ids, weighted ? floats(random, ids.length) : null);
  }

  private static float[] floats(Random random, int count) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = random.nextFloat();
    }
    return floats;
  }

  private static List<EncodedBatch> batches(int count) {
    Random random = new Random(count);
    List<EncodedBatch> batches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      batches.add(batch(random, random.nextInt(40), i % 2 == 1));
    }
    return batches;
  }

  private static MemoryRows rows(List<EncodedBatch> batches) {
    MemoryRows.Builder builder = MemoryRows.builder(LAYOUT);
    batches.forEach(builder::addLabelled);
    return builder.build();
  }

  private static List<Row> labelled(List<EncodedBatch> batches) {
    return batches.stream()
        .flatMap(batch -> Row.all(batch).stream())
        .filter(row -> row.label() != EncodedBatch.UNKNOWN_LABEL)
        .toList();
  }

  @Test
  void gathersAnyRowsInAnyOrder() {
    List<EncodedBatch> batches = batches(120);
    MemoryRows rows = rows(batches);
    List<Row> expected = labelled(batches);
    assertThat(rows.layout()).isEqualTo(LAYOUT);
    assertThat(rows.rowCount()).isEqualTo(expected.size()).isGreaterThan(1024);
    Random random = new Random(1);
    for (int repetition = 0; repetition < 50; repetition++) {
      long[] wanted = random.longs(30, 0, expected.size()).toArray();
      int from = random.nextInt(10);
      int to = from + random.nextInt(20);
      EncodedBatch gathered = rows.gather(wanted, from, to);
      assertThat(gathered.rowCount()).isEqualTo(to - from);
      assertThat(gathered.layout()).isEqualTo(LAYOUT);
      assertThat(Row.all(gathered))
          .isEqualTo(
              Arrays.stream(wanted, from, to).mapToObj(at -> expected.get((int) at)).toList());
    }
  }

  @Test
  void rowsWhoseLabelIsNotKnownAreLeftOut() {
    List<EncodedBatch> batches = batches(10);
    MemoryRows rows = rows(batches);
    long[] all = LongStream.range(0, rows.rowCount()).toArray();
    assertThat(Row.all(rows.gather(all, 0, all.length)))
        .isEqualTo(labelled(batches))
        .hasSizeLessThan(batches.stream().mapToInt(EncodedBatch::rowCount).sum());
  }

  @Test
  void countsTheRowsOfEveryLabel() {
    List<EncodedBatch> batches = batches(10);
    long[] counts = rows(batches).labelCounts(9);
    for (int label = 0; label < 9; label++) {
      int one = label;
      assertThat(counts[label])
          .isEqualTo(labelled(batches).stream().filter(row -> row.label() == one).count());
    }
  }

  @Test
  void weightsStayAwayWhereNoRowHasAny() {
    Random random = new Random(5);
    MemoryRows rows = rows(List.of(batch(random, 20, false), batch(random, 20, false)));
    IdList gathered = rows.gather(new long[] {0, 1, 2}, 0, 3).ids(0);
    assertThat(gathered.weights()).isNull();
  }

  @Test
  void aSliceIsWhatGatheringItsRowsGives() {
    Random random = new Random(7);
    for (boolean weighted : new boolean[] {false, true}) {
      EncodedBatch batch = batch(random, 40, weighted);
      List<Row> all = Row.all(batch);
      for (int from = 0; from <= 40; from += 5) {
        for (int to = from; to <= 40; to += 7) {
          EncodedBatch slice = batch.slice(from, to);
          assertThat(slice.rowCount()).isEqualTo(to - from);
          assertThat(Row.all(slice)).isEqualTo(all.subList(from, to));
          assertThat(slice.ids(0).weights() == null).isEqualTo(!weighted);
        }
      }
    }
    List<EncodedBatch> one = List.of(batch(random, 60, true));
    MemoryRows rows = rows(one);
    long[] wanted = LongStream.range(0, rows.rowCount()).toArray();
    EncodedBatch gathered = rows.gather(wanted, 0, wanted.length);
    assertThat(Row.all(gathered.slice(5, 21))).isEqualTo(Row.all(rows.gather(wanted, 5, 21)));
  }

  @Test
  void aSliceIsACopy() {
    EncodedBatch batch = batch(new Random(8), 10, true);
    Row before = Row.of(batch, 3);
    EncodedBatch slice = batch.slice(3, 4);
    Arrays.fill(batch.floats(1), 99f);
    Arrays.fill(batch.ids(0).ids(), 49);
    assertThat(Row.of(slice, 0)).isEqualTo(before);
  }

  @Test
  void aSliceOfRowsWithoutLabelsHasNone() {
    EncodedBatch labelled = batch(new Random(8), 10, true);
    List<Object> slots =
        List.of(labelled.ids(0), labelled.floats(1), labelled.ids(2), labelled.floats(3));
    EncodedBatch batch = new EncodedBatch(LAYOUT, 10, slots, null);
    assertThat(batch.hasLabels()).isFalse();
    assertThat(batch.slice(2, 5).hasLabels()).isFalse();
    assertThatThrownBy(() -> batch.label(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("these rows were encoded without labels");
    assertThatThrownBy(() -> MemoryRows.builder(LAYOUT).addLabelled(batch))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("these rows were encoded without labels");
  }

  @Test
  void refusesASliceOfRowsThatAreNotThere() {
    EncodedBatch batch = batch(new Random(8), 10, true);
    for (int[] range : new int[][] {{-1, 3}, {4, 3}, {0, 11}}) {
      assertThatThrownBy(() -> batch.slice(range[0], range[1]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void noRowsAreNoRows() {
    MemoryRows none = MemoryRows.builder(LAYOUT).build();
    assertThat(none.rowCount()).isZero();
    assertThat(none.labelCounts(3)).containsOnly(0);
    assertThat(none.gather(new long[0], 0, 0).rowCount()).isZero();
    assertThatThrownBy(() -> none.gather(new long[1], 0, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void refusesABatchOfAnotherLayout() {
    InputLayout other = new InputLayout(List.of(new FloatSlot("f", 1)));
    EncodedBatch batch = new EncodedBatch(other, 1, List.of(new float[1]), new int[1]);
    assertThatThrownBy(() -> MemoryRows.builder(LAYOUT).addLabelled(batch))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected rows of the layout " + LAYOUT + ", were of " + other);
  }
}
