package org.hybridrec.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.hybridrec.features.arrow.ArrowFiles;
import org.hybridrec.features.arrow.ArrowSource;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.MapRows;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.source.ValueType;
import org.hybridrec.features.text.TextEncoder;
import org.hybridrec.features.text.VectorEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that numbers its values makes encoding faster and changes nothing else. */
class NumberedValuesTest {

  private static final List<ColumnKinds> KINDS = List.of(ColumnKinds.values());

  @TempDir private Path folder;

  /** Gives the values of a batch numbers, but for some; by and by the numbers mean others. */
  private static final class Numbered {

    private final SourceSchema schema;
    private final Random random;
    private Map<Object, Integer> numbers = new HashMap<>();
    int given;

    Numbered(SourceSchema schema, Random random) {
      this.schema = schema;
      this.random = random;
    }

    SourceBatch of(MapRows batch) {
      if (random.nextInt(3) == 0) {
        numbers = new HashMap<>();
        random.ints(random.nextInt(50)).forEach(any -> numbers.put(any, numbers.size()));
      }
      return new SourceBatch() {
        @Override
        public int rowCount() {
          return batch.rowCount();
        }

        @Override
        public SourceColumn column(int index) {
          SourceColumn column = batch.column(index);
          return random.nextInt(5) == 0 ? column : numbered(column, index);
        }

        @Override
        public String location(int row) {
          return batch.location(row);
        }
      };
    }

    private SourceColumn numbered(SourceColumn column, int index) {
      Map<Object, Integer> dictionary = numbers;
      boolean text = schema.fields().get(index).type() == ValueType.TEXT;
      return new SourceColumn() {
        @Override
        public Object dictionary() {
          return dictionary;
        }

        @Override
        public int key(int row, int i) {
          if (column.isNull(row, i)) {
            return -1;
          }
          Object value = text ? (Object) column.text(row, i) : (Object) column.number(row, i);
          if (value.hashCode() % 7 == 0) {
            return -1;
          }
          given++;
          return dictionary.computeIfAbsent(value, any -> dictionary.size());
        }

        @Override
        public int valueCount(int row) {
          return column.valueCount(row);
        }

        @Override
        public boolean isNull(int row, int i) {
          return column.isNull(row, i);
        }

        @Override
        public boolean isInvalid(int row) {
          return column.isInvalid(row);
        }

        @Override
        public String text(int row, int i) {
          return column.text(row, i);
        }

        @Override
        public long integer(int row, int i) {
          return column.integer(row, i);
        }

        @Override
        public double number(int row, int i) {
          return column.number(row, i);
        }
      };
    }
  }

  @Test
  void anythingAtAllGivesTheSameIdsFloatsAndCountsWithNumbersAndWithout() {
    int given = 0;
    for (int round = 0; round < 300; round++) {
      Random random = new Random(round);
      FeatureEncoder encoder = FeatureEncoder.of(columns(random));
      SourceSchema schema = encoder.servingSchema();
      BoundEncoder plain = encoder.bind(schema, null, DirtyValues.COUNT);
      BoundEncoder fast = encoder.bind(schema, null, DirtyValues.COUNT);
      Numbered numbered = new Numbered(schema, random);
      for (int i = 0; i < 4; i++) {
        MapRows batch = MapRows.of(schema, rows(random));
        assertThat(Encoded.shown(fast.encode(numbered.of(batch))))
            .as("round %d", round)
            .isEqualTo(Encoded.shown(plain.encode(batch)));
      }
      assertThat(fast.report()).as("round %d", round).isEqualTo(plain.report());
      given += numbered.given;
    }
    assertThat(given).isGreaterThan(10_000);
  }

