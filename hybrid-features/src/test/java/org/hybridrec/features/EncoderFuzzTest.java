package org.hybridrec.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.hybridrec.features.encoded.EmbeddingSlot;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.IdList;
import org.hybridrec.features.encoded.Slot;
import org.hybridrec.features.source.MapRows;
import org.junit.jupiter.api.Test;

/** Rows of anything at all through columns of every kind: nothing is thrown, all is in range. */
class EncoderFuzzTest {

  private static final int ROUNDS = 500;
  private static final int ROWS = 200;
  private static final List<ColumnKinds> KINDS = List.of(ColumnKinds.values());
  static final List<String> NAMES =
      List.of(
          "author",
          "category",
          "hour",
          "months",
          "price",
          "title",
          "tags",
          "tag_weights",
          "numbers",
          "history",
          "dwell",
          "hours",
          "factors",
          "next",
          "no such column");

  @Test
  void aHundredThousandRowsOfAnythingThrowNothing() {
    long dirty = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(round);
      FeatureEncoder encoder = FeatureEncoder.of(columns(random));
      BoundEncoder bound = encoder.bind(encoder.servingSchema(), null, DirtyValues.COUNT);
      List<Map<String, Object>> rows = new ArrayList<>();
      for (int i = 0; i < ROWS; i++) {
        rows.add(row(random));
      }
      EncodedBatch batch = bound.encode(MapRows.of(encoder.servingSchema(), rows));
      checkRanges(batch, round);
      for (ColumnReport report : bound.report().columns()) {
        assertThat(report.rows()).isEqualTo(ROWS);
        assertThat(report.missing()).isBetween(0L, (long) ROWS);
        dirty += report.invalid();
      }
    }
    assertThat(dirty).isGreaterThan(ROUNDS * ROWS);
  }

  private static void checkRanges(EncodedBatch batch, int round) {
    for (int i = 0; i < batch.layout().slots().size(); i++) {
      Slot slot = batch.layout().slots().get(i);
      if (slot instanceof FloatSlot) {
        for (float value : batch.floats(i)) {
          assertThat(Float.isFinite(value)).as("round %d, %s", round, slot).isTrue();
        }
      } else {
        int cardinality =
            slot instanceof EmbeddingSlot embedding ? embedding.cardinality() : slot.width();
        checkIds(batch.ids(i), cardinality, "round " + round + ", " + slot);
      }
    }
  }

  private static void checkIds(IdList ids, int cardinality, String where) {
    assertThat(ids.offsets()).as(where).startsWith(0).isSorted().endsWith(ids.ids().length);
    for (int id : ids.ids()) {
      if (id < 0 || id >= cardinality) {
        throw new AssertionError(where + ": id " + id);
      }
    }
    for (int i = 0; i < ids.ids().length; i++) {
      if (!(ids.weight(i) >= 0)) {
        throw new AssertionError(where + ": weight " + ids.weight(i));
      }
    }
  }

  private static List<DenseColumn> columns(Random random) {
    Map<String, DenseColumn> columns = new HashMap<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      DenseColumn column = KINDS.get(random.nextInt(KINDS.size())).column();
      columns.put(column.name(), column);
    }
    return List.copyOf(columns.values());
  }

  private static Map<String, Object> row(Random random) {
    Map<String, Object> row = new HashMap<>();
    for (String name : NAMES) {
      if (random.nextInt(4) > 0) {
        row.put(name, random.nextInt(3) == 0 ? list(random) : value(random));
      }
    }
    return row;
  }

  private static Object list(Random random) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(random.nextInt(20) == 0 ? 80 : 4); i > 0; i--) {
      list.add(value(random));
    }
    return switch (random.nextInt(6)) {
      case 0 -> list.toArray();
      case 1 -> new HashSet<>(list);
      case 2 -> new double[] {random.nextDouble(), Double.NaN};
      case 3 -> new String[] {text(random), null};
      default -> list;
    };
  }

  static Object value(Random random) {
    return switch (random.nextInt(16)) {
      case 0 -> null;
      case 1 -> random.nextInt(30) - 3;
      case 2 -> random.nextLong();
      case 3 -> random.nextGaussian() * 500;
      case 4 ->
          List.of(Double.NaN, Float.POSITIVE_INFINITY, -0.0, 1e39, 4e-45).get(random.nextInt(5));
      case 5 -> (byte) random.nextInt();
      case 6 -> CharBuffer.wrap(text(random));
      case 7 ->
          List.of(Map.of(), Set.of(1), List.of(List.of()), new Object(), true, 'x')
              .get(random.nextInt(6));
      case 8 ->
          List.of("1|2|x", "|", "||a", "0.5|1", "1e5", "-7", "NaN", " ").get(random.nextInt(8));
      case 9 -> random.nextInt(400) == 0 ? "ö".repeat(40_000) : "author " + random.nextInt(9);
      case 10 -> List.of("News", "Unknown", "Lifestyle").get(random.nextInt(3));
      default -> text(random);
    };
  }

  /** Any char units, unpaired surrogates among them. */
  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append((char) (random.nextInt(3) == 0 ? random.nextInt(1 << 16) : random.nextInt(128)));
    }
    return text.toString();
  }
}
