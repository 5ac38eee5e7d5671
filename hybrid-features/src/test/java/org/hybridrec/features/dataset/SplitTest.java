package org.hybridrec.features.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.hybridrec.features.dataset.Tables.lines;
import static org.hybridrec.features.dataset.Tables.texts;

import com.google.common.hash.Hashing;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.RowSource;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.synthetic.NewsSite;
import org.junit.jupiter.api.Test;

class SplitTest {

  private static final ExampleSource VISITS =
      RowSource.rows(IntStream.range(0, 6_000).boxed().toList())
          .integer("visitor", n -> n % 2_000)
          .text("content", n -> "ä" + n);

  private static List<String> all(SplitRows parts) {
    List<String> rows = new ArrayList<>(lines(parts.train()));
    rows.addAll(lines(parts.validation()));
    rows.addAll(lines(parts.test()));
    rows.addAll(lines(parts.leftOut()));
    return rows;
  }

  private static BigInteger fingerprint(String text) {
    return BigInteger.valueOf(
        Hashing.farmHashFingerprint64().hashString(text, StandardCharsets.UTF_8).asLong());
  }

  @Test
  void byVisitorTheFingerprintDecidesForAllRowsOfAVisitor() {
    SplitRows parts = Split.byVisitor("visitor", 0.2, 0.1).of(VISITS);
    List<String> expected =
        lines(VISITS).stream()
            .filter(
                row ->
                    fingerprint(row.split(" ")[0])
                            .mod(BigInteger.TWO.pow(64))
                            .mod(BigInteger.valueOf(10_000))
                            .intValue()
                        < 2_000)
            .toList();

    assertThat(lines(parts.test())).isEqualTo(expected);
    assertThat(expected.size() / 6_000.0).isCloseTo(0.2, within(0.03));
    assertThat(lines(parts.validation()).size() / 6_000.0).isCloseTo(0.1, within(0.03));
    assertThat(all(parts)).containsExactlyInAnyOrderElementsOf(lines(VISITS));
    assertThat(Leakage.between(parts.train(), parts.test(), "visitor", "content"))
        .isEqualTo(
            new Leakage(
                expected.size() / 3,
                0,
                expected.size(),
                0,
                expected.size(),
                expected.size(),
                expected.size()));
  }

  @Test
  void aValidationPartIsTakenFromTrainingAndLeavesTheTestPartAsItIs() {
    assertThat(lines(Split.byVisitor("visitor", 0.2, 0.1).of(VISITS).test()))
        .isEqualTo(lines(Split.byVisitor("visitor", 0.2).of(VISITS).test()));
    assertThat(lines(Split.byVisitor("visitor", 0.2).of(VISITS).validation())).isEmpty();
  }

  @Test
  void byVisitorRowsWithoutOneAreForTraining() {
    SplitRows parts = Split.byVisitor("v", 0.9).of(texts("v x", "- 1", "- 2"));

    assertThat(lines(parts.train())).containsExactly("- 1", "- 2");
  }

