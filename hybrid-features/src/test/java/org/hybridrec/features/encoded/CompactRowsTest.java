package org.hybridrec.features.encoded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows kept in memory and in a file, and slices of batches, against rows picked one by one. */
class CompactRowsTest {

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

  private static CompactRows rows(List<EncodedBatch> batches) {
    CompactRows.Builder builder = CompactRows.builder(LAYOUT);
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
    CompactRows rows = rows(batches);
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
    CompactRows rows = rows(batches);
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
    CompactRows rows = rows(List.of(batch(random, 20, false), batch(random, 20, false)));
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
    CompactRows rows = rows(one);
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
    assertThatThrownBy(() -> CompactRows.builder(LAYOUT).addLabelled(batch))
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
    CompactRows none = CompactRows.builder(LAYOUT).build();
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
    assertThatThrownBy(() -> CompactRows.builder(LAYOUT).addLabelled(batch))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected rows of the layout " + LAYOUT + ", were of " + other);
  }

  @TempDir private Path folder;

  private long filesLeft() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  private CompactRows.Builder builder(InputLayout layout, long maxBytes, int blockRows) {
    return CompactRows.builder(layout, maxBytes, folder, blockRows);
  }

  @Test
  void theRowsAreTheSameForAnyMemoryAndAnyBlocks() throws IOException {
    List<EncodedBatch> batches = batches(120);
    List<Row> expected = labelled(batches);
    long[] all = LongStream.range(0, expected.size()).toArray();
    for (long maxBytes : new long[] {0, 1, 20_000, 1 << 20}) {
      for (int blockRows : new int[] {1, 7, 1024}) {
        CompactRows.Builder builder = builder(LAYOUT, maxBytes, blockRows);
        batches.forEach(builder::addLabelled);
        try (CompactRows rows = builder.build()) {
          assertThat(rows.spilled()).isEqualTo(maxBytes < 1 << 20);
          assertThat(rows.size()).isGreaterThan(20_000);
          assertThat(rows.memoryBytes()).isLessThanOrEqualTo(maxBytes);
          assertThat(Row.all(rows.gather(all, 0, all.length))).isEqualTo(expected);
          assertThat(rows.labelCounts(7)).isEqualTo(rows(batches).labelCounts(7));
        }
      }
    }
    assertThat(filesLeft()).isZero();
  }

  private static final InputLayout ONE_EACH =
      new InputLayout(
          List.of(
              new IndicatorSlot("byte", 255),
              new IndicatorSlot("short", 256),
              new IndicatorSlot("wide", 65_535),
              new IndicatorSlot("int", 65_536),
              new FloatSlot("f", 1)));

  /** One id or none in each slot, the least and the greatest among them. */
  private static EncodedBatch oneEach(Random random, int rows) {
    List<Object> slots = new ArrayList<>();
    for (int cardinality : new int[] {255, 256, 65_535, 65_536}) {
      int[] offsets = new int[rows + 1];
      int[] ids = new int[rows];
      for (int row = 0; row < rows; row++) {
        int count = random.nextInt(5) == 0 ? 0 : 1;
        if (count == 1) {
          ids[offsets[row]] =
              switch (random.nextInt(4)) {
                case 0 -> 0;
                case 1 -> cardinality - 1;
                default -> random.nextInt(cardinality);
              };
        }
        offsets[row + 1] = offsets[row] + count;
      }
      slots.add(new IdList(offsets, ids, null));
    }
    float[] floats = floats(random, rows);
    floats[0] = Float.intBitsToFloat(0x7FC0_1234);
    floats[1] = -0f;
    slots.add(floats);
    int[] labels = random.ints(rows, 0, 100_000).toArray();
    return new EncodedBatch(ONE_EACH, rows, slots, labels);
  }

  private static List<String> shown(EncodedBatch batch) {
    List<String> shown = new ArrayList<>();
    for (int row = 0; row < batch.rowCount(); row++) {
      StringBuilder line = new StringBuilder().append(batch.label(row));
      for (int slot = 0; slot < batch.layout().slots().size(); slot++) {
        line.append(' ');
        if (batch.layout().slots().get(slot) instanceof FloatSlot floats) {
          for (int j = 0; j < floats.width(); j++) {
            float value = batch.floats(slot)[row * floats.width() + j];
            line.append(Integer.toHexString(Float.floatToRawIntBits(value))).append(',');
          }
        } else {
          line.append(Row.ids(batch.ids(slot), row));
        }
      }
      shown.add(line.toString());
    }
    return shown;
  }

  @Test
  void oneIdARowTakesTheBytesThatItNeeds() {
    EncodedBatch batch = oneEach(new Random(3), 3_000);
    long[] all = LongStream.range(0, 3_000).toArray();
    for (long maxBytes : new long[] {0, Long.MAX_VALUE}) {
      try (CompactRows rows = builder(ONE_EACH, maxBytes, 1024).addLabelled(batch).build()) {
        assertThat(rows.size()).isEqualTo(3_000 * (4 + 1 + 2 + 2 + 4 + 4));
        EncodedBatch gathered = rows.gather(all, 0, all.length);
        assertThat(shown(gathered)).isEqualTo(shown(batch));
        assertThat(gathered.ids(0).weights()).isNull();
      }
    }
  }

