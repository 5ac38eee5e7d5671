package org.hybridrec.features.arrow;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.ValueType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what pyarrow wrote; {@code make_fixtures.py} beside the files says what is in them. */
class PyarrowFixturesTest {

  static Path fixture(String name) {
    try {
      return Path.of(PyarrowFixturesTest.class.getResource(name).toURI());
    } catch (java.net.URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"types.arrows", "types.arrow"})
  void everyTypeIsReadFromAStreamAndFromAFile(String name) {
    Map<String, List<Object>> rows = Table.of(ArrowSource.of(fixture(name)));

    assertThat(rows)
        .containsExactly(
            entry("utf8", asList("Zürich", null, "日本語 😀")),
            entry("large_utf8", asList("Ä", null, "")),
            entry("utf8_view", asList("short", null, "longer than twelve bytes: öäü")),
            entry("dictionary", asList("b", null, "a")),
            entry("large_dictionary", asList("b", null, "a")),
            entry("integer_dictionary", asList(-7L, null, 7L)),
            entry("int8", asList(1L, null, -128L)),
            entry("int16", asList(1L, null, -32_768L)),
            entry("int32", asList(1L, null, -2_147_483_648L)),
            entry("int64", asList(1L, null, Long.MIN_VALUE)),
            entry("uint8", asList(1L, null, 255L)),
            entry("uint16", asList(1L, null, 65_535L)),
            entry("uint32", asList(1L, null, 4_294_967_295L)),
            entry("uint64", asList(1L, null, Long.MAX_VALUE)),
            entry("half", asList(1.5, null, 65_504.0)),
            entry("float", asList((double) 0.1f, null, Double.POSITIVE_INFINITY)),
            entry("double", asList(0.1, null, Double.NEGATIVE_INFINITY)),
            entry("bool", asList(1L, null, 0L)),
            entry("null", asList(null, null, null)),
            entry("decimal32", asList(1.25, null, -99_999.99)),
            entry("decimal64", asList(1.25, null, -0.01)),
            entry("decimal128", asList(1.25, null, -1e30)),
            entry("decimal256", asList(1.25, null, 1e60)),
            entry("list_utf8", asList(asList("ä", null, ""), List.of(), List.of())),
            entry("large_list_int32", asList(asList(1L, null, -3L), List.of(), List.of(4L))),
            entry("fixed_list_float", asList(asList(1.0, null), List.of(), List.of(0.5, -0.5))),
            entry("list_dictionary", asList(asList("x", null, "y"), List.of(), List.of("x"))),
            entry("list_bool", asList(List.of(1L, 0L), List.of(), List.of())),
            entry("list_null", asList(asList((Object) null), List.of(), List.of())),
            entry("list_half", asList(asList(1.5, null), List.of(), List.of(65_504.0))),
            entry(
                "list_view_text",
                asList(List.of("longer than twelve bytes"), List.of(), List.of("no"))));
  }

  @Test
  void theSchemaHasNamesTypesAndListsInOrder() {
    assertThat(ArrowSource.stream(fixture("types.arrows")).schema().fields())
        .startsWith(
            new SourceField("utf8", ValueType.TEXT, false),
            new SourceField("large_utf8", ValueType.TEXT, false))
        .contains(
            new SourceField("uint64", ValueType.INTEGER, false),
            new SourceField("bool", ValueType.INTEGER, false),
            new SourceField("half", ValueType.NUMBER, false),
            new SourceField("decimal128", ValueType.NUMBER, false),
            new SourceField("null", ValueType.TEXT, false),
            new SourceField("list_dictionary", ValueType.TEXT, true),
            new SourceField("fixed_list_float", ValueType.NUMBER, true))
        .hasSize(31);
  }

