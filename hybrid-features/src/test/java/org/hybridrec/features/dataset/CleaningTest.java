package org.hybridrec.features.dataset;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.dataset.Tables.lines;

import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.RowSource;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.ValueType;
import org.junit.jupiter.api.Test;

class CleaningTest {

  private static ExampleSource text(String name, String... cells) {
    return RowSource.<List<String>>rows(asList(cells).stream().map(c -> asList(c)).toList())
        .text(name, row -> row.get(0));
  }

  @Test
  void theFirstAuthorStandsBeforeTheFirstComma() {
    Cleaning cleaned =
        Cleaning.of(
                text(
                    "author",
                    "Grete Müller",
                    "Grete Müller, Karl \"Charly\" Huber",
                    " Grete Müller ,Karl Huber,Ute",
                    null,
                    "",
                    ", Karl",
                    " , "))
            .firstAuthor("author");

    assertThat(lines(cleaned))
        .containsExactly("Grete Müller", "Grete Müller", "Grete Müller", "-", "-", "-", "-");
    assertThat(cleaned.counts()).isEqualTo(new CleaningCounts(4, 0));
  }

  @Test
  void theFirstAuthorOfAListIsItsFirstElementThatIsNotBlank() {
    ExampleSource rows =
        RowSource.<List<String>>rows(
                List.of(
                    asList("Ute", "Karl"), asList(null, " ", "Karl"), List.of(), asList("", "")))
            .texts("author", row -> row);
    Cleaning cleaned = Cleaning.of(rows).firstAuthor("author");

    assertThat(cleaned.schema().fields())
        .containsExactly(new SourceField("author", ValueType.TEXT, false));
    assertThat(lines(cleaned)).containsExactly("Ute", "Karl", "-", "-");
  }

  @Test
  void monthsCountFromJanuary1970() {
    List<YearMonth> months =
        IntStream.range(0, 3_000).mapToObj(m -> YearMonth.of(1850, 1).plusMonths(m)).toList();
    ExampleSource rows =
        RowSource.rows(months)
            .text("month", YearMonth::toString)
            .text("dotted", month -> month.toString().replace('-', '.'));
    Cleaning cleaned =
        Cleaning.of(rows).monthsSince1970("month", "m").monthsSince1970("dotted", "dotted");

    assertThat(cleaned.schema().fields())
        .containsExactly(
            new SourceField("m", ValueType.INTEGER, false),
            new SourceField("dotted", ValueType.INTEGER, false));
    assertThat(lines(cleaned))
        .isEqualTo(
            months.stream()
                .map(month -> ChronoUnit.MONTHS.between(YearMonth.of(1970, 1), month))
                .map(m -> m + " " + m)
                .toList());
    assertThat(lines(Cleaning.of(text("m", " 2017.11 ")).monthsSince1970("m", "m")))
        .containsExactly("574");
  }

  @Test
  void whatIsNoMonthIsMissingAndCountedWhatIsMissingStaysMissing() {
    Cleaning cleaned =
        Cleaning.of(
                text(
                    "m",
                    null,
                    "",
                    " ",
                    "2017.1",
                    "2017.13",
                    "2017.00",
                    "2017/11",
                    "17.11",
                    "soon",
                    "2017-11-02",
                    "2017.١١",
                    "2017.11"))
            .monthsSince1970("m", "months");

    assertThat(lines(cleaned).subList(0, 11)).containsOnly("-");
    assertThat(lines(cleaned).get(11)).isEqualTo("574");
    assertThat(cleaned.counts()).isEqualTo(new CleaningCounts(0, 8));
  }

  @Test
  void otherColumnsAndPlacesPassThrough() {
    ExampleSource rows =
        RowSource.rows(List.of(1, 2))
            .number("score", n -> n / 2.0)
            .text("author", n -> "A, B")
            .integers("list", n -> asList(1L, null));
    Cleaning cleaned = Cleaning.of(rows).firstAuthor("author");

    assertThat(lines(cleaned)).containsExactly("0.5 A [1, null]", "1.0 A [1, null]");
    assertThat(Tables.locations(cleaned)).containsExactly("row 0", "row 1");
  }

  @Test
  void columnsOfOtherTypesAreRefused() {
    ExampleSource rows = RowSource.rows(List.of(1)).number("published", n -> 2017.11);

    assertThatThrownBy(() -> Cleaning.of(rows).monthsSince1970("published", "m"))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            "source column 'published' is number (for the month, expected one text a row, yyyy.mm"
                + " or yyyy-mm)");
    assertThatThrownBy(() -> Cleaning.of(rows).firstAuthor("published"))
        .hasMessage("source column 'published' is number (for the first author, expected text)");
    assertThatThrownBy(() -> Cleaning.of(rows).firstAuthor("author"))
        .hasMessage(
            "the source has no column 'author' (for the first author, expected text); it has"
                + " ['published']");
  }

  @Test
  void columnsAreSelectedInAnyOrderAndInTheLabs() {
    ExampleSource rows =
        Tables.texts(
            "item_factor_0 months_since_epoch author title category content_id visitor_id"
                + " next_content_id session_start user_factor_0 user_factor_1 user_factory",
            "i m a t c id v n s u0 u1 x");

    assertThat(lines(SelectedColumns.of(rows, List.of("title", "visitor_id"))))
        .containsExactly("t v");
    assertThat(lines(SelectedColumns.lab(rows))).containsExactly("n v id c t a m u0 u1 i");
    assertThatThrownBy(() -> SelectedColumns.of(Tables.texts("a b", "1 2"), List.of("b", "c")))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            "the source has no column 'c' (for the columns selected, expected any type); it has"
                + " ['a', 'b']");
  }
}
