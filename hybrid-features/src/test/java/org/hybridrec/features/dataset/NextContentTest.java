package org.hybridrec.features.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.dataset.Tables.lines;
import static org.hybridrec.features.dataset.Tables.texts;

import java.util.List;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.RowSource;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.ValueType;
import org.hybridrec.features.synthetic.NewsSite;
import org.junit.jupiter.api.Test;

class NextContentTest {

  private static final String HEADER = "visitor_id session_start hit_time content_id";

  private static NextContentBuilder examples(String... views) {
    return NextContent.builder(texts(HEADER, views)).carry();
  }

  @Test
  void theLabelIsTheVisitorsNextContentBySessionThenTime() {
    NextContent examples =
        examples("v 1 0 a", "w 5 0 x", "v 2 7 d", "v 1 9 b", "w 5 3 y", "v 2 2 c").build();

    assertThat(lines(examples)).containsExactly("b v a", "c v b", "d v c", "y w x");
  }

  @Test
  void theLabsOrderGoesByHitTimeAloneAndInterleavesSessions() {
    String[] views = {"v 1 0 a", "v 1 9 b", "v 2 2 c", "v 2 10 d"};

    assertThat(lines(examples(views).build())).containsExactly("b v a", "c v b", "d v c");
    assertThat(lines(examples(views).lab().build())).containsExactly("c v a", "b v c", "d v b");
    assertThat(
            lines(
                NextContent.builder(texts("visitor_id hit_time content_id", "v 2 b", "v 1 a"))
                    .lab()
                    .carry()
                    .build()))
        .containsExactly("b v a");
  }

  @Test
  void equalTimesKeepTheOrderOfTheSourceAndAreCounted() {
    NextContent examples = examples("v 1 5 a", "v 1 5 b", "v 1 5 c", "v 1 4 z").build();

    assertThat(lines(examples)).containsExactly("a v z", "b v a", "c v b");
    assertThat(examples.counts().ties()).isEqualTo(2);
    assertThat(examples.counts().tieShare()).isEqualTo(0.5);
    assertThat(examples("v 1 5 a", "v 2 5 b").build().counts().ties()).isZero();
    assertThat(examples("v 1 5 a", "v 2 5 b").lab().build().counts().ties()).isEqualTo(1);
  }

  @Test
  void negativeTimesAreOrderedAsNumbersAndCounted() {
    NextContent examples = examples("v 1 2 c", "v 1 -10 a", "v 1 -9 b", "v -1 0 first").build();

    assertThat(lines(examples)).containsExactly("a v first", "b v a", "c v b");
    assertThat(examples.counts().negativeTimes()).isEqualTo(3);
  }

  @Test
  void viewsOutOfOrderAreSortedAndCounted() {
    ViewCounts counts = examples("v 1 3 c", "w 1 1 x", "v 1 2 b", "v 1 1 a").build().counts();

    assertThat(counts.outOfOrder()).isEqualTo(2);
    assertThat(examples("w 1 1 a", "v 1 1 a", "w 1 2 a").build().counts().outOfOrder()).isZero();
  }

  @Test
  void aVisitorWithOneViewGivesNoExampleAndIsCounted() {
    NextContent examples = examples("v 1 1 a", "w 1 1 b", "w 1 2 c", "u 1 1 d").build();

    assertThat(lines(examples)).containsExactly("c w b");
    assertThat(examples.counts().singleViewVisitors()).isEqualTo(2);
    assertThat(examples.counts().visitors()).isEqualTo(3);
    assertThat(examples.counts().dropped(DropReason.LAST_VIEW)).isEqualTo(3);
  }

  @Test
  void noViewsGiveNoExamples() {
    NextContent examples = examples().build();

    assertThat(lines(examples)).isEmpty();
    assertThat(examples.counts().views()).isZero();
    assertThat(examples.counts().tieShare()).isZero();
  }

  @Test
  void timesMayBeTextIntegerOrWholeNumbersAndOthersAreDroppedAndCounted() {
    NextContent text =
        examples(
                "v 1509580800.0 0 a",
                "v 1509580800 1e1 b",
                "v soon 11 x",
                "v 1509580800 - x",
                "v - 11 x",
                "v 1509580800 11.5 x",
                "v 99999999999999999999 11 x",
                "v 1e999999999 11 x",
                "v 1509580800 12 c")
            .build();
    assertThat(lines(text)).containsExactly("b v a", "c v b");
    assertThat(text.counts().dropped(DropReason.NO_TIME)).isEqualTo(6);

    ExampleSource numbers =
        RowSource.rows(List.of(1.0, 2.0, 2.5, Double.NaN, Double.POSITIVE_INFINITY, 1e300))
            .text("visitor_id", n -> "v")
            .integer("session_start", n -> 4)
            .number("hit_time", n -> n)
            .text("content_id", n -> "c" + n);
    NextContent fromNumbers = NextContent.builder(numbers).carry().build();
    assertThat(lines(fromNumbers)).containsExactly("c2.0 v c1.0");
    assertThat(fromNumbers.counts().dropped(DropReason.NO_TIME)).isEqualTo(4);
  }

