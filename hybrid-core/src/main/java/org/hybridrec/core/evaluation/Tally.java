package org.hybridrec.core.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the scores of rows one by one and adds up all figures, in memory that does not grow. */
final class Tally implements ScoredRows {

  private static final double LOG_2 = StrictMath.log(2);

  private final EvaluationOptions options;
  private final FactReader facts;
  private final RowScores row;
  private final int items;
  private final double @Nullable [] surprises;
  private final RankingEvaluator overall;
  private final RankTally ranks = new RankTally();
  private final CalibrationTally calibration = new CalibrationTally();
  private final ListTally lists;
  private final GroupSums groups = new GroupSums();
  private final List<StrataTally> strata = new ArrayList<>();
  private long rows;
  private long seenLabels;

  Tally(EvaluationOptions options, FactReader facts, Scorer scorer) {
    this.options = options;
    this.facts = facts;
    this.items = scorer.itemCount();
    this.row = new RowScores(items);
    this.lists = new ListTally(items);
    this.overall = new RankingEvaluator(options.k());
    this.surprises = options.counts() == null ? null : options.counts().surprises(scorer);
    if (options.counts() != null) {
      strata.add(
          new StrataTally(
              "training count of the label",
              Ranges.TRAINING_COUNTS,
              RowFacts::trainingCount,
              options.k()));
    }
    if (options.history() != null) {
      strata.add(
          new StrataTally(
              "length of the history",
              Ranges.HISTORY_LENGTHS,
              RowFacts::historyLength,
              options.k()));
    }
    if (options.ages() != null) {
      strata.add(new StrataTally("age", options.ages(), RowFacts::age, options.k()));
    }
  }

  @Override
  public void logits(float[] logits, int label) {
    RowFacts next = next(logits.length, label);
    row.ofLogits(logits, next.seen(), rows);
    add(next, label);
  }

  @Override
  public void scores(double[] scores, double[] probabilities, int label) {
    RowFacts next = next(scores.length, label);
    row.of(scores, probabilities, next.seen(), rows);
    add(next, label);
  }

  private RowFacts next(int given, int label) {
    if (given != items || label < RankingEvaluator.UNKNOWN || label >= items) {
      throw new IllegalArgumentException(
          "evaluation: row %d: expected %d scores and a label from -1 to %d, were %d and %d"
              .formatted(rows, items, items - 1, given, label));
    }
    return facts.next();
  }

  private void add(RowFacts next, int label) {
    groups.count(next.group(), Metric.Over.ROWS);
    boolean ranked = label != RankingEvaluator.UNKNOWN;
    if (ranked && row.isExcluded(label)) {
      seenLabels++;
      ranked = false;
    }
    boolean first = false;
    if (ranked) {
      double rank = row.rank(label);
      first = rank == 1;
      ranked(next, rank, row.logProbability(label));
    } else {
      overall.addUnknown();
      strata.forEach(part -> part.of(next).addUnknown());
    }
    int[] list = row.best(options.k());
    lists.add(list);
    if (list.length > 0) {
      calibration.add(row.probability(list[0]), first);
      novelty(next, list);
    }
    rows++;
  }

  private void ranked(RowFacts next, double rank, double logProbability) {
    overall.addRanked(rank, logProbability);
    strata.forEach(part -> part.of(next).addRanked(rank, logProbability));
    ranks.add(rank);
    int group = next.group();
    groups.count(group, Metric.Over.RANKED);
    groups.add(group, Metric.MEAN_RANK, rank);
    groups.add(group, Metric.LOSS, -logProbability);
    if (rank == 1) {
      groups.add(group, Metric.ACCURACY, 1);
    }
    if (rank <= options.k()) {
      groups.add(group, Metric.HIT_RATE, 1);
      groups.add(group, Metric.MRR, 1 / rank);
      groups.add(group, Metric.NDCG, LOG_2 / StrictMath.log(1 + rank));
    }
  }

  private void novelty(RowFacts next, int[] list) {
    if (surprises == null) {
      return;
    }
    double sum = 0;
    for (int item : list) {
      sum += surprises[item];
    }
    groups.count(next.group(), Metric.Over.LISTED);
    groups.add(next.group(), Metric.NOVELTY, sum / list.length);
  }

  RankingReport report() {
    facts.checkAllTaken();
    Evaluation evaluation = overall.evaluation();
    List<Stratum> parts = new ArrayList<>();
    strata.forEach(part -> part.addTo(parts));
    return new RankingReport(
        evaluation,
        seenLabels,
        ranks.median(),
        calibration.calibration(),
        lists.coverage(),
        lists.gini(),
        parts,
        groups);
  }
}
