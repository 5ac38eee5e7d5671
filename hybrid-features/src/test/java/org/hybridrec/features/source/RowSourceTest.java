package org.hybridrec.features.source;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowSourceTest {

  private record View(String id, int minute, Float months, List<String> tags) {}

  private static final List<View> VIEWS =
      List.of(
          new View("299826767", 3, 574.5f, List.of("Öl", "😀")),
          new View(null, -1, null, null),
          new View("", 0, 0f, asList("a", null)));

  @Test
  void everyKindOfColumnGivesItsValuesAndNullMeansMissing() {
    RowSource<View> source =
        ExampleSource.<View>rows(VIEWS)
            .text("id", View::id)
            .integer("minute", View::minute)
            .number("months", View::months)
            .texts("tags", View::tags)
            .integers("minutes", v -> List.of(v.minute(), (byte) 7))
            .numbers("weights", v -> asList(0.5, null, 2));

    assertThat(source.schema().fields())
        .containsExactly(
            new SourceField("id", ValueType.TEXT, false),
            new SourceField("minute", ValueType.INTEGER, false),
            new SourceField("months", ValueType.NUMBER, false),
            new SourceField("tags", ValueType.TEXT, true),
            new SourceField("minutes", ValueType.INTEGER, true),
            new SourceField("weights", ValueType.NUMBER, true));
    List<Double> weights = asList(0.5, null, 2.0);
    assertThat(Rows.of(source))
        .containsExactly(
            List.of("299826767", 3L, 574.5, List.of("Öl", "😀"), List.of(3L, 7L), weights),
            asList(null, -1L, null, List.of(), List.of(-1L, 7L), weights),
            List.of("", 0L, 0.0, asList("a", null), List.of(0L, 7L), weights));
  }

  @Test
  void addingAColumnLeavesTheSourceAsItWas() {
    RowSource<View> one = RowSource.<View>rows(VIEWS).text("id", View::id);
    RowSource<View> two = one.integer("minute", View::minute);

    assertThat(one.schema().names()).containsExactly("id");
    assertThat(two.schema().names()).containsExactly("id", "minute");
  }

  @Test
  void laterChangesToTheListAreNotSeen() {
    List<String> texts = new ArrayList<>(List.of("a"));
    RowSource<String> source = RowSource.<String>rows(texts).text("t", t -> t);
    texts.set(0, "b");
    texts.add("c");

    assertThat(Rows.of(source)).containsExactly(List.of("a"));
  }

  @Test
  void rowsComeInFullBatchesAndEveryPassGivesTheSame() {
    List<Integer> numbers = IntStream.range(0, 10_000).boxed().toList();
    RowSource<Integer> source = RowSource.<Integer>rows(numbers).integer("n", n -> n);

    List<Integer> sizes = new ArrayList<>();
    try (SourceReader reader = source.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        sizes.add(batch.rowCount());
      }
      assertThat(reader.next()).isNull();
    }
    assertThat(sizes).containsExactly(4_096, 4_096, 1_808);
    assertThat(Rows.of(source)).isEqualTo(Rows.of(source)).hasSize(10_000);
    assertThat(Rows.of(source).get(9_999)).containsExactly(9_999L);
    assertThat(Rows.locations(source)).startsWith("row 0", "row 1").endsWith("row 9999");
  }

  @Test
  void aSourceWithoutRowsHasNoBatch() {
    try (SourceReader reader = RowSource.<String>rows(List.of()).text("t", t -> t).open()) {
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void wholeNumbersAnswerAsTextIntegerAndNumber() {
    try (SourceReader reader =
        RowSource.<Long>rows(List.of(Long.MIN_VALUE)).integer("n", n -> n).open()) {
      SourceColumn column = reader.next().column(0);

      assertThat(column.text(0, 0)).isEqualTo("-9223372036854775808");
      assertThat(column.integer(0, 0)).isEqualTo(Long.MIN_VALUE);
      assertThat(column.number(0, 0)).isEqualTo(-0x1p63);
      assertThat(column.isInvalid(0)).isFalse();
    }
  }

  @Test
  void aNullElementAnswersWithEmptyTextZeroAndNotANumber() {
    RowSource<Integer> source =
        RowSource.<Integer>rows(List.of(1))
            .texts("texts", n -> asList("a", null))
            .integers("integers", n -> asList(1, null))
            .numbers("numbers", n -> asList(1f, null));
    try (SourceReader reader = source.open()) {
      SourceBatch batch = reader.next();

      assertThat(batch.column(0).isNull(0, 0)).isFalse();
      assertThat(batch.column(0).isNull(0, 1)).isTrue();
      assertThat(batch.column(0).text(0, 1)).isEmpty();
      assertThat(batch.column(1).integer(0, 1)).isZero();
      assertThat(batch.column(2).number(0, 1)).isNaN();
    }
  }

  @Test
  void anAccessorThatTheTypeDoesNotHaveIsRefused() {
    RowSource<Integer> source =
        RowSource.<Integer>rows(List.of(1)).text("t", n -> "x").number("x", n -> n);
    try (SourceReader reader = source.open()) {
      SourceBatch batch = reader.next();

      assertThatThrownBy(() -> batch.column(0).number(0, 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("column 't': number was asked of text");
      assertThatThrownBy(() -> batch.column(0).integer(0, 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("column 't': integer was asked of text");
      assertThatThrownBy(() -> batch.column(1).text(0, 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("column 'x': text was asked of number");
    }
  }

  @Test
  void aValueBeyondTheCellIsRefused() {
    RowSource<Integer> source =
        RowSource.<Integer>rows(List.of(1)).text("t", n -> null).texts("l", n -> List.of("a"));
    try (SourceReader reader = source.open()) {
      SourceBatch batch = reader.next();

      assertThatThrownBy(() -> batch.column(0).text(0, 0))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("column 't': value 0 of 0");
      assertThatThrownBy(() -> batch.column(1).text(0, 1))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("column 'l': value 1 of 1");
    }
  }

  @Test
  void aNumberOfAnotherClassIsRefusedWithItsRowAndColumn() {
    RowSource<BigDecimal> source =
        RowSource.<BigDecimal>rows(List.of(BigDecimal.ONE)).number("price", n -> n);
    RowSource<Double> fractions =
        RowSource.<Double>rows(asList(1.0, 2.5)).integer("n", d -> d < 2 ? (Number) 1 : d);

    assertThatThrownBy(() -> Rows.of(source))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "row 0, column 'price': a BigDecimal cannot be read as number; allowed are "
                + CellValue.ALLOWED);
    assertThatThrownBy(() -> Rows.of(fractions))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "row 1, column 'n': a Double cannot be read as integer; allowed are "
                + CellValue.ALLOWED);
  }

  @Test
  void aNullRowIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> RowSource.rows(asList("a", null)))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("row 1 is null");
  }
}