  @Test
  void viewsWithoutVisitorOrContentAreDroppedAndCountedUnderTheirFirstReason() {
    ExampleSource views =
        RowSource.rows(List.of(0, 1, 2, 3, 4, 5))
            .text("visitor_id", n -> n == 1 ? null : n == 2 ? " " : "v")
            .integer("session_start", n -> n == 2 ? null : 1)
            .integer("hit_time", n -> n)
            .text("content_id", n -> n == 3 ? null : n == 1 ? "" : n == 4 ? "" : "c" + n);
    NextContent examples = NextContent.builder(views).carry().build();

    assertThat(lines(examples)).containsExactly("c5 v c0");
    assertThat(examples.counts().dropped())
        .containsEntry(DropReason.NO_VISITOR, 2L)
        .containsEntry(DropReason.NO_CONTENT, 2L)
        .containsEntry(DropReason.NO_TIME, 0L)
        .containsEntry(DropReason.LAST_VIEW, 1L);
    assertThat(examples.counts().contents()).isEqualTo(2);
  }

  @Test
  void withinASessionTheLastViewHasNoLabelButHistoryGoesOn() {
    NextContent examples =
        examples("v 1 0 a", "v 1 1 b", "v 2 0 c", "v 2 1 d")
            .withinSession()
            .history("history", 5)
            .build();

    assertThat(lines(examples)).containsExactly("b v a []", "d v c [b, a]");
    assertThat(examples.counts().dropped(DropReason.OTHER_SESSION)).isEqualTo(1);
  }

  @Test
  void repeatsAreKeptAndCountedOrLeftOut() {
    String[] views = {"v 1 0 a", "v 1 1 a", "v 1 2 a", "v 1 3 b", "v 2 0 b", "v 2 1 a", "w 1 0 a"};

    NextContent kept = examples(views).build();
    assertThat(lines(kept)).containsExactly("a v a", "a v a", "b v a", "b v b", "a v b");
    assertThat(kept.counts().repeats()).isEqualTo(3);
    assertThat(kept.counts().dropped(DropReason.REPEAT)).isZero();

    NextContent without = examples(views).withoutRepeats().history("history", 9).build();
    assertThat(lines(without)).containsExactly("b v a []", "a v b [a]");
    assertThat(without.counts().repeats()).isEqualTo(3);
    assertThat(without.counts().dropped(DropReason.REPEAT)).isEqualTo(3);
  }

  @Test
  void duplicatesAreKeptAndCountedOrLeftOut() {
    String[] views = {"v 1 0 a", "v 1 0 b", "v 1 0 a", "v 1 1 a", "v 1 1 a", "w 1 1 a"};

    NextContent kept = examples(views).build();
    assertThat(lines(kept)).containsExactly("b v a", "a v b", "a v a", "a v a");
    assertThat(kept.counts().duplicates()).isEqualTo(2);

    NextContent without = examples(views).withoutDuplicates().build();
    assertThat(lines(without)).containsExactly("b v a", "a v b");
    assertThat(without.counts().dropped(DropReason.DUPLICATE)).isEqualTo(2);
  }

  @Test
  void theHistoryHoldsTheLastContentsBeforeTheRowNewestFirst() {
    NextContent examples =
        examples("v 1 0 a", "v 1 1 b", "v 1 2 c", "v 1 3 d", "w 1 0 x", "w 1 1 y")
            .history("history", 2)
            .build();

    assertThat(lines(examples))
        .containsExactly("b v a []", "c v b [a]", "d v c [b, a]", "y w x []");
  }

  @Test
  void minimumHistoryCountsTheViewsBeforeHoweverLongTheHistoryColumnIs() {
    NextContent examples =
        examples("v 1 0 a", "v 1 1 b", "v 1 2 c", "v 1 3 d")
            .history("history", 1)
            .minimumHistory(2)
            .build();

    assertThat(lines(examples)).containsExactly("d v c [b]");
    assertThat(examples.counts().dropped(DropReason.SHORT_HISTORY)).isEqualTo(2);
  }

  @Test
  void columnsAreCarriedWithTheirTypesAndIdsBecomeText() {
    ExampleSource views =
        RowSource.rows(List.of(1, 2))
            .integer("who", n -> 7)
            .integer("began", n -> 100)
            .integer("at", n -> n)
            .integer("what", n -> n * 10)
            .number("score", n -> n == 1 ? 0.5 : null)
            .texts("tags", n -> java.util.Arrays.asList("x", null, "y"))
            .numbers("none", n -> null);
    NextContent examples =
        NextContent.builder(views)
            .visitor("who")
            .session("began")
            .time("at")
            .content("what")
            .label("then")
            .clickSession("click_began")
            .history("before", 3)
            .build();

    assertThat(examples.schema().fields())
        .containsExactly(
            new SourceField("then", ValueType.TEXT, false),
            new SourceField("who", ValueType.TEXT, false),
            new SourceField("what", ValueType.TEXT, false),
            new SourceField("click_began", ValueType.INTEGER, false),
            new SourceField("began", ValueType.INTEGER, false),
            new SourceField("at", ValueType.INTEGER, false),
            new SourceField("score", ValueType.NUMBER, false),
            new SourceField("tags", ValueType.TEXT, true),
            new SourceField("none", ValueType.NUMBER, true),
            new SourceField("before", ValueType.TEXT, true));
    assertThat(lines(examples)).containsExactly("20 7 10 100 100 1 0.5 [x, null, y] [] []");
  }

