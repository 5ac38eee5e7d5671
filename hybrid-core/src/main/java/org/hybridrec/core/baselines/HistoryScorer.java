package org.hybridrec.core.baselines;

import java.util.List;
import org.hybridrec.core.evaluation.RankingEvaluator;
import org.hybridrec.core.evaluation.ScoredRows;
import org.hybridrec.core.evaluation.Scorer;
import org.hybridrec.features.LabelColumn;
import org.hybridrec.features.source.ExampleSource;

/** A scorer that looks at nothing but what the visitor has seen. */
abstract class HistoryScorer implements Scorer {

  private static final double TIE_BREAK = 1e-6;

  private final History history;
  private final Popularity popularity;

  HistoryScorer(History history, Popularity popularity) {
    this.history = history;
    this.popularity = popularity;
  }

  /** Scores all items for somebody who has seen these, newest first. */
  abstract void score(List<String> seen, double[] scores, double[] probabilities);

  final History history() {
    return history;
  }

  final Popularity popularity() {
    return popularity;
  }

  final LabelColumn label() {
    return popularity.label();
  }

  @Override
  public final int itemCount() {
    return label().items().size();
  }

  @Override
  public final int indexOf(String id) {
    return label().items().indexOf(id);
  }

  @Override
  public final void score(ExampleSource rows, ScoredRows target) {
    double[] scores = new double[itemCount()];
    double[] probabilities = new double[itemCount()];
    HistoryRows.each(
        rows,
        history,
        label().field(),
        (seen, next) -> {
          score(seen, scores, probabilities);
          target.scores(
              scores, probabilities, next == null ? RankingEvaluator.UNKNOWN : indexOf(next));
        });
  }

  /**
   * Completes scores that are no probabilities. Half of the probability is shared out by the
   * positive part of the score, the other half by popularity; all of it where no score is positive.
   * A millionth of the popularity is then added to the scores, which parts equal ones.
   */
  final void complete(double[] scores, double[] probabilities) {
    double sum = 0;
    for (double score : scores) {
      sum += Math.max(score, 0);
    }
    for (int item = 0; item < scores.length; item++) {
      double popular = popularity.probability(item);
      probabilities[item] = sum > 0 ? (Math.max(scores[item], 0) / sum + popular) / 2 : popular;
      scores[item] += TIE_BREAK * popular;
    }
  }
}
