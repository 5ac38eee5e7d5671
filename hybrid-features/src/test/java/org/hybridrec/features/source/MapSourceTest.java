package org.hybridrec.features.source;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.CharBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MapSourceTest {

  @Test
  void typesFollowFromTheValues() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("string", "ü");
    row.put("builder", CharBuffer.wrap("日本"));
    row.put("int", 1);
    row.put("long", 2L);
    row.put("short", (short) 3);
    row.put("byte", (byte) 4);
    row.put("float", 0.5f);
    row.put("double", 0.1);
    row.put("null", null);

    MapSource source = MapSource.of(List.of(row));

    assertThat(source.schema().names()).containsExactlyElementsOf(row.keySet());
    assertThat(source.schema().fields())
        .extracting(SourceField::typeName)
        .containsExactly(
            "text", "text", "integer", "integer", "integer", "integer", "number", "number", "text");
    assertThat(Rows.of(source)).containsExactly(asList("ü", "日本", 1L, 2L, 3L, 4L, 0.5, 0.1, null));
  }

  @Test
  void collectionsAndArraysAreLists() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("strings", new String[] {"a", null, "b"});
    row.put("ints", new int[] {1, 2});
    row.put("longs", new long[] {Long.MAX_VALUE});
    row.put("floats", new float[] {0.5f});
    row.put("doubles", new double[] {});
    row.put("list", asList(1, 2.5f, null));
    row.put("set", Set.of("c", "a", "b"));
    row.put("empty", List.of());

    MapSource source = MapSource.of(List.of(row));

    assertThat(source.schema().fields())
        .extracting(SourceField::typeName)
        .containsExactly(
            "list of text",
            "list of integer",
            "list of integer",
            "list of number",
            "list of text",
            "list of number",
            "list of text",
            "list of text");
    assertThat(Rows.of(source))
        .containsExactly(
            List.of(
                asList("a", null, "b"),
                List.of(1L, 2L),
                List.of(Long.MAX_VALUE),
                List.of(0.5),
                List.of(),
                asList(1.0, 2.5, null),
                List.of("a", "b", "c"),
                List.of()));
  }

  @Test
  void nullAndAbsentKeysAreMissing() {
    Map<String, Object> second = new HashMap<>();
    second.put("a", null);

    MapSource source = MapSource.of(List.of(Map.of("a", "x"), second, Map.of("b", 1)));

    assertThat(Rows.of(source))
        .containsExactly(asList("x", null), asList(null, null), asList(null, 1L));
  }

  @Test
  void columnsStandInOrderOfFirstAppearance() {
    Map<String, Object> linked = new LinkedHashMap<>();
    linked.put("z", 1);
    linked.put("y", 1);

    assertThat(MapSource.of(List.of(linked, Map.of("b", 1, "a", 1, "y", 2, "c", 3))).schema())
        .extracting(SourceSchema::names)
        .isEqualTo(List.of("z", "y", "a", "b", "c"));
    assertThat(MapSource.of(List.of(new TreeMap<>(Map.of("b", 1, "a", 1)))).schema().names())
        .containsExactly("a", "b");
  }

  @Test
  void wholeAndFloatingPointNumbersTogetherAreNumbers() {
    MapSource source = MapSource.of(List.of(Map.of("n", 1), Map.of("n", 0.5), Map.of("n", 2L)));

    assertThat(source.schema().fields())
        .containsExactly(new SourceField("n", ValueType.NUMBER, false));
    assertThat(Rows.of(source)).containsExactly(List.of(1.0), List.of(0.5), List.of(2.0));
  }

  @Test
  void laterChangesToTheRowsAreNotSeen() {
    List<String> tags = new ArrayList<>(List.of("a"));
    Map<String, Object> row = new HashMap<>(Map.of("tags", tags));
    List<Map<String, Object>> rows = new ArrayList<>(List.of(row));
    MapSource source = MapSource.of(rows);
    tags.add("b");
    row.put("tags", 5);
    rows.clear();

    assertThat(Rows.of(source)).containsExactly(List.of(List.of("a")));
  }

  @Test
  void allProblemsComeAtOnce() {
    Map<String, Object> nullKey = new HashMap<>();
    nullKey.put(null, 1);
    List<Map<String, Object>> rows =
        List.of(
            Map.of("mixed", 0.5, "shape", "x", "day", "x", "days", List.of()),
            Map.of("mixed", 1, "shape", List.of("x"), "day", LocalDate.EPOCH),
            Map.of("mixed", "x", "day", LocalDate.EPOCH, "days", List.of("x", LocalDate.EPOCH)),
            nullKey);

    assertThatThrownBy(() -> MapSource.of(rows))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            "5 problems with the source:\n"
                + "  column 'day': row 1 holds a LocalDate; allowed are "
                + CellValue.ALLOWED
                + "\n  column 'days': row 2 holds a list with a LocalDate; allowed are "
                + CellValue.ALLOWED
                + "\n  row 3: a null key; every key must be a column name"
                + "\n  column 'mixed' mixes text (first in row 2) and numbers (first in row 0);"
                + " it must hold one kind"
                + "\n  column 'shape' mixes plain values (first in row 0) and lists (first in row"
                + " 1); it must hold one kind");
  }

  @Test
  void aListOfListsIsRefused() {
    assertThatThrownBy(() -> MapSource.of(List.of(Map.of("a\n", List.of(List.of("x"))))))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            "column 'a\\u000a': row 0 holds a list with a "
                + List.of("x").getClass().getSimpleName()
                + "; allowed are "
                + CellValue.ALLOWED);
  }

  @Test
  void noRowsMakeAnEmptySource() {
    MapSource source = MapSource.of(List.of());

    assertThat(source.schema().fields()).isEmpty();
    assertThat(Rows.of(source)).isEmpty();
  }

  @Test
  void aNullRowIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> MapSource.of(asList(Map.of("a", 1), null)))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("row 1 is null");
  }
}