  private static List<DenseColumn> columns(Random random) {
    Map<String, DenseColumn> columns = new HashMap<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      DenseColumn column = KINDS.get(random.nextInt(KINDS.size())).column();
      columns.put(column.name(), column);
    }
    return List.copyOf(columns.values());
  }

  private static List<Map<String, Object>> rows(Random random) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Map<String, Object> row = new HashMap<>();
      for (String name : EncoderFuzzTest.NAMES) {
        if (random.nextInt(6) > 0) {
          Object value = EncoderFuzzTest.value(new Random(random.nextInt(60)));
          row.put(name, random.nextInt(4) == 0 ? Arrays.asList(value) : value);
        }
      }
      rows.add(row);
    }
    return rows;
  }

  @Test
  void arrowTextsGiveTheSameAsMapsWhetherInADictionaryOrNot() {
    ExampleSource maps = MapSource.of(cleanRows(9_000));
    Path plain = folder.resolve("plain.arrows");
    Path dictionaries = folder.resolve("dictionaries.arrows");
    ArrowFiles.write(maps, plain);
    ArrowFiles.write(maps, dictionaries, "author", "category", "title", "tags", "hour", "months");
    List<DenseColumn> columns = new ArrayList<>();
    for (ColumnKinds kind : KINDS) {
      DenseColumn column = kind.column();
      List<FieldUse> uses = FieldUse.of(column);
      if (uses.stream().allMatch(use -> maps.schema().indexOf(use.field().source()) >= 0)
          && uses.stream().allMatch(use -> use.field().weights() == null)) {
        columns.add(column.named(kind.name()));
      }
    }
    assertThat(columns).hasSizeGreaterThan(12);
    DenseColumn[] all = columns.toArray(DenseColumn[]::new);
    Encoded expected = Encoded.source(maps, DirtyValues.COUNT, all);
    assertThat(Encoded.source(ArrowSource.stream(plain), DirtyValues.COUNT, all))
        .isEqualTo(expected);
    assertThat(Encoded.source(ArrowSource.stream(dictionaries), DirtyValues.COUNT, all))
        .isEqualTo(expected);
    assertThat(expected.report().columns()).anyMatch(column -> column.invalid() > 0);
    assertThat(expected.report().columns()).anyMatch(column -> column.unknown() > 0);
    assertThat(expected.report().columns()).anyMatch(column -> column.defaulted() > 0);
    assertThat(expected.report().columns()).anyMatch(column -> column.collidingHashed() > 0);
  }

  private static List<Map<String, Object>> cleanRows(int count) {
    Random random = new Random(3);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, Object> row = new HashMap<>();
      put(row, "author", random, "author " + random.nextInt(40));
      put(row, "category", random, List.of("News", "Lifestyle", "Öl", "").get(random.nextInt(4)));
      put(row, "title", random, "Tag " + random.nextInt(60) + " 日本 😀");
      put(row, "tags", random, List.of("a|b", "|", "a||c", "").get(random.nextInt(4)));
      put(row, "hour", random, List.of("3", "99", "x", " 7 ", "").get(random.nextInt(5)));
      put(row, "months", random, List.of("500", "612.5", "NaN", "").get(random.nextInt(4)));
      put(row, "label", random, List.of("a", "b", "unknown", "").get(random.nextInt(4)));
      rows.add(row);
    }
    return rows;
  }

  private static void put(Map<String, Object> row, String name, Random random, String value) {
    if (random.nextInt(5) > 0) {
      row.put(name, value);
    }
  }

  @Test
  void labelsAndTheirCountsAreTheSameToo() {
    ExampleSource maps = MapSource.of(cleanRows(9_000));
    Path dictionaries = folder.resolve("labels.arrows");
    ArrowFiles.write(maps, dictionaries, "label");
    LabelColumn label = new LabelColumn("label", ItemIndex.of(List.of("b", "a")));
    FeatureEncoder encoder = FeatureEncoder.of(List.of(FeatureColumns.numeric("months")));
    List<List<Integer>> labels = new ArrayList<>();
    List<EncodingReport> reports = new ArrayList<>();
    for (ExampleSource source : List.of(maps, ArrowSource.stream(dictionaries))) {
      BoundEncoder bound = encoder.bind(source.schema(), label, DirtyValues.COUNT);
      labels.add(Encoded.labels(source, bound));
      reports.add(bound.report());
    }
    assertThat(labels.get(1)).isEqualTo(labels.get(0)).contains(0, 1, -1);
    assertThat(reports.get(1)).isEqualTo(reports.get(0));
    assertThat(reports.get(0).missingLabels()).isPositive();
    assertThat(reports.get(0).unknownLabels()).isPositive();
  }

  @Test
  void textThatIsNotUtf8IsRefusedWithItsPlaceThoughTheColumnIsNumbered() throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      rows.add(Map.of("author", i == 4_500 ? "broken one" : "author " + i % 3));
    }
    Path file = folder.resolve("broken.arrows");
    ArrowFiles.write(MapSource.of(rows), file);
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    Files.writeString(
        file, bytes.replace("broken one", "broken\u00FFone"), StandardCharsets.ISO_8859_1);
    DenseColumn column = ColumnKinds.HASH.column();
    for (DirtyValues dirty : DirtyValues.values()) {
      assertThatThrownBy(() -> Encoded.source(ArrowSource.stream(file), dirty, column))
          .isInstanceOf(InvalidDataException.class)
          .hasMessage(
              "broken.arrows row 4500 (batch 1), column 'author' holds bytes that are not UTF-8;"
                  + " write the text in UTF-8");
    }
  }

  @Test
  void aTextIsEncodedOnceHoweverOftenItComes() {
    ExampleSource maps = MapSource.of(cleanRows(9_000));
    Path plain = folder.resolve("texts.arrows");
    Path dictionary = folder.resolve("text-dictionary.arrows");
    ArrowFiles.write(maps, plain, "author");
    ArrowFiles.write(maps, dictionary, "title");
    for (ExampleSource source :
        List.of(maps, ArrowSource.stream(plain), ArrowSource.stream(dictionary))) {
      for (DirtyValues dirty : DirtyValues.values()) {
        AtomicInteger calls = new AtomicInteger();
        VectorEncoder counting = new CountingEncoder(calls);
        FeatureEncoder encoder =
            FeatureEncoder.of(List.of(FeatureColumns.vector("title", counting)));
        LabelColumn label = new LabelColumn("label", ItemIndex.of(List.of("a")));
        Encoded.labels(source, encoder.bind(source.schema(), label, dirty));
        assertThat(calls).hasValue(60);
      }
    }
  }

  /** Counts how often it is asked. */
  private record CountingEncoder(AtomicInteger calls) implements VectorEncoder {

    private static final VectorEncoder HASHED = TextEncoder.hashed(4, 1);

    @Override
    public String name() {
      return HASHED.name();
    }

    @Override
    public String fingerprint() {
      return HASHED.fingerprint();
    }

    @Override
    public int width() {
      return HASHED.width();
    }

    @Override
    public void encode(List<String> values, float[] target, int offset) {
      calls.incrementAndGet();
      HASHED.encode(values, target, offset);
    }
  }
}
