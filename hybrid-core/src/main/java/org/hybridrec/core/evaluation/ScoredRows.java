package org.hybridrec.core.evaluation;

/**
 * Takes scored rows from a {@link Scorer}, one call a row. Arrays stay the caller's, who may fill
 * them anew for the next row. For one thread.
 */
public interface ScoredRows {

  /**
   * Takes a row by its logits: unnormalized log probabilities, from which rank and probability both
   * follow.
   *
   * @param logits one logit an item
   * @param label the class of the item that came next, or {@link RankingEvaluator#UNKNOWN}
   * @throws NonFiniteLogitException if a logit is NaN or infinite
   */
  void logits(float[] logits, int label);

  /**
   * Takes a row by scores that say the order, and probabilities.
   *
   * @param scores one an item, higher is better
   * @param probabilities one an item, above 0, with sum 1
   * @param label the class of the item that came next, or {@link RankingEvaluator#UNKNOWN}
   * @throws NonFiniteLogitException if a score is NaN or infinite
   */
  void scores(double[] scores, double[] probabilities, int label);
}
