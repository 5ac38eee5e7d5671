package org.hybridrec.core.factorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.RowSource;
import org.hybridrec.features.source.SchemaException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InteractionsTest {

  record View(@Nullable String visitor, @Nullable String content, @Nullable Double seconds) {}

  private static final List<View> VIEWS =
      List.of(
          new View("anna", "a", 3.0),
          new View("ben", "b", 5.0),
          new View("anna", "b", 2.0),
          new View("anna", "a", 4.0));

  private static RowSource<View> source(List<View> views) {
    return ExampleSource.rows(views)
        .text("visitor", View::visitor)
        .text("content", View::content)
        .number("seconds", View::seconds);
  }

  @Test
  void idsAreNumberedInTheOrderOfTheirFirstObservation() {
    Interactions views = Interactions.of(source(VIEWS), "visitor", "content");
    assertThat(views.users().values()).containsExactly("anna", "ben");
    assertThat(views.items().values()).containsExactly("a", "b");
    assertThat(views.size()).isEqualTo(3);
    assertThat(views.rowCount()).isEqualTo(4);
    assertThat(views.skippedCount()).isZero();
    assertThat(views).hasToString("Interactions of 2 users and 2 items, 3 observed");
  }

  @Test
  void observationsOfTheSamePairAddUp() {
    Interactions counts = Interactions.of(source(VIEWS), "visitor", "content");
    assertThat(counts.value("anna", "a")).isEqualTo(2);
    assertThat(counts.value("ben", "a")).isZero();
    assertThat(counts.value("carla", "a")).isZero();
    assertThat(counts.value("anna", "c")).isZero();
    Interactions dwell = Interactions.of(source(VIEWS), "visitor", "content", "seconds");
    assertThat(dwell.value("anna", "a")).isEqualTo(7);
    assertThat(dwell.value("anna", "b")).isEqualTo(2);
  }

  @Test
  void anotherRuleCombinesInTheOrderOfTheRows() {
    List<View> views =
        List.of(new View("u", "i", 3.0), new View("u", "i", 9.0), new View("u", "i", 4.0));
    assertThat(combined(views, Math::max)).isEqualTo(9);
    assertThat(combined(views, (first, next) -> next)).isEqualTo(4);
    assertThat(combined(views, (first, next) -> first / next)).isEqualTo(3f / 9 / 4);
  }

  private static float combined(List<View> views, DoubleBinaryOperator rule) {
    return Interactions.builder()
        .combinedBy(rule)
        .addAll(source(views), "visitor", "content", "seconds")
        .build()
        .value("u", "i");
  }

  @Test
  void bothOrdersOfTheMatrixHoldTheSameCellsInAscendingOrder() {
    Random random = new Random(4);
    List<String> users = new ArrayList<>();
    List<String> items = new ArrayList<>();
    Map<List<String>, Float> expected = new TreeMap<>(Comparator.comparing(List::toString));
    for (int i = 0; i < 500; i++) {
      users.add("u" + random.nextInt(30));
      items.add("i" + random.nextInt(20));
      expected.merge(List.of(users.get(i), items.get(i)), 1f, Float::sum);
    }
    Interactions views = Interactions.of(users, items);
    assertThat(cells(views, views.byUser(), false)).isEqualTo(expected);
    assertThat(cells(views, views.byItem(), true)).isEqualTo(expected);
    assertThat(views.size()).isEqualTo(expected.size());
  }

  private static Map<List<String>, Float> cells(
      Interactions views, SparseRows rows, boolean transposed) {
    Map<List<String>, Float> cells = new TreeMap<>(Comparator.comparing(List::toString));
    for (int row = 0; row < rows.rowCount(); row++) {
      int before = -1;
      for (int cell = rows.offsets()[row]; cell < rows.offsets()[row + 1]; cell++) {
        int column = rows.columns()[cell];
        assertThat(column).isGreaterThan(before);
        before = column;
        String user = views.users().value(transposed ? column : row);
        String item = views.items().value(transposed ? row : column);
        cells.put(List.of(user, item), rows.values()[cell]);
      }
    }
    return cells;
  }

  @Test
  void rowsThatLackSomethingAreLeftOutAndCounted() {
    List<View> views = new ArrayList<>(VIEWS);
    views.add(new View(null, "a", 1.0));
    views.add(new View("anna", "", 1.0));
    views.add(new View(" ", "a", 1.0));
    views.add(new View("dora", "a", null));
    Interactions dwell = Interactions.of(source(views), "visitor", "content", "seconds");
    assertThat(dwell.skippedCount()).isEqualTo(4);
    assertThat(dwell.rowCount()).isEqualTo(4);
    assertThat(dwell.users().indexOf("dora")).isEqualTo(-1);
    Interactions counts = Interactions.of(source(views), "visitor", "content");
    assertThat(counts.skippedCount()).isEqualTo(3);
    assertThat(counts.value("dora", "a")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e39})
  void aValueThatIsNotPositiveAndFiniteIsRefusedWithItsRow(double seconds) {
    List<View> views = List.of(VIEWS.get(0), new View("ben", "b", seconds));
    assertThatThrownBy(() -> Interactions.of(source(views), "visitor", "content", "seconds"))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "row 1, column 'seconds': must be positive and finite, was "
                + (float) seconds
                + "; leave the observation out or mend it");
  }

  @Test
  void aValueOfAParallelArrayIsRefusedWithItsNumber() {
    assertThatThrownBy(
            () -> Interactions.of(List.of("u", "v"), List.of("i", "i"), new float[] {1, -0f}))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "observation 1, value: must be positive and finite, was -0.0; leave the observation"
                + " out or mend it");
  }

  @Test
  void numbersAsTextAreRead() {
    Interactions dwell =
        Interactions.of(
            ExampleSource.rows(List.of("1.5", " 2e1 ", "")).text("id", v -> "x").text("v", v -> v),
            "id",
            "id",
            "v");
    assertThat(dwell.value("x", "x")).isEqualTo(21.5f);
    assertThat(dwell.skippedCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "1f", "0x1p3", "NaN", "1e", "--1"})
  void textThatIsNoNumberIsRefusedWithItsRow(String text) {
    assertThatThrownBy(
            () ->
                Interactions.of(
                    ExampleSource.rows(List.of(text)).text("id", v -> "x").text("v", v -> v),
                    "id",
                    "id",
                    "v"))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "row 0, column 'v': '" + text + "' is no number; mend it or leave the cell empty");
  }

  @Test
  void wholeNumbersAreIdsAndValues() {
    Interactions views =
        Interactions.of(
            ExampleSource.rows(List.of(7L, 7L, 12L)).integer("n", n -> n), "n", "n", "n");
    assertThat(views.users().values()).containsExactly("7", "12");
    assertThat(views.value("7", "7")).isEqualTo(14);
  }

  @Test
  void allProblemsOfTheSchemaAreToldAtOnce() {
    ExampleSource source =
        ExampleSource.rows(List.of("x")).texts("tags", List::of).number("price", v -> 1);
    assertThatThrownBy(() -> Interactions.of(source, "tags", "price", "seconds"))
        .isInstanceOfSatisfying(
            SchemaException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "source column 'tags' is list of text, expected one text or integer a row",
                        "source column 'price' is number, expected one text or integer a row",
                        "the source has no column 'seconds'; it has ['tags', 'price']"));
  }

  @Test
  void withAnySignTakesZeroAndBelow() {
    Interactions ratings =
        Interactions.builder()
            .withAnySign()
            .add("u", "i", -2)
            .add("u", "i", 2)
            .add("u", "j", -1)
            .build();
    assertThat(ratings.size()).isEqualTo(2);
    assertThat(ratings.value("u", "j")).isEqualTo(-1);
    assertThatThrownBy(() -> Interactions.builder().withAnySign().add("u", "i", Float.NaN))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "observation 0, value: must be finite, was NaN; leave the observation out or mend it");
    assertThatThrownBy(() -> Interactions.builder().add("u", "i").withAnySign())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("interactions: withAnySign() comes before observations");
  }

  @Test
  void combinedValuesAreCheckedToo() {
    assertThatThrownBy(
            () -> Interactions.builder().add("u", "i", 3e38f).add("u", "i", 3e38f).build())
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "observations of 'u' and 'i', the combined value: must be positive and finite, was"
                + " Infinity; leave the observation out or mend it");
  }

  @Test
  void badIdsAndListsAreRefused() {
    assertThatThrownBy(() -> Interactions.builder().add(" ", "i"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("observation 0: user and item must not be blank");
    assertThatThrownBy(() -> Interactions.builder().add("u", "\uD800"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("observation 0: an id holds an unpaired surrogate");
    assertThatThrownBy(
            () ->
                Interactions.of(
                    source(List.of(new View("\uDC00", "a", 1.0))), "visitor", "content"))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("row 0: an id holds an unpaired surrogate; repair the source");
    assertThatThrownBy(() -> Interactions.of(List.of("u"), List.of(), new float[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "interactions: every observation needs a user, an item and a value, had 1, 0, 0");
  }

  @Test
  void nothingObservedIsRefused() {
    assertThatThrownBy(
            () -> Interactions.of(source(List.of(new View(null, "a", 1.0))), "visitor", "content"))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("interactions: there is no observation; 1 rows lacked user, item or value");
    assertThatThrownBy(
            () -> Interactions.of(source(VIEWS), "visitor", "content").ofUsers("carla"::equals))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("interactions: no observation is left of 3; keep more users");
  }

  @Test
  void someUsersKeepTheirNumbersAndTheirCells() {
    Interactions bens = Interactions.of(source(VIEWS), "visitor", "content").ofUsers("ben"::equals);
    assertThat(bens.users().values()).containsExactly("anna", "ben");
    assertThat(bens.items().values()).containsExactly("a", "b");
    assertThat(bens.size()).isEqualTo(1);
    assertThat(bens.itemsOf("anna")).isEmpty();
    assertThat(bens.itemsOf("ben")).containsExactly("b");
    assertThat(bens.itemsOf("carla")).isEmpty();
  }

  @Test
  void valuesCanBeMapped() {
    Interactions dwell = Interactions.of(source(VIEWS), "visitor", "content", "seconds");
    Interactions capped = dwell.mapped(seconds -> Math.min(seconds, 4));
    assertThat(
            Map.of(
                "anna a", capped.value("anna", "a"),
                "anna b", capped.value("anna", "b"),
                "ben b", capped.value("ben", "b")))
        .containsOnly(entry("anna a", 4f), entry("anna b", 2f), entry("ben b", 4f));
    assertThatThrownBy(() -> dwell.mapped(seconds -> seconds - 7))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("user 'anna', item 'a': the mapped value must be positive and finite, was 0.0");
  }
}
