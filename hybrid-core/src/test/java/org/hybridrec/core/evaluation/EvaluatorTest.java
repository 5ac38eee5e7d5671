package org.hybridrec.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hybridrec.core.evaluation.TableScorer.Row;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.SchemaException;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

  private static final int ITEMS = 23;
  private static final int K = 5;

  private final Random random = new Random(7);
  private final List<Row> rows = new ArrayList<>();
  private final List<float[]> logits = new ArrayList<>();

  /** Logits with many ties; labels that are unknown or missing now and then. */
  private void randomRows(int count) {
    for (int i = 0; i < count; i++) {
      float[] row = new float[ITEMS];
      for (int item = 0; item < ITEMS; item++) {
        row[item] = random.nextInt(6) - 2.5f;
      }
      logits.add(row);
      List<String> history =
          random.ints(random.nextInt(14), 0, ITEMS + 3).mapToObj(Integer::toString).toList();
      String next = random.nextInt(9) == 0 ? "strange" : "" + random.nextInt(ITEMS);
      Double age = random.nextInt(5) == 0 ? null : random.nextInt(40) / 2.0;
      rows.add(
          new Row("v" + random.nextInt(40), random.nextInt(20) == 0 ? null : next, history, age));
    }
  }

  private RankingReport evaluate(Evaluator evaluator) {
    return evaluator.evaluate(new TableScorer(ITEMS, logits::get), TableScorer.rows(rows));
  }

  private int label(int row) {
    String next = rows.get(row).next();
    return next == null || next.equals("strange") ? -1 : Integer.parseInt(next);
  }

  /** The rank by sorting: the mean of the places that the label's score takes. */
  private static double bruteRank(float[] row, int label) {
    Float[] sorted = new Float[row.length];
    Arrays.setAll(sorted, i -> row[i]);
    Arrays.sort(sorted, Comparator.reverseOrder());
    return IntStream.rangeClosed(1, row.length)
        .filter(place -> sorted[place - 1] == row[label])
        .average()
        .orElseThrow();
  }

  private int[] bruteList(int row) {
    return IntStream.range(0, ITEMS)
        .boxed()
        .sorted(Comparator.comparing((Integer item) -> -logits.get(row)[item]))
        .limit(K)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  @Test
  void theMetricsAreThoseOfBruteForceExactly() {
    randomRows(500);
    RankingEvaluator sums = new RankingEvaluator(K);
    List<Double> ranks = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      sums.add(logits.get(row), label(row));
      if (label(row) >= 0) {
        ranks.add(bruteRank(logits.get(row), label(row)));
      }
    }

    RankingReport report = evaluate(Evaluator.at(K));

    Evaluation expected = sums.evaluation();
    assertThat(report.evaluation()).isEqualTo(expected);
    assertThat(expected.meanRank())
        .isEqualTo(ranks.stream().mapToDouble(r -> r).sum() / ranks.size());
    ranks.sort(null);
    double middle = (ranks.get((ranks.size() - 1) / 2) + ranks.get(ranks.size() / 2)) / 2;
    assertThat(report.medianRank()).isEqualTo(middle);
    assertThat(report.value(Metric.ACCURACY)).isEqualTo(expected.accuracy());
    assertThat(report.value(Metric.HIT_RATE)).isEqualTo(expected.topKAccuracy());
    assertThat(report.value(Metric.MRR)).isEqualTo(expected.mrrAtK(), within(1e-12));
    assertThat(report.value(Metric.NDCG)).isEqualTo(expected.ndcgAtK(), within(1e-12));
    assertThat(report.value(Metric.MEAN_RANK)).isEqualTo(expected.meanRank(), within(1e-12));
    assertThat(report.value(Metric.LOSS)).isEqualTo(expected.loss(), within(1e-12));
    assertThat(report.value(Metric.NOVELTY)).isNaN();
  }

  @Test
  void coverageGiniAndNoveltyAreThoseOfBruteForce() {
    randomRows(60);
    TrainingCounts counts =
        TrainingCounts.of(
            TableScorer.rows(
                List.of(row("0"), row("0"), row("0"), row("4"), row("strange"), row(null))),
            "next");
    long[] listed = new long[ITEMS];
    double surprise = 0;
    for (int row = 0; row < rows.size(); row++) {
      for (int item : bruteList(row)) {
        listed[item]++;
        double count = item == 0 ? 3 : item == 4 ? 1 : 0;
        surprise += -Math.log((count + 1) / (5 + ITEMS)) / Math.log(2) / K / rows.size();
      }
    }
    double distances = 0;
    for (long one : listed) {
      for (long other : listed) {
        distances += Math.abs(one - other);
      }
    }

    RankingReport report = evaluate(Evaluator.at(K).trainingCounts(counts));

    assertThat(report.coverage())
        .isEqualTo((double) Arrays.stream(listed).filter(n -> n > 0).count() / ITEMS);
    assertThat(report.gini())
        .isEqualTo(distances / (2.0 * ITEMS * Arrays.stream(listed).sum()), within(1e-12));
    assertThat(report.value(Metric.NOVELTY)).isEqualTo(surprise, within(1e-9));
  }

  private static Row row(String next) {
    return new Row("v", next, List.of(), null);
  }

  @Test
  void strataPartTheRowsAndAddUpToTheWhole() {
    randomRows(400);
    TrainingCounts counts = TrainingCounts.of(TableScorer.rows(rows.subList(0, 150)), "next");

    RankingReport report =
        evaluate(Evaluator.at(K).trainingCounts(counts).history("history").age("age", 1, 6.5, 12));

    Map<String, List<Stratum>> by =
        report.strata().stream().collect(Collectors.groupingBy(Stratum::by));
    assertThat(by.get("length of the history"))
        .extracting(Stratum::range)
        .containsExactly("0", "1–2", "3–10", "> 10");
    assertThat(by.get("age"))
        .extracting(Stratum::range)
        .containsExactly("< 1", "1 to < 6.5", "6.5 to < 12", "≥ 12", "missing");
    assertThat(by.get("training count of the label"))
        .extracting(Stratum::range)
        .isSubsetOf("0", "1–5", "6–20", "21–100", "> 100");
    for (List<Stratum> strata : by.values()) {
      assertThat(strata.stream().mapToLong(part -> part.evaluation().rows()).sum())
          .isEqualTo(rows.size());
      double hits =
          strata.stream()
              .mapToDouble(part -> part.evaluation().topKAccuracy() * part.evaluation().rows())
              .sum();
      assertThat(hits / rows.size()).isEqualTo(report.evaluation().topKAccuracy(), within(1e-12));
    }
    long old = rows.stream().filter(row -> row.age() != null && row.age() >= 12).count();
    assertThat(by.get("age").get(3).evaluation().rows()).isEqualTo(old);
    long cold = rows.stream().filter(row -> counts.of("" + row.next()) == 0).count();
    assertThat(by.get("training count of the label").get(0).evaluation().rows()).isEqualTo(cold);
  }

  @Test
  void itemsSeenAreNotRankedAndALabelAmongThemIsAMiss() {
    float[] four = {4, 3, 2, 1};
    List<Row> seen =
        List.of(
            new Row("a", "2", List.of("0", "1", "1", "strange"), null),
            new Row("a", "0", List.of("0"), null),
            new Row("b", "3", List.of(), null));

    RankingReport report =
        Evaluator.at(2)
            .withoutSeen("history")
            .evaluate(new TableScorer(4, row -> four), TableScorer.rows(seen));

    // Ranks: 1 of the two that are left, a miss, 4.
    assertThat(report.evaluation().accuracy()).isEqualTo(1 / 3.0);
    assertThat(report.evaluation().meanRank()).isEqualTo((1 + 4) / 2.0);
    assertThat(report.seenLabels()).isEqualTo(1);
    assertThat(report.evaluation().unknownLabels()).isEqualTo(1);
    double first = -Math.log(Math.exp(2) / (Math.exp(2) + Math.exp(1)));
    double third = -Math.log(Math.exp(1) / (Math.exp(4) + Math.exp(3) + Math.exp(2) + Math.exp(1)));
    assertThat(report.evaluation().loss()).isEqualTo((first + third) / 2, within(1e-12));
    assertThat(report.coverage()).isEqualTo(1);
  }

  @Test
  void calibrationIsTheDistanceOfConfidenceAndAccuracyInEqualBins() {
    int count = 1_500;
    List<Double> confidences = new ArrayList<>();
    double distance = 0;
    for (int i = 0; i < count; i++) {
      double p = 0.5 + 0.4999 * i / count;
      confidences.add(p);
      logits.add(new float[] {(float) Math.log(p), (float) Math.log(1 - p)});
      rows.add(new Row("v" + i, i % 3 == 0 ? "1" : "0", List.of(), null));
    }

    Calibration calibration =
        Evaluator.at(1)
            .evaluate(new TableScorer(2, logits::get), TableScorer.rows(rows))
            .calibration();

    assertThat(calibration.bins()).hasSize(15);
    int from = 0;
    for (Calibration.Bin bin : calibration.bins()) {
      int to = from + (int) bin.rows();
      double mean = confidences.subList(from, to).stream().mapToDouble(p -> p).sum() / bin.rows();
      long right = IntStream.range(from, to).filter(i -> i % 3 != 0).count();
      assertThat(bin.rows()).isBetween(85L, 115L);
      assertThat(bin.confidence()).isEqualTo(mean, within(1e-6));
      assertThat(bin.accuracy()).isEqualTo((double) right / bin.rows());
      distance += Math.abs(mean * bin.rows() - right);
      from = to;
    }
    assertThat(from).isEqualTo(count);
    assertThat(calibration.error()).isEqualTo(distance / count, within(1e-6));
  }

  @Test
  void aConstantModelHasOneBinAndItsErrorIsItsOverconfidence() {
    for (int i = 0; i < 100; i++) {
      rows.add(new Row("v" + i, i < 30 ? "0" : "1", List.of(), null));
    }
    float[] sure = {(float) Math.log(0.8), (float) Math.log(0.2)};

    Calibration calibration =
        Evaluator.at(1)
            .evaluate(new TableScorer(2, row -> sure), TableScorer.rows(rows))
            .calibration();

    assertThat(calibration.bins()).hasSize(1);
    assertThat(calibration.error()).isEqualTo(0.5, within(1e-6));
  }

  @Test
  void theReportIsWrittenAsTextMarkdownAndJson() {
    float[] two = {0, 0};
    List<Row> both =
        List.of(
            new Row("a", "0", List.of(), null),
            new Row("b", "1", List.of("0"), null),
            new Row("c", "x", List.of(), null));
    RankingReport report =
        Evaluator.at(1)
            .visitors("visitor")
            .history("history")
            .evaluate(new TableScorer(2, row -> two), TableScorer.rows(both));

    assertThat(report.toText())
        .isEqualTo(
            """
            metric      value     95 % interval
            accuracy   0.0000  [0.0000, 0.0000]
            hit@1      0.0000  [0.0000, 0.0000]
            MRR@1      0.0000  [0.0000, 0.0000]
            NDCG@1     0.0000  [0.0000, 0.0000]
            mean rank  1.5000  [1.5000, 1.5000]
            log loss   0.6931  [0.6931, 0.6931]
            novelty@1    none              none

            rows and lists       value
            rows                     3
            unknown labels           1
            labels seen before       0
            median rank         1.5000
            calibration error   0.5000
            coverage            0.5000
            Gini                0.5000

            by                     range  rows  accuracy   hit@1   MRR@1  NDCG@1  log loss
            length of the history      0     2    0.0000  0.0000  0.0000  0.0000    0.6931
            length of the history    1–2     1    0.0000  0.0000  0.0000  0.0000    0.6931
            """);
    assertThat(report.toMarkdown())
        .startsWith(
            """
            | metric | value | 95 % interval |
            | --- | ---: | ---: |
            | accuracy | 0.0000 | [0.0000, 0.0000] |
            """);
    assertThat(report.toJson())
        .startsWith(
            report.evaluation().toJson().replace("}", "")
                + ",\"k\":1,\"unknown_labels\":1,\"seen_labels\":0,\"metrics\":{"
                + "\"accuracy\":{\"value\":0.0,\"low\":0.0,\"high\":0.0},")
        .contains("\"novelty_at_k\":{\"value\":null,\"low\":null,\"high\":null}}")
        .contains("\"median_rank\":1.5,\"coverage\":0.5,\"gini\":0.5,\"calibration_error\":0.5")
        .endsWith(
            "{\"by\":\"length of the history\",\"range\":\"1–2\",\"evaluation\":{\"rows\":1,"
                + "\"accuracy\":0.0,\"top_k_accuracy\":0.0,\"mrr_at_k\":0.0,\"ndcg_at_k\":0.0,"
                + "\"loss\":0.6931471805599453}}]}");
  }

  @Test
  void whatIsNotThereIsRefusedAllAtOnce() {
    randomRows(3);
    Evaluator evaluator =
        Evaluator.at(K).visitors("age").history("past").age("visitor", 1).withoutSeen("age");

    assertThatThrownBy(() -> evaluate(evaluator))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            """
            3 problems with the source:
              source column 'age' is number, expected text or integer
              source column 'past' is missing; the source has ['visitor', 'next', 'history', 'age']
              source column 'visitor' is text, expected number or integer""");
  }

  @Test
  void optionsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> Evaluator.at(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("evaluation: k must be at least 1, was 0");
    assertThatThrownBy(() -> Evaluator.at(1).age("age"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("evaluation: ages need at least one boundary");
    assertThatThrownBy(() -> Evaluator.at(1).age("age", 1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("evaluation: boundaries of ages must be finite and ascend, boundary 1 was NaN");
    assertThatThrownBy(() -> evaluate(Evaluator.at(1)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("evaluation: there must be at least 1 row, were 0; check the evaluation data");
  }

  @Test
  void scoresThatAreNoNumbersAreRefusedWithTheirRow() {
    randomRows(4);
    logits.get(2)[ITEMS - 1] = Float.NaN;

    assertThatThrownBy(() -> evaluate(Evaluator.at(K)))
        .isInstanceOf(NonFiniteLogitException.class)
        .hasMessage(
            "evaluation: row 2: the logit of class 22 must be finite, was NaN; the training has"
                + " diverged, train again with a lower learning rate");
  }

  @Test
  void aScorerThatLeavesRowsOutIsFoundOut() {
    randomRows(4);
    ExampleSource source = TableScorer.rows(rows);
    Scorer lazy =
        new Scorer() {
          @Override
          public int itemCount() {
            return ITEMS;
          }

          @Override
          public int indexOf(String id) {
            return -1;
          }

          @Override
          public void score(ExampleSource given, ScoredRows target) {
            given.open().next();
            target.logits(logits.get(0), 0);
          }
        };

    assertThatThrownBy(() -> Evaluator.at(K).evaluate(lazy, source))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("evaluation: the scorer read 4 rows and left out the last 3; one call a row");
  }

  @Test
  void rowsByScoresAndProbabilitiesGiveTheSameAsRowsByLogits() {
    randomRows(100);
    Scorer byLogits = new TableScorer(ITEMS, logits::get);
    Scorer byProbabilities =
        new Scorer() {
          @Override
          public int itemCount() {
            return ITEMS;
          }

          @Override
          public int indexOf(String id) {
            return byLogits.indexOf(id);
          }

          @Override
          public void score(ExampleSource given, ScoredRows target) {
            byLogits.score(given, new Softmax(target));
          }
        };
    Evaluator evaluator = Evaluator.at(K).withoutSeen("history");

    RankingReport one = evaluate(evaluator);
    RankingReport other = evaluator.evaluate(byProbabilities, TableScorer.rows(rows));

    assertThat(other.evaluation().ndcgAtK()).isEqualTo(one.evaluation().ndcgAtK());
    assertThat(other.evaluation().loss()).isEqualTo(one.evaluation().loss(), within(1e-12));
    assertThat(other.gini()).isEqualTo(one.gini());
    assertThat(other.calibration().error()).isEqualTo(one.calibration().error(), within(1e-3));
  }

  private record Softmax(ScoredRows target) implements ScoredRows {

    @Override
    public void logits(float[] logits, int label) {
      double[] scores = new double[logits.length];
      double[] probabilities = new double[logits.length];
      double sum = 0;
      for (float logit : logits) {
        sum += Math.exp(logit);
      }
      for (int i = 0; i < logits.length; i++) {
        scores[i] = logits[i] * 10;
        probabilities[i] = Math.exp(logits[i]) / sum;
      }
      target.scores(scores, probabilities, label);
    }

    @Override
    public void scores(double[] scores, double[] probabilities, int label) {
      throw new AssertionError("logits are expected");
    }
  }

  @Test
  void trainingCountsCountLabels() {
    TrainingCounts counts =
        TrainingCounts.of(
            TableScorer.rows(List.of(row("b"), row("a"), row("b"), row(null))), "next");

    assertThat(counts.of("b")).isEqualTo(2);
    assertThat(counts.of("z")).isZero();
    assertThat(counts.total()).isEqualTo(3);
    assertThat(counts.labelField()).isEqualTo("next");
  }
}
