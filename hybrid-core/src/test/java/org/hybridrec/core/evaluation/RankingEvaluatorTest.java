package org.hybridrec.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.hybridrec.features.source.InvalidDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingEvaluatorTest {

  @Test
  void agreesWithClosedFormsOnThreeRows() {
    RankingEvaluator evaluator = new RankingEvaluator(2);
    evaluator.add(new float[] {3f, 1f, 0f, 2f}, 0);
    evaluator.add(new float[] {3f, 1f, 0f, 2f}, 3);
    evaluator.add(new float[] {3f, 1f, 0f, 2f}, 1);
    Evaluation found = evaluator.evaluation();
    assertThat(found.rows()).isEqualTo(3);
    assertThat(found.k()).isEqualTo(2);
    assertThat(found.accuracy()).isEqualTo(1 / 3.0);
    assertThat(found.topKAccuracy()).isEqualTo(2 / 3.0);
    assertThat(found.mrrAtK()).isEqualTo(1.5 / 3);
    assertThat(found.ndcgAtK()).isCloseTo((1 + Math.log(2) / Math.log(3)) / 3, within(1e-15));
    assertThat(found.meanRank()).isEqualTo(2.0);
    double logSum = Math.log(Math.exp(3) + Math.exp(2) + Math.exp(1) + 1);
    assertThat(found.loss()).isCloseTo(logSum - (3 + 2 + 1) / 3.0, within(1e-12));
    assertThat(found.unknownLabels()).isZero();
  }

  @Test
  void givesConstantScoresNoCredit() {
    RankingEvaluator evaluator = new RankingEvaluator(10);
    for (int label = 0; label < 100; label++) {
      evaluator.add(new float[100], label);
    }
    Evaluation found = evaluator.evaluation();
    assertThat(found.accuracy()).isZero();
    assertThat(found.topKAccuracy()).isZero();
    assertThat(found.mrrAtK()).isZero();
    assertThat(found.ndcgAtK()).isZero();
    assertThat(found.meanRank()).isEqualTo(50.5);
    assertThat(found.loss()).isCloseTo(Math.log(100), within(1e-12));
  }

  @Test
  void sharesTheMeanRankAmongEqualScores() {
    RankingEvaluator evaluator = new RankingEvaluator(1);
    evaluator.add(new float[] {1f, 1f, 0f}, 0);
    Evaluation found = evaluator.evaluation();
    assertThat(found.meanRank()).isEqualTo(1.5);
    assertThat(found.accuracy()).isZero();
    assertThat(found.topKAccuracy()).isZero();
  }

  @Test
  void countsAnUnknownLabelAsAMissAndLeavesItOutOfTheLoss() {
    RankingEvaluator evaluator = new RankingEvaluator(2);
    evaluator.add(new float[] {0f, 0f, 5f}, 2);
    evaluator.add(new float[] {0f, 0f, 5f}, RankingEvaluator.UNKNOWN);
    evaluator.addUnknown();
    evaluator.addUnknown();
    Evaluation found = evaluator.evaluation();
    assertThat(found.rows()).isEqualTo(4);
    assertThat(found.unknownLabels()).isEqualTo(3);
    assertThat(found.accuracy()).isEqualTo(0.25);
    assertThat(found.topKAccuracy()).isEqualTo(0.25);
    assertThat(found.mrrAtK()).isEqualTo(0.25);
    assertThat(found.ndcgAtK()).isEqualTo(0.25);
    assertThat(found.meanRank()).isEqualTo(1.0);
    assertThat(found.loss()).isCloseTo(Math.log1p(2 * Math.exp(-5)), within(1e-12));
  }

  @Test
  void hasNeitherLossNorMeanRankWithoutAKnownLabel() {
    RankingEvaluator evaluator = new RankingEvaluator(1);
    evaluator.addUnknown();
    assertThat(evaluator.evaluation().loss()).isNull();
    assertThat(evaluator.evaluation().meanRank()).isNull();
    assertThat(evaluator.evaluation().accuracy()).isZero();
  }

  @Test
  void equalsABruteForceEvaluatorBitForBit() {
    Random random = new Random(20240501);
    for (int round = 0; round < 200; round++) {
      int classes = 1 + random.nextInt(60);
      int k = 1 + random.nextInt(12);
      RankingEvaluator evaluator = new RankingEvaluator(k);
      BruteForce expected = new BruteForce(k);
      int rows = 1 + random.nextInt(30);
      for (int row = 0; row < rows; row++) {
        int offset = random.nextInt(5);
        float[] logits = logits(offset + classes + random.nextInt(5), round % 2 == 0, random);
        int label = random.nextInt(classes + 1) - 1;
        evaluator.add(logits, offset, classes, label);
        expected.add(Arrays.copyOfRange(logits, offset, offset + classes), label);
      }
      assertThat(evaluator.evaluation()).as("round %d", round).isEqualTo(expected.evaluation());
    }
  }

  private static float[] logits(int length, boolean ties, Random random) {
    float[] logits = new float[length];
    for (int i = 0; i < length; i++) {
      logits[i] = ties ? random.nextInt(7) : (float) (10 * random.nextGaussian());
    }
    return logits;
  }

  /** Ranks by sorting instead of counting, and keeps every row. */
  private static final class BruteForce {
    private final int k;
    private int rows;
    private int known;
    private double firsts;
    private double hits;
    private double mrr;
    private double ndcg;
    private double ranks;
    private double loss;

    BruteForce(int k) {
      this.k = k;
    }

    void add(float[] logits, int label) {
      rows++;
      if (label < 0) {
        return;
      }
      known++;
      double rank = sortedRank(logits, label);
      ranks += rank;
      loss += -logProbability(logits, label);
      firsts += rank == 1 ? 1 : 0;
      hits += rank <= k ? 1 : 0;
      mrr += rank <= k ? 1 / rank : 0;
      ndcg += rank <= k ? StrictMath.log(2) / StrictMath.log(1 + rank) : 0;
    }

    /** The mean of the places at which the label's score stands in the sorted list. */
    private static double sortedRank(float[] logits, int label) {
      float[] ascending = logits.clone();
      Arrays.sort(ascending);
      double places = 0;
      int equal = 0;
      for (int place = 1; place <= ascending.length; place++) {
        if (ascending[ascending.length - place] == logits[label]) {
          places += place;
          equal++;
        }
      }
      return places / equal;
    }

    private static double logProbability(float[] logits, int label) {
      double max = Double.NEGATIVE_INFINITY;
      for (float logit : logits) {
        max = Math.max(max, logit);
      }
      double sum = 0;
      for (float logit : logits) {
        sum += StrictMath.exp(logit - max);
      }
      return logits[label] - max - StrictMath.log(sum);
    }

    Evaluation evaluation() {
      return new Evaluation(
          rows,
          k,
          firsts / rows,
          hits / rows,
          mrr / rows,
          ndcg / rows,
          known == 0 ? null : ranks / known,
          known == 0 ? null : loss / known,
          rows - known);
    }
  }

  @Test
  void staysFiniteForHugeLogits() {
    RankingEvaluator evaluator = new RankingEvaluator(1);
    evaluator.add(new float[] {1e30f, -1e30f, 0f}, 0);
    assertThat(evaluator.evaluation().loss()).isZero();
    evaluator.add(new float[] {1e4f, -1e4f}, 1);
    assertThat(evaluator.evaluation().loss()).isEqualTo(1e4);
  }

  @Test
  void takesRanksAndLogProbabilitiesFromAScorer() {
    RankingEvaluator byLogits = new RankingEvaluator(3);
    RankingEvaluator byRank = new RankingEvaluator(3);
    float[] logits = {2f, 2f, 1f, 7f};
    byLogits.add(logits, 1);
    double max = 7;
    double sum = 0;
    for (float logit : logits) {
      sum += StrictMath.exp(logit - max);
    }
    byRank.addRanked(RankingEvaluator.meanRank(1, 1), 2 - max - StrictMath.log(sum));
    assertThat(byRank.evaluation()).isEqualTo(byLogits.evaluation());
    assertThat(byRank.evaluation().meanRank()).isEqualTo(2.5);
  }

  @Test
  void allowsKAboveTheNumberOfClasses() {
    RankingEvaluator evaluator = new RankingEvaluator(10);
    evaluator.add(new float[] {1f, 0f}, 1);
    assertThat(evaluator.evaluation().topKAccuracy()).isEqualTo(1.0);
    assertThat(evaluator.evaluation().mrrAtK()).isEqualTo(0.5);
  }

  @Test
  void letsASingleClassBeRight() {
    RankingEvaluator evaluator = new RankingEvaluator(1);
    evaluator.add(new float[] {-3f}, 0);
    assertThat(evaluator.evaluation().accuracy()).isEqualTo(1.0);
    assertThat(evaluator.evaluation().loss()).isZero();
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void refusesLogitsThatAreNotFiniteAndNamesTheRow(float bad) {
    RankingEvaluator evaluator = new RankingEvaluator(1);
    evaluator.add(new float[] {0f, 1f}, 1);
    String message =
        "evaluation: row 1: the logit of class 2 must be finite, was "
            + bad
            + "; the training has diverged, train again with a lower learning rate";
    for (int label : new int[] {0, 2, RankingEvaluator.UNKNOWN}) {
      assertThatThrownBy(() -> evaluator.add(new float[] {0f, 1f, bad}, label))
          .isInstanceOfSatisfying(
              NonFiniteLogitException.class, e -> assertThat(e.row()).isEqualTo(1))
          .hasMessage(message);
    }
    assertThat(evaluator.evaluation().rows()).isEqualTo(1);
  }

  @Test
  void refusesRanksAndLogProbabilitiesThatCannotBe() {
    RankingEvaluator evaluator = new RankingEvaluator(1);
    assertThatThrownBy(() -> evaluator.addRanked(Double.NaN, -1))
        .isInstanceOf(NonFiniteLogitException.class)
        .hasMessageStartingWith(
            "evaluation: row 0: the rank of the label must be finite, was NaN;");
    assertThatThrownBy(() -> evaluator.addRanked(1, Double.NEGATIVE_INFINITY))
        .isInstanceOf(NonFiniteLogitException.class)
        .hasMessageStartingWith(
            "evaluation: row 0: the log probability of the label must be finite, was -Infinity;");
    assertThatThrownBy(() -> evaluator.addRanked(0.5, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("evaluation: row 0: rank must be at least 1, was 0.5");
    assertThatThrownBy(() -> evaluator.addRanked(1, 0.01))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("evaluation: row 0: log probability must be at most 0, was 0.01");
  }

  @Test
  void refusesLabelsThatAreNoClasses() {
    RankingEvaluator evaluator = new RankingEvaluator(1);
    assertThatThrownBy(() -> evaluator.add(new float[3], 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "evaluation: row 0: label must be a class from 0 to 2, or -1 if unknown, was 3");
    assertThatThrownBy(() -> evaluator.add(new float[3], -2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "evaluation: row 0: label must be a class from 0 to 2, or -1 if unknown, was -2");
    assertThatThrownBy(() -> evaluator.add(new float[3], 2, 2, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void refusesKBelowOneAndAnEmptyEvaluation() {
    assertThatThrownBy(() -> new RankingEvaluator(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("evaluation: k must be at least 1, was 0");
    assertThatThrownBy(() -> new RankingEvaluator(1).evaluation())
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("evaluation: there must be at least 1 row, were 0; check the evaluation data");
  }

  @Test
  void writesItsKeysInOrder() {
    Evaluation found = new Evaluation(25_599, 10, 0.0243, 2e-3, 1.0, 2e23, null, 7.25, 3);
    assertThat(found.toJson())
        .isEqualTo(
            "{\"rows\":25599,\"accuracy\":0.0243,\"top_k_accuracy\":0.002,"
                + "\"mrr_at_k\":1.0,\"ndcg_at_k\":2.0E23,\"loss\":7.25}");
  }

  @Test
  void writesAMissingLossAsNull() {
    assertThat(new Evaluation(1, 1, 0, 0, 0, 0, null, null, 1).toJson())
        .isEqualTo(
            "{\"rows\":1,\"accuracy\":0.0,\"top_k_accuracy\":0.0,"
                + "\"mrr_at_k\":0.0,\"ndcg_at_k\":0.0,\"loss\":null}");
  }
}
