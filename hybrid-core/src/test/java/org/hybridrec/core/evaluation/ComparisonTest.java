package org.hybridrec.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hybridrec.core.evaluation.TableScorer.Row;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final Evaluator EVALUATOR = Evaluator.at(1).visitors("visitor");
  private static final float[] RIGHT = {1, 0};
  private static final float[] WRONG = {0, 1};

  /** Visitors with rows whose label is always item 0; a hit wherever the scorer puts it first. */
  private static List<Row> visitors(int count, int rowsEach) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count * rowsEach; i++) {
      rows.add(new Row("visitor " + i / rowsEach, "0", List.of(), null));
    }
    return rows;
  }

  private static RankingReport report(List<Row> rows, boolean[] hits) {
    return EVALUATOR.evaluate(
        new TableScorer(2, row -> hits[row] ? RIGHT : WRONG), TableScorer.rows(rows));
  }

  private static boolean[] random(int count, double share, long seed) {
    Random random = new Random(seed);
    boolean[] hits = new boolean[count];
    for (int i = 0; i < count; i++) {
      hits[i] = random.nextDouble() < share;
    }
    return hits;
  }

  @Test
  void forOneRowAVisitorTheIntervalIsThatOfTheBinomialDistribution() {
    int visitors = 900;
    RankingReport report = report(visitors(visitors, 1), random(visitors, 0.3, 1));

    double share = report.value(Metric.ACCURACY);
    double error = Math.sqrt(share * (1 - share) / visitors);
    Interval interval = report.intervals().get(Metric.ACCURACY);
    assertThat(interval.low()).isEqualTo(share - 1.96 * error, within(0.15 * error));
    assertThat(interval.high()).isEqualTo(share + 1.96 * error, within(0.15 * error));
  }

  @Test
  void rowsOfOneVisitorThatAreAllAlikeCountAsOne() {
    int visitors = 300;
    int each = 9;
    boolean[] visitorHits = random(visitors, 0.4, 2);
    boolean[] hits = new boolean[visitors * each];
    for (int i = 0; i < hits.length; i++) {
      hits[i] = visitorHits[i / each];
    }
    RankingReport report = report(visitors(visitors, each), hits);

    double share = report.value(Metric.ACCURACY);
    double error = Math.sqrt(share * (1 - share) / visitors);
    Interval interval = report.intervals().get(Metric.ACCURACY);
    assertThat(interval.high() - interval.low()).isEqualTo(2 * 1.96 * error, within(0.4 * error));
  }

  @Test
  void theIntervalOfADifferenceIsPaired() {
    int visitors = 800;
    boolean[] first = random(visitors, 0.5, 3);
    boolean[] second = first.clone();
    for (int i = 0; i < 40; i++) {
      second[i * 20] = true;
    }
    List<Row> rows = visitors(visitors, 1);
    Comparison comparison =
        Comparison.of(
            List.of(arm("A", report(rows, second)), arm("B", report(rows, first))),
            List.of(new Contrast("A", "B", Metric.ACCURACY)));

    Difference difference = comparison.difference("A", "B", Metric.ACCURACY);
    // Only rows where the two differ carry the variance.
    double d = difference.value();
    double error = Math.sqrt((d - d * d) / visitors);
    assertThat(difference.interval().low()).isEqualTo(d - 1.96 * error, within(0.25 * error));
    assertThat(difference.interval().high()).isEqualTo(d + 1.96 * error, within(0.25 * error));
    assertThat(difference.isWin()).isTrue();
    assertThat(difference.isLoss()).isFalse();
    assertThat(difference.p()).isEqualTo(2 / 10_001.0);
    Interval alone = comparison.interval("A", Metric.ACCURACY);
    assertThat(difference.interval().high() - difference.interval().low())
        .isLessThan((alone.high() - alone.low()) / 3);
  }

  private static Arm arm(String name, RankingReport... runs) {
    return new Arm(name, List.of(runs));
  }

  @Test
  void anArmComparedWithItselfIsNeitherBetterNorWorse() {
    List<Row> rows = visitors(100, 2);
    RankingReport report = report(rows, random(200, 0.5, 4));
    Difference difference =
        Comparison.of(
                List.of(arm("A", report), arm("B", report)),
                List.of(new Contrast("A", "B", Metric.LOSS)))
            .differences()
            .get(0);

    assertThat(difference)
        .isEqualTo(
            new Difference(new Contrast("A", "B", Metric.LOSS), 0, new Interval(0, 0), 1, 1, 0, 1));
    assertThat(difference.verdict()).isEqualTo("open");
  }

  @Test
  void whereLessIsBetterALowerFigureWins() {
    List<Row> rows = visitors(200, 1);
    boolean[] good = random(200, 0.8, 5);
    boolean[] bad = random(200, 0.2, 6);
    Comparison comparison =
        Comparison.of(
            List.of(arm("good", report(rows, good)), arm("bad", report(rows, bad))),
            List.of(
                new Contrast("good", "bad", Metric.LOSS),
                new Contrast("bad", "good", Metric.LOSS)));

    assertThat(comparison.differences())
        .extracting(Difference::verdict)
        .containsExactly("better", "worse");
    assertThat(comparison.differences().get(0).value()).isNegative();
  }

  @Test
  void runsAreAveragedAndCountedOneByOne() {
    List<Row> rows = visitors(300, 1);
    RankingReport low = report(rows, random(300, 0.2, 7));
    RankingReport middle = report(rows, random(300, 0.5, 8));
    RankingReport high = report(rows, random(300, 0.8, 9));
    Arm several = arm("several", low, middle, high);
    Comparison comparison =
        Comparison.of(
            List.of(several, arm("one", middle)),
            List.of(new Contrast("several", "one", Metric.ACCURACY)));

    double a = low.value(Metric.ACCURACY);
    double b = middle.value(Metric.ACCURACY);
    double c = high.value(Metric.ACCURACY);
    double mean = (a + b + c) / 3;
    assertThat(several.mean(Metric.ACCURACY)).isEqualTo(mean, within(1e-12));
    assertThat(several.deviation(Metric.ACCURACY))
        .isEqualTo(
            Math.sqrt(
                ((a - mean) * (a - mean) + (b - mean) * (b - mean) + (c - mean) * (c - mean)) / 2),
            within(1e-12));
    Difference difference = comparison.differences().get(0);
    assertThat(difference.runs()).isEqualTo(3);
    assertThat(difference.runsBetter()).isEqualTo(1);
    assertThat(comparison.arm("one").deviation(Metric.ACCURACY)).isZero();
  }

  @Test
  void intervalsHoldTheTruthAboutAsOftenAsTheySay() {
    int holds = 0;
    for (int world = 0; world < 200; world++) {
      RankingReport report = report(visitors(150, 2), random(300, 0.4, 1_000 + world));
      Interval interval =
          Comparison.of(List.of(arm("A", report)), List.of(), 1_000, world)
              .interval("A", Metric.ACCURACY);
      if (interval.low() <= 0.4 && 0.4 <= interval.high()) {
        holds++;
      }
    }
    // 190 expected, standard deviation 3.1.
    assertThat(holds).isBetween(178, 199);
  }

  @Test
  void holmsCorrectionIsThatOfTheTextbook() {
    assertThat(Holm.adjusted(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
    assertThat(Holm.adjusted(new double[] {0.9, 0.8})).containsExactly(1, 1);
    assertThat(Holm.adjusted(new double[0])).isEmpty();
  }

  @Test
  void anIntervalWithoutASecondVisitorDoesNotExist() {
    RankingReport report = report(visitors(1, 5), random(5, 0.5, 1));

    assertThat(report.intervals()).isEmpty();
  }

  @Test
  void aComparisonIsWrittenAsTextMarkdownAndJson() {
    List<Row> rows = visitors(2, 1);
    boolean[] all = {true, true};
    boolean[] none = {false, false};
    Comparison comparison =
        Comparison.of(
            List.of(arm("A", report(rows, all), report(rows, all)), arm("B", report(rows, none))),
            List.of(new Contrast("A", "B", Metric.NDCG)));

    assertThat(comparison.toText())
        .isEqualTo(
            """
            arm  runs                          accuracy                             hit@1                             MRR@1                            NDCG@1                          log loss
            A       2  1.0000 ± 0.0000 [1.0000, 1.0000]  1.0000 ± 0.0000 [1.0000, 1.0000]  1.0000 ± 0.0000 [1.0000, 1.0000]  1.0000 ± 0.0000 [1.0000, 1.0000]  0.3133 ± 0.0000 [0.3133, 0.3133]
            B       1           0.0000 [0.0000, 0.0000]           0.0000 [0.0000, 0.0000]           0.0000 [0.0000, 0.0000]           0.0000 [0.0000, 0.0000]           1.3133 [1.3133, 1.3133]

            arm  mean rank  median rank  calibration error  coverage    Gini  novelty@1
            A       1.0000       1.0000             0.2689    0.5000  0.5000       none
            B       2.0000       2.0000             0.7311    0.5000  0.5000       none

            question  metric  difference     95 % interval  p (Holm)    runs  verdict
            A − B     NDCG@1     +1.0000  [1.0000, 1.0000]    0.0002  2 of 2   better
            """);
    assertThat(comparison.toMarkdown())
        .contains("| A − B | NDCG@1 | +1.0000 | [1.0000, 1.0000] | 0.0002 | 2 of 2 | better |");
    assertThat(comparison.toJson())
        .startsWith("{\"arms\":[{\"name\":\"A\",\"metrics\":{\"accuracy\":{\"mean\":1.0,")
        .contains("\"runs\":[{\"rows\":2,")
        .endsWith(
            "\"differences\":[{\"arm\":\"A\",\"against\":\"B\",\"metric\":\"ndcg_at_k\",\"difference\":1.0,\"low\":1.0,\"high\":1.0,"
                + "\"p\":1.9998000199980003E-4,\"adjusted_p\":1.9998000199980003E-4,\"runs_better\":2,\"runs\":2,\"verdict\":\"better\"}]}");
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    RankingReport two = report(visitors(2, 1), new boolean[2]);
    RankingReport three = report(visitors(3, 1), new boolean[3]);
    List<Contrast> contrast = List.of(new Contrast("A", "C", Metric.NDCG));

    assertThatThrownBy(() -> Comparison.of(List.of(arm("A", two), arm("B", three)), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "comparison: not all reports of the arms [A, B] are of the same rows and visitors");
    assertThatThrownBy(() -> Comparison.of(List.of(arm("A", two), arm("A", two)), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("comparison: the name 'A' stands twice; name arms differently");
    assertThatThrownBy(() -> Comparison.of(List.of(arm("A", two), arm("B", two)), contrast))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("comparison: there is no arm 'C'; there are [A, B]");
    assertThatThrownBy(() -> Comparison.of(List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("comparison: there must be at least 1 arm");
    assertThatThrownBy(() -> new Arm("A", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("arm 'A': there must be at least 1 run");
  }
}