  @Test
  void theClickSessionIsThatOfTheLabel() {
    assertThat(lines(examples("v 1 0 a", "v 2 0 b").clickSession("click").build()))
        .containsExactly("b v a 2");
  }

  @Test
  void visitorsStandInTheOrderOfCodePointsOrOfNumbers() {
    assertThat(
            lines(
                examples(
                        "\uFF01 1 0 a",
                        "\uFF01 1 1 b",
                        "😀 1 0 a",
                        "😀 1 1 b",
                        "10 1 0 a",
                        "10 1 1 b",
                        "9 1 0 a",
                        "9 1 1 b")
                    .build()))
        .containsExactly("b 10 a", "b 9 a", "b \uFF01 a", "b 😀 a");
    ExampleSource numbers =
        RowSource.rows(List.of(10, 9, -9, -10, 10, 9, -9, -10))
            .integer("visitor_id", n -> n)
            .integer("session_start", n -> 1)
            .integer("hit_time", n -> 1)
            .integer("content_id", n -> 5);
    assertThat(lines(NextContent.builder(numbers).carry().build()))
        .containsExactly("5 -10 5", "5 -9 5", "5 9 5", "5 10 5");
  }

  @Test
  void rowsAreLocatedByTheirView() {
    NextContent examples = examples("v 1 2 c", "v 1 1 b", "v 1 0 a").build();

    assertThat(Tables.locations(examples)).containsExactly("view 2", "view 1");
  }

  @Test
  void aGeneratedSitesExamplesAreFoundAgain() {
    NewsSite site = NewsSite.builder().visitors(60).articles(40).views(1_500).seed(3).build();
    NextContent examples =
        NextContent.builder(site.views())
            .carry("category", "title", "author", "months_since_epoch")
            .build();

    assertThat(examples.schema()).isEqualTo(site.examples().schema());
    assertThat(lines(examples)).containsExactlyInAnyOrderElementsOf(lines(site.examples()));
    ViewCounts counts = examples.counts();
    assertThat(counts.views()).isEqualTo(1_500);
    assertThat(counts.examples() + counts.dropped(DropReason.LAST_VIEW)).isEqualTo(1_500);
    assertThat(counts.examples()).isEqualTo(lines(site.examples()).size());
    assertThat(counts.outOfOrder()).isZero();
  }

  @Test
  void everyProblemWithTheColumnsIsNamedAtOnce() {
    ExampleSource views =
        RowSource.rows(List.of(1))
            .number("visitor_id", n -> n)
            .texts("session_start", n -> List.of())
            .text("content_id", n -> "a");

    assertThatThrownBy(() -> NextContent.builder(views).carry("title").build())
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            """
            4 problems with the source:
              source column 'visitor_id' is number (for the visitor, expected one text or integer a row)
              source column 'session_start' is list of text (for the session's start, expected one whole number a row)
              the source has no column 'hit_time' (for the hit's time, expected whole numbers); it has ['visitor_id', 'session_start', 'content_id']
              the source has no column 'title' (for the columns to carry along, expected any type); it has ['visitor_id', 'session_start', 'content_id']""");
  }

  @Test
  void twoColumnsOfOneNameAreRefused() {
    assertThatThrownBy(
            () ->
                NextContent.builder(texts(HEADER + " next_content_id"))
                    .history("hit_time", 1)
                    .build())
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            """
            2 problems with the source:
              the examples would have two columns 'next_content_id'; rename one, or say which columns to carry along
              the examples would have two columns 'hit_time'; rename one, or say which columns to carry along""");
  }

  @Test
  void anIdThatIsNoUnicodeTextIsRefusedWithItsPlace() {
    NextContent examples = examples("v 1 0 a", "v 1 1 \uD83D").build();

    assertThatThrownBy(examples::counts)
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "row 1, column 'content_id': text position 0: unpaired surrogate 0xD83D, allowed are"
                + " whole Unicode characters; cut or decode the text at character borders");
  }

  @Test
  void optionsOutOfRangeAndSetTwiceAreRefused() {
    assertThatThrownBy(() -> examples().history("h", 0))
        .hasMessage("history: length must be at least 1, was 0");
    assertThatThrownBy(() -> examples().minimumHistory(-1))
        .hasMessage("minimumHistory must be at least 0, was -1");
    assertThatThrownBy(() -> examples().memoryBudget(1_000))
        .hasMessage("memoryBudget must be at least 1048576 bytes (1 MiB), was 1000");
    assertThatThrownBy(() -> examples().label(" "))
        .hasMessage("label: the column's name must not be blank, was ' '");
    assertThatThrownBy(() -> examples().lab().lab())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("lab is set twice; set it once");
    NextContentBuilder built = examples();
    built.build();
    assertThatThrownBy(built::lab)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("lab is set after build; start another builder for other examples");
  }
}
