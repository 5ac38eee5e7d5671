package org.hybridrec.core.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hybridrec.core.evaluation.Evaluation;
import org.hybridrec.core.ranking.Recommendation;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.LabelColumn;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.source.SchemaException;
import org.junit.jupiter.api.Test;

class BaselinesTest {

  private static final LabelColumn NEXT =
      new LabelColumn("next", ItemIndex.of(List.of("a", "b", "c", "d")));

  /** After x: b twice, c once. After y: a. By popularity: b 2, a 1, c 1, d 0. */
  private static final ExampleSource ROWS = rows("x b", "x b", "x c", "y a");

  private static ExampleSource rows(String... pairs) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (String pair : pairs) {
      Map<String, Object> row = new HashMap<>();
      String[] both = pair.split(" ");
      row.put("current", both[0].equals("-") ? null : both[0]);
      row.put("next", both[1].equals("-") ? null : both[1]);
      rows.add(row);
    }
    return MapSource.of(rows);
  }

  @Test
  void popularityIsTheAddOneSmoothedShareOfTheLabels() {
    Popularity popularity = Popularity.of(ROWS, NEXT);

    assertThat(popularity.recommend(10))
        .containsExactly(
            new Recommendation("b", 3 / 8f, 1),
            new Recommendation("a", 2 / 8f, 2),
            new Recommendation("c", 2 / 8f, 3),
            new Recommendation("d", 1 / 8f, 4));
    assertThat(popularity.recommend(1)).extracting(Recommendation::id).containsExactly("b");
    assertThat(popularity.count(0)).isEqualTo(1);
    assertThat(popularity.label()).isEqualTo(NEXT);
  }

  @Test
  void popularityIsRankedWithTiesAtTheirMeanRankAndUnknownLabelsAsMisses() {
    Evaluation evaluation = Popularity.of(ROWS, NEXT).evaluate(rows("x b", "x a", "x e", "x -"), 2);

    // b has rank 1; a and c share 2 and 3, so a has rank 2.5, beyond 2; the others are misses.
    assertThat(evaluation)
        .isEqualTo(
            new Evaluation(
                4,
                2,
                1 / 4.0,
                1 / 4.0,
                1 / 4.0,
                1 / 4.0,
                (1 + 2.5) / 2,
                -(StrictMath.log(3 / 8.0) + StrictMath.log(2 / 8.0)) / 2,
                2));
  }

  @Test
  void transitionsComeFirstAndPopularityFillsUp() {
    Transitions transitions = Transitions.of(ROWS, "current", NEXT);

    assertThat(transitions.recommend("x", 10))
        .containsExactly(
            new Recommendation("b", (float) ((2 + 3 / 8.0) / 4), 1),
            new Recommendation("c", (float) ((1 + 2 / 8.0) / 4), 2),
            new Recommendation("a", (float) (2 / 8.0 / 4), 3),
            new Recommendation("d", (float) (1 / 8.0 / 4), 4));
    assertThat(transitions.recommend("y", 2))
        .extracting(Recommendation::id)
        .containsExactly("a", "b");
  }

  @Test
  void anUnknownOrMissingCurrentItemGetsThePopularity() {
    Transitions transitions = Transitions.of(ROWS, "current", NEXT);

    assertThat(transitions.recommend("never seen", 4))
        .isEqualTo(transitions.popularity().recommend(4))
        .isEqualTo(transitions.recommend(null, 4));
  }

  @Test
  void transitionsAreRankedByCountAndThenByPopularity() {
    Evaluation evaluation =
        Transitions.of(ROWS, "current", NEXT).evaluate(rows("x b", "x a", "y a", "- d", "x e"), 3);

    // ranks 1, 3, 1, 4 and a miss
    assertThat(evaluation.accuracy()).isEqualTo(2 / 5.0);
    assertThat(evaluation.topKAccuracy()).isEqualTo(3 / 5.0);
    assertThat(evaluation.mrrAtK()).isEqualTo((1 + 1 / 3.0 + 1) / 5, within(1e-15));
    assertThat(evaluation.meanRank()).isEqualTo((1 + 3 + 1 + 4) / 4.0);
    assertThat(evaluation.unknownLabels()).isEqualTo(1);
    double product = (2 + 3 / 8.0) / 4 * (2 / 8.0 / 4) * ((1 + 2 / 8.0) / 2) * (1 / 8.0);
    assertThat(evaluation.loss()).isEqualTo(-StrictMath.log(product) / 4, within(1e-12));
  }

  @Test
  void rowsWithoutCurrentItemCountForPopularityAlone() {
    Transitions transitions = Transitions.of(rows("- d", "x a", "x -", "x e"), "current", NEXT);

    assertThat(transitions.popularity().count(3)).isEqualTo(1);
    assertThat(transitions.recommend("x", 1))
        .containsExactly(new Recommendation("a", (float) ((1 + 2 / 6.0) / 2), 1));
  }

  @Test
  void theProbabilitiesAddUpToOne() {
    long seed = 20;
    SplittableRandom random = new SplittableRandom(seed);
    String[] pairs = new String[500];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = "p" + random.nextInt(9) + " " + "abcd".charAt(random.nextInt(4));
    }
    Transitions transitions = Transitions.of(rows(pairs), "current", NEXT);

    for (String current : List.of("p0", "p8", "never seen")) {
      double sum =
          transitions.recommend(current, 4).stream().mapToDouble(Recommendation::probability).sum();
      assertThat(sum).isEqualTo(1, within(1e-6));
    }
  }

  @Test
  void wholeNumbersAreIdsToo() {
    ExampleSource numbers = MapSource.of(List.of(Map.of("current", 7L, "next", 8L)));
    LabelColumn next = new LabelColumn("next", ItemIndex.of(List.of("8", "9")));

    assertThat(Transitions.of(numbers, "current", next).recommend("7", 1).get(0).id())
        .isEqualTo("8");
  }

  @Test
  void fieldsThatAreNotThereOrNoIdsAreRefusedAllAtOnce() {
    ExampleSource rows = MapSource.of(List.of(Map.of("current", 1.5, "other", "a")));

    assertThatThrownBy(() -> Transitions.of(rows, "current", NEXT))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            """
            2 problems with the source:
              source column 'current' is number, expected text or integer
              source column 'next' is missing; the source has ['current', 'other']""");
    assertThatThrownBy(() -> Popularity.of(rows, NEXT))
        .isInstanceOf(SchemaException.class)
        .hasMessage("source column 'next' is missing; the source has ['current', 'other']");
  }

  @Test
  void nothingToEvaluateAndEmptyListsAreRefused() {
    ExampleSource nothing =
        ExampleSource.rows(List.<String>of()).text("current", x -> x).text("next", x -> x);
    Transitions transitions = Transitions.of(ROWS, "current", NEXT);

    assertThatThrownBy(() -> transitions.evaluate(nothing, 10))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("evaluation: there must be at least 1 row, were 0; check the evaluation data");
    assertThatThrownBy(() -> transitions.recommend("x", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("k must be at least 1, was 0");
  }
}
