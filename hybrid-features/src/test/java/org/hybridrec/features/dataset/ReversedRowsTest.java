package org.hybridrec.features.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.ValueType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReversedRowsTest {

  private static final Reversal REVERSAL = Reversal.of("content", 0.25f, "title");

  private static Map<String, Object> row(Object... namesAndValues) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return row;
  }

  private static Map<String, Object> view(
      String visitor, @Nullable String content, @Nullable String title, @Nullable String next) {
    return row("visitor", visitor, "content", content, "title", title, "next", next);
  }

  private static ExampleSource views() {
    return MapSource.of(
        List.of(
            view("v1", "a", "A", "b"),
            view("v2", "b", "B", "a"),
            view("v3", "b", "B again", "c"),
            view("v4", "d", "D", "a")));
  }

  private static ReversedRows reversed(ExampleSource rows) {
    return ReversedRows.of(rows, "next", REVERSAL, "weight");
  }

  /** All cells of all rows; a missing one is null. */
  private static List<List<@Nullable Object>> cells(ExampleSource source) {
    List<List<@Nullable Object>> all = new ArrayList<>();
    List<SourceField> fields = source.schema().fields();
    try (SourceReader reader = source.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          List<@Nullable Object> cells = new ArrayList<>();
          for (int column = 0; column < fields.size(); column++) {
            cells.add(Cells.read(fields.get(column), batch.column(column), row));
          }
          all.add(cells);
        }
      }
    }
    return all;
  }

  @Test
  void rowsAreFollowedByThoseThatCanBeTurnedAround() {
    assertThat(reversed(views()).schema().names())
        .containsExactly("visitor", "content", "title", "next", "weight");
    assertThat(cells(reversed(views())))
        .containsExactly(
            Arrays.asList("v1", "a", "A", "b", 1.0),
            Arrays.asList("v2", "b", "B", "a", 1.0),
            Arrays.asList("v3", "b", "B again", "c", 1.0),
            Arrays.asList("v4", "d", "D", "a", 1.0),
            Arrays.asList("v1", "b", "B again", "a", 0.25),
            Arrays.asList("v2", "a", "A", "b", 0.25),
            Arrays.asList("v3", "c", null, "b", 0.25));
  }

  @Test
  void rowsWithoutContentOrLabelAreNotTurnedAround() {
    ExampleSource rows =
        MapSource.of(
            List.of(
                view("v1", "a", "A", "b"),
                view("v2", null, "A", "b"),
                view("v3", "b", "B", null),
                view("v4", "b", "B", ""),
                view("v5", "", "B", "b"),
                view("v6", "b", "B", "a")));
    assertThat(cells(reversed(rows)).subList(6, 8))
        .containsExactly(
            Arrays.asList("v1", "b", "B", "a", 0.25), Arrays.asList("v6", "a", "A", "b", 0.25));
    assertThat(cells(reversed(rows))).hasSize(8);
  }

  @Test
  void aContentThatIsReadTwiceIsTurnedAroundOntoItself() {
    ExampleSource rows = MapSource.of(List.of(view("v", "a", "A", "a")));
    assertThat(cells(reversed(rows)))
        .containsExactly(
            Arrays.asList("v", "a", "A", "a", 1.0), Arrays.asList("v", "a", "A", "a", 0.25));
  }

  @Test
  void numbersAndListsDescribeAContentToo() {
    ExampleSource rows =
        MapSource.of(
            List.of(
                row("content", 1L, "tags", List.of("x", "y"), "age", 2.5, "next", 2L),
                row("content", 2L, "tags", List.of(), "age", null, "next", 1L)));
    Reversal reversal = Reversal.of("content", 0.5f, "tags", "age");
    assertThat(cells(ReversedRows.of(rows, "next", reversal, "weight")))
        .containsExactly(
            Arrays.asList(1L, List.of("x", "y"), 2.5, 2L, 1.0),
            Arrays.asList(2L, List.of(), null, 1L, 1.0),
            Arrays.asList(2L, List.of(), null, 1L, 0.5),
            Arrays.asList(1L, List.of("x", "y"), 2.5, 2L, 0.5));
  }

  @Test
  void weightsThatRowsCarryAreKeptAndMultiplied() {
    for (Object[] weights : new Object[][] {{2.0, 0.5, null}, {2L, 4L, null}, {"2", " 0.5 ", ""}}) {
      List<Map<String, Object>> rows = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        rows.add(row("content", "a", "title", "A", "weight", weights[i], "next", "a"));
      }
      List<Object> found = new ArrayList<>();
      for (List<@Nullable Object> cells : cells(reversed(MapSource.of(rows)))) {
        Object cell = cells.get(2);
        found.add(cell == null || cell.toString().isBlank() ? "none" : number(cell));
      }
      double second = weights[1] instanceof Long ? 4 : 0.5;
      assertThat(found).containsExactly(2.0, second, "none", 0.5, second / 4, "none");
    }
  }

  private static Double number(Object cell) {
    return cell instanceof String text ? Double.valueOf(text) : (Double) cell;
  }

  @Test
  void textThatIsNoWeightStaysForWhoReadsItToRefuse() {
    ExampleSource rows =
        MapSource.of(List.of(row("content", "a", "title", "A", "weight", "much", "next", "a")));
    assertThat(cells(reversed(rows)).get(1).get(2)).isEqualTo("much");
  }

  @Test
  void aReversedRowSaysSoWhereItStands() {
    try (SourceReader reader = reversed(views()).open()) {
      assertThat(reader.next().location(2)).isEqualTo("row 2");
      assertThat(reader.next().location(2)).isEqualTo("row 2, reversed");
      assertThat(reader.next()).isNull();
    }
  }

  /** Many batches against the definition, written down plainly. */
  @Test
  void isWhatTheDefinitionSaysOverManyBatches() {
    Random random = new Random(6);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      String content = random.nextInt(20) == 0 ? null : "c" + random.nextInt(300);
      String next = random.nextInt(20) == 0 ? null : "c" + (100 + random.nextInt(300));
      rows.add(view("v" + i, content, random.nextInt(9) == 0 ? null : "t" + i, next));
    }
    Set<Object> labels = new HashSet<>();
    Map<Object, @Nullable Object> titles = new HashMap<>();
    List<List<@Nullable Object>> expected = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      labels.add(row.get("next"));
      titles.put(row.get("content"), row.get("title"));
      List<@Nullable Object> cells = new ArrayList<>(row.values());
      cells.add(1.0);
      expected.add(cells);
    }
    for (Map<String, Object> row : rows) {
      Object content = row.get("content");
      Object next = row.get("next");
      if (content != null && next != null && labels.contains(content)) {
        expected.add(Arrays.asList(row.get("visitor"), next, titles.get(next), content, 0.25));
      }
    }
    ReversedRows reversed = reversed(MapSource.of(rows));
    assertThat(cells(reversed)).isEqualTo(expected).hasSizeGreaterThan(14_000);
    assertThat(cells(reversed)).isEqualTo(expected);
  }

  @Test
  void theSchemaTellsTheTypeOfTheWeight() {
    assertThat(reversed(views()).schema().fields().get(4))
        .isEqualTo(new SourceField("weight", ValueType.NUMBER, false));
    ExampleSource whole =
        MapSource.of(List.of(row("content", "a", "title", "A", "weight", 3L, "next", "a")));
    assertThat(reversed(whole).schema().fields().get(2))
        .isEqualTo(new SourceField("weight", ValueType.NUMBER, false));
  }

  @Test
  void allProblemsOfASchemaComeAtOnce() {
    ExampleSource rows =
        MapSource.of(List.of(row("content", 1L, "next", "a", "weight", List.of(1.0))));
    assertThatThrownBy(() -> reversed(rows))
        .isInstanceOfSatisfying(
            SchemaException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "source column 'next' is text (for the label of reversed rows, expected"
                            + " integer as 'content')",
                        "the source has no column 'title' (for the reversed rows, expected any"
                            + " type); it has ['content', 'next', 'weight']",
                        "source column 'weight' is list of number (for the row weight, expected"
                            + " one number a row)"));
  }

  @Test
  void aFieldHasOneUse() {
    assertThatThrownBy(() -> ReversedRows.of(views(), "title", REVERSAL, "weight"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "reversedRows: the field 'title' has two uses; label, weight, content and the fields"
                + " that describe it are different fields");
    assertThatThrownBy(() -> ReversedRows.of(views(), "next", REVERSAL, "next"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("reversedRows: the field 'next' has two uses; ");
  }

  @ParameterizedTest
  @CsvSource({"0, 0.0", "-1, -1.0", "NaN, NaN", "Infinity, Infinity"})
  void aWeightMustBePositiveAndFinite(float weight, String shown) {
    assertThatThrownBy(() -> Reversal.of("content", weight))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("reversedRows: weight must be positive and finite, was " + shown);
  }

  @Test
  void namesAreNeitherBlankNorTwice() {
    assertThatThrownBy(() -> Reversal.of(" ", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("reversedRows: the content's name must not be blank");
    assertThatThrownBy(() -> Reversal.of("c", 1, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("reversedRows: a field's name must not be blank");
    for (String[] fields : new String[][] {{"c"}, {"t", "t"}}) {
      assertThatThrownBy(() -> Reversal.of("c", 1, fields))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "reversedRows: the field '"
                  + fields[0]
                  + "' stands twice; name the content once, and each field that describes it"
                  + " once");
    }
  }
}