  private static final InputLayout WIDE = new InputLayout(List.of(new FloatSlot("title", 10)));

  private static EncodedBatch vectors(int rows, int distinct, long seed) {
    float[] floats = new float[rows * 10];
    Random random = new Random(seed);
    for (int row = 0; row < rows; row++) {
      float[] vector = floats(new Random(random.nextInt(distinct)), 10);
      System.arraycopy(vector, 0, floats, row * 10, 10);
    }
    return new EncodedBatch(WIDE, rows, List.of(floats), new int[rows]);
  }

  @Test
  void aVectorThatComesOftenIsKeptOnce() {
    EncodedBatch batch = vectors(5_000, 40, 1);
    long[] all = LongStream.range(0, 5_000).toArray();
    try (CompactRows rows = builder(WIDE, 100_000, 1024).addLabelled(batch).build()) {
      assertThat(rows.size()).isEqualTo(5_000 * (4 + 4));
      assertThat(rows.memoryBytes()).isEqualTo(5_000 * 8 + 40 * (40 + 10 * 4));
      assertThat(rows.gather(all, 0, all.length).floats(0)).isEqualTo(batch.floats(0));
    }
  }

  @Test
  void vectorsThatMemoryHasNoRoomForStandInTheirRows() {
    EncodedBatch batch = vectors(5_000, 4_000, 1);
    long[] all = LongStream.range(0, 5_000).toArray();
    for (long maxBytes : new long[] {0, 1_000, 100_000, 300_000}) {
      try (CompactRows rows = builder(WIDE, maxBytes, 64).addLabelled(batch).build()) {
        assertThat(rows.spilled()).isEqualTo(maxBytes < 300_000);
        assertThat(rows.size()).isBetween(5_000L * 8, 5_000L * 44);
        assertThat(rows.memoryBytes()).isLessThanOrEqualTo(maxBytes + 64 * 80);
        assertThat(rows.gather(all, 0, all.length).floats(0)).isEqualTo(batch.floats(0));
      }
    }
  }

  @Test
  void vectorsThatHardlyEverComeAgainAreNoLongerKept() {
    float[] floats = new float[80_000 * 10];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = i;
    }
    EncodedBatch batch = new EncodedBatch(WIDE, 80_000, List.of(floats), new int[80_000]);
    long[] all = LongStream.range(0, 80_000).toArray();
    try (CompactRows rows = builder(WIDE, Long.MAX_VALUE, 1024).addLabelled(batch).build()) {
      assertThat(rows.size()).isEqualTo(65_536 * 8 + (80_000 - 65_536) * 44);
      assertThat(rows.gather(all, 0, all.length).floats(0)).isEqualTo(batch.floats(0));
    }
  }

  @Test
  void aBuilderThatIsClosedBeforeItBuildsLeavesNoFile() throws IOException {
    CompactRows.Builder builder = builder(LAYOUT, 0, 16);
    batches(20).forEach(builder::addLabelled);
    builder.close();
    assertThat(filesLeft()).isZero();
  }

  @Test
  void refusesIdsThatAreNotInTheirSlot() {
    InputLayout layout = new InputLayout(List.of(new IndicatorSlot("i", 3)));
    for (int wrong : new int[] {-1, 3}) {
      IdList ids = new IdList(new int[] {0, 1}, new int[] {wrong}, null);
      EncodedBatch batch = new EncodedBatch(layout, 1, List.of(ids), new int[1]);
      assertThatThrownBy(() -> CompactRows.builder(layout).addLabelled(batch))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("ids must be in [0, 3), one was " + wrong);
    }
  }

  @Test
  void refusesLessMemoryThanNone() {
    assertThatThrownBy(() -> CompactRows.builder(LAYOUT, -1, folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row memory must be at least 0 bytes, was -1");
  }

  @Test
  void severalThreadsMayGatherFromOneFile() {
    List<EncodedBatch> batches = batches(120);
    List<Row> expected = labelled(batches);
    CompactRows.Builder builder = builder(LAYOUT, 0, 64);
    batches.forEach(builder::addLabelled);
    try (CompactRows rows = builder.build()) {
      List<Boolean> right =
          IntStream.range(0, 64)
              .parallel()
              .mapToObj(
                  i -> {
                    long[] some = new Random(i).longs(200, 0, expected.size()).toArray();
                    List<Row> wanted =
                        Arrays.stream(some).mapToObj(at -> expected.get((int) at)).toList();
                    return Row.all(rows.gather(some, 0, some.length)).equals(wanted);
                  })
              .toList();
      assertThat(right).containsOnly(true);
    }
  }
}