  @Test
  void sharesOutOfRangeAreRefused() {
    String message =
        "split by 'v': shares in steps of 1/10000 must be above 0 for the test part, at least 0"
            + " for the validation part, and below 1 together; were ";
    assertThatThrownBy(() -> Split.byVisitor("v", 0.00001))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message + "1.0E-5 and 0.0");
    assertThatThrownBy(() -> Split.byVisitor("v", Double.NaN)).hasMessage(message + "NaN and 0.0");
    assertThatThrownBy(() -> Split.byVisitor("v", 0.5, 0.5)).hasMessage(message + "0.5 and 0.5");
    assertThatThrownBy(() -> Split.byVisitor("v", 0.5, -0.1)).hasMessage(message + "0.5 and -0.1");
    assertThatThrownBy(() -> Split.byVisitor("v", 0.5, Double.NaN))
        .hasMessage(message + "0.5 and NaN");
    assertThatThrownBy(() -> Split.byVisitor("v", 1)).hasMessage(message + "1.0 and 0.0");
  }

  @Test
  void byTimeWindowsHoldTheirFirstMomentAndNotTheirEnd() {
    SplitRows parts = Split.byTime("t", 10, 20).of(texts("t", "-5", "9", "10", "19", "20", "21.0"));

    assertThat(lines(parts.train())).containsExactly("-5", "9");
    assertThat(lines(parts.validation())).containsExactly("10", "19");
    assertThat(lines(parts.test())).containsExactly("20", "21.0");
    assertThat(lines(Split.byTime("t", 20).of(texts("t", "19", "20")).train()))
        .containsExactly("19");
  }

  @Test
  void byTheTimeOfTheClickAGeneratedSitesPeriodsAreFoundAgain() {
    NewsSite site =
        NewsSite.builder().visitors(50).articles(40).views(1_000).lateArticles(0.2).seed(8).build();
    NextContent examples =
        NextContent.builder(site.views()).clickSession("click").carry("title").build();
    long firstLate = (28L * 24 * 60 * 60 * 1_000) * 8 / 10 + 1_509_580_800_000L;
    SplitRows parts = Split.byTime("click", firstLate).of(examples);
    List<String> names = List.of("next_content_id", "visitor_id", "content_id", "title");

    assertThat(lines(SelectedColumns.of(parts.train(), names)))
        .containsExactlyInAnyOrderElementsOf(
            lines(SelectedColumns.of(site.earlyExamples(), names)));
    assertThat(lines(SelectedColumns.of(parts.test(), names)))
        .hasSizeGreaterThan(100)
        .containsExactlyInAnyOrderElementsOf(lines(SelectedColumns.of(site.lateExamples(), names)));
  }

  @Test
  void byTimeRowsOutsideTheWindowsOrWithoutAReadableTimeAreLeftOut() {
    SplitRows parts =
        Split.byTime("t", new TimeWindow(0, 10), new TimeWindow(12, 14), new TimeWindow(20, 30))
            .of(texts("t", "-1", "0", "11", "12", "14", "20", "30", "-", "soon"));

    assertThat(lines(parts.train())).containsExactly("0");
    assertThat(lines(parts.validation())).containsExactly("12");
    assertThat(lines(parts.test())).containsExactly("20");
    assertThat(lines(parts.leftOut())).containsExactly("-1", "11", "14", "30", "-", "soon");
    assertThat(parts.sizes()).isEqualTo(Map.of(Part.TRAIN, 1L, Part.VALIDATION, 1L, Part.TEST, 1L));
  }

  @Test
  void windowsThatOverlapOrRunBackwardsAreRefused() {
    assertThatThrownBy(
            () ->
                Split.byTime(
                    "t", TimeWindow.before(9), new TimeWindow(8, 12), TimeWindow.since(12)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "split by time 't': windows must follow each other as train, validation, test and not"
                + " overlap; were train […, 9), validation [8, 12), test [12, …)");
    assertThatThrownBy(() -> Split.byTime("t", TimeWindow.since(9), null, TimeWindow.before(9)))
        .hasMessage(
            "split by time 't': windows must follow each other as train, validation, test and not"
                + " overlap; were train [9, …), validation none, test […, 9)");
    assertThatThrownBy(() -> new TimeWindow(3, 3))
        .hasMessage("time window: from must be before to, was 3 to 3");
  }

  @Test
  void theLabsSplitIsThatOfBigQuery() {
    SplitRows parts = Split.lab("visitor", "content").of(VISITS);
    List<String> expected =
        lines(VISITS).stream()
            .filter(
                row ->
                    fingerprint(row.replace(" ", "")).remainder(BigInteger.TEN).abs().intValue()
                        == 9)
            .toList();

    assertThat(lines(parts.test())).isEqualTo(expected);
    assertThat(expected).hasSizeBetween(500, 700);
    assertThat(all(parts)).containsExactlyInAnyOrderElementsOf(lines(VISITS));
  }

  @Test
  void theSmallestLongTakesTheRemainderFirst() {
    assertThat(LabSplit.remainder(Long.MIN_VALUE)).isEqualTo(8);
    assertThat(LabSplit.remainder(Long.MAX_VALUE)).isEqualTo(7);
    assertThat(LabSplit.remainder(-19)).isEqualTo(9);
    assertThat(LabSplit.remainder(0)).isEqualTo(0);
  }

  @Test
  void theLabsSplitLeavesOutRowsWithoutVisitorOrContent() {
    SplitRows parts = Split.lab("v", "c").of(texts("v c", "- 1", "1 -", "- -"));

    assertThat(lines(parts.leftOut())).containsExactly("- 1", "1 -", "- -");
    assertThat(parts.sizes().values()).containsOnly(0L);
  }

  @Test
  void usedPartsMustHaveRows() {
    SplitRows parts = Split.byTime("t", 10, 20).of(texts("t", "1", "11"));

    assertThatThrownBy(() -> parts.requireRows(parts.sizes()))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "split by time 't': {train=[…, 10), validation=[10, 20), test=[20, …)}: the test part"
                + " has no row, all parts together have {train=1, validation=1, test=0}; choose"
                + " other shares or windows");
    SplitRows without = Split.byTime("t", 10).of(texts("t", "1", "11"));
    without.requireRows(without.sizes());
    assertThat(without.uses(Part.VALIDATION)).isFalse();
    SplitRows byVisitor = Split.byVisitor("t", 0.1).of(texts("t", "1"));
    assertThatThrownBy(() -> byVisitor.requireRows(byVisitor.sizes()))
        .hasMessage(
            "split by visitor 't': 0.1 for test, 0.0 for validation: the test part has no row, all"
                + " parts together have {train=1, validation=0, test=0}; choose other shares or"
                + " windows");
  }

  @Test
  void columnsThatAreMissingOrOfAnotherTypeAreRefused() {
    ExampleSource rows = RowSource.rows(List.of(1)).number("n", n -> n).texts("l", n -> List.of());

    assertThatThrownBy(() -> Split.lab("v", "n").of(rows))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            """
            2 problems with the source:
              the source has no column 'v' (for the lab's split, expected text or integer); it has ['n', 'l']
              source column 'n' is number (for the lab's split, expected one text or integer a row)""");
    assertThatThrownBy(() -> Split.byVisitor("l", 0.1).of(rows))
        .hasMessage(
            "source column 'l' is list of text (for the split by visitor, expected one text or"
                + " integer a row)");
    assertThatThrownBy(() -> Split.byTime("l", 1).of(rows))
        .hasMessage(
            "source column 'l' is list of text (for the split by time, expected one whole number a"
                + " row)");
  }

  @Test
  void rowsKeepTheirPlacesInMessages() {
    assertThat(Tables.locations(Split.byTime("t", 5).of(texts("t", "9", "1", "9")).test()))
        .containsExactly("row 0", "row 2");
  }

  @Test
  void leakageIsVisitorsRowsAndLabelsOnBothSides() {
    ExampleSource train = texts("v c next", "a 1 x", "a 1 x", "b 2 y", "- 3 z", "e 4 -");
    ExampleSource test =
        texts("v c next", "a 1 x", "a 1 x", "a 1 y", "c 2 new", "c 3 new", "- 3 z", "d 4 -");

    assertThat(Leakage.between(train, test, "v", "next"))
        .isEqualTo(new Leakage(3, 1, 7, 3, 4, 1, 2));
  }

  @Test
  void duplicatesAreFoundWhateverTheTypeAndOrderOfColumns() {
    ExampleSource typed =
        RowSource.rows(List.of(1))
            .text("v", n -> "a")
            .integer("next", n -> 5)
            .number("score", n -> 0.5)
            .texts("list", n -> List.of("p", "q"));
    ExampleSource csv = texts("list score next v", "p|q 0.5 5 a", "p|q 0.5 5 b");

    assertThat(Leakage.between(typed, csv, "v", "next").duplicateRows()).isEqualTo(1);
    assertThat(
            Leakage.between(texts("v next", "a bc"), texts("v next", "ab c"), "v", "next")
                .duplicateRows())
        .isZero();
  }
}