  @Test
  void otherTypesArePassedOverByNameAndTheColumnsBetweenThemAreRead() {
    ArrowSource source = ArrowSource.stream(fixture("passed_over.arrows"));

    assertThat(source.schema().unsupported())
        .containsExactly(
            entry("date", "date"),
            entry("time", "time"),
            entry("duration", "duration"),
            entry("interval", "interval"),
            entry("binary", "binary"),
            entry("large_binary", "large binary"),
            entry("fixed_binary", "fixed-size binary"),
            entry("binary_view", "binary view"),
            entry("struct", "struct"),
            entry("map", "map"),
            entry("list_of_list", "list of list of utf8"),
            entry("list_view", "list view"),
            entry("large_list_view", "large list view"),
            entry("dense_union", "union"),
            entry("sparse_union", "union"),
            entry("run_end", "run-end encoded"));
    Map<String, List<Object>> rows = Table.of(source);
    assertThat(rows.get("timestamp")).containsExactly(1L, null);
    assertThat(rows.get("list_of_timestamp")).containsExactly(List.of(1L), List.of());
    assertThat(rows.get("dictionary_of_time")).containsExactly(5L, 5L);
    rows.keySet().removeAll(List.of("timestamp", "list_of_timestamp", "dictionary_of_time"));
    assertThat(rows)
        .containsExactly(
            entry("first", asList("a", null)),
            entry("second", asList(1L, null)),
            entry("third", asList("longer than twelve bytes", "no")),
            entry("fourth", asList(0.5, null)),
            entry("last", asList(List.of("z"), List.of())));
  }

  @Test
  void aDictionaryGrowsByDeltasAndItsNullsAreMissing() {
    ArrowSource source = ArrowSource.of(fixture("delta.arrows"));

    assertThat(Table.of(source))
        .containsExactly(entry("k", asList("a", "b", null, null, "a", "b", "ü", null)));
    assertThat(Table.batchSizes(source)).containsExactly(3, 3, 2);
  }

  @Test
  void aDictionaryIsReplaced() {
    assertThat(Table.of(ArrowSource.of(fixture("replaced.arrows"))))
        .containsExactly(entry("k", List.of("a", "b", "c", "d")));
  }

  @Test
  void slicesAreReadFromWhereTheyStart() {
    List<Object> text = IntStream.range(5, 23).<Object>mapToObj(i -> "t" + i).toList();

    Map<String, List<Object>> rows = Table.of(ArrowSource.of(fixture("sliced.arrows")));

    for (int i = 5; i < 23; i++) {
      assertThat(rows.get("text").get(i - 5)).isEqualTo(i % 3 == 0 ? null : text.get(i - 5));
      assertThat(rows.get("list").get(i - 5))
          .isEqualTo(IntStream.range(0, i % 4).mapToObj(n -> (long) n).toList());
      assertThat(rows.get("bool").get(i - 5)).isEqualTo(i % 2 == 0 ? 1L : 0L);
    }
    assertThat(rows.get("text")).hasSize(18);
  }

  @ParameterizedTest
  @ValueSource(strings = {"legacy.arrows", "legacy.arrow"})
  void theFormOfBeforeArrow015IsRead(String name) {
    Map<String, List<Object>> rows = Table.of(ArrowSource.of(fixture(name)));

    assertThat(rows.get("text").subList(0, 3)).containsExactly("a", null, "a");
    assertThat(rows.get("list").subList(0, 1)).containsExactly(asList(1L, null));
    assertThat(rows.get("list")).hasSize(name.endsWith("s") ? 100 : 200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"empty.arrows", "empty.arrow"})
  void aSourceWithoutRowsHasASchemaAndNoBatch(String name) {
    ArrowSource source = ArrowSource.of(fixture(name));

    assertThat(source.schema().names()).containsExactly("text", "list");
    assertThat(Table.batchSizes(source)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lz4", "zstd"})
  void compressedBatchesAreRefusedWithTheCure(String codec) {
    String name = codec + ".arrows";
    try (SourceReader reader = ArrowSource.of(fixture(name)).open()) {
      assertThatThrownBy(reader::next)
          .isInstanceOf(InvalidDataException.class)
          .hasMessage(
              "%s batch 0: it is compressed with %s; write it without compression"
                  + " (pyarrow: ipc.IpcWriteOptions(compression=None))",
              name, codec);
    }
  }

  @Test
  void aTextOfADictionaryIsDecodedOnce() {
    try (SourceReader reader = ArrowSource.of(fixture("types.arrows")).open()) {
      SourceBatch batch = reader.next();
      assertThat(batch.column(3).text(0, 0)).isSameAs(batch.column(3).text(0, 0));
      assertThat(batch.column(26).text(0, 0)).isSameAs(batch.column(26).text(2, 0));
    }
  }

  @Test
  void locationsCountRowsThroughTheFile() {
    try (SourceReader reader = ArrowSource.of(fixture("sliced.arrows")).open()) {
      assertThat(reader.next().location(10)).isEqualTo("sliced.arrows row 10 (batch 0)");
      assertThat(reader.next().location(0)).isEqualTo("sliced.arrows row 11 (batch 1)");
      assertThat(reader.next()).isNull();
      assertThat(reader.next()).isNull();
    }
  }
}
