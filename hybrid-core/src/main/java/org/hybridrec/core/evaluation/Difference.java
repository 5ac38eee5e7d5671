package org.hybridrec.core.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link Contrast}.
 *
 * @param contrast the question
 * @param value the arm's mean over its runs minus that of the other
 * @param interval its interval of the paired bootstrap, null where there is none
 * @param p how often, out of 10,000 resamples, the difference had the other sign, doubled
 *     (two-sided)
 * @param adjustedP p after Holm's correction for all contrasts of the comparison
 * @param runsBetter the runs whose own interval says that the arm is better
 * @param runs the number of pairs of runs
 */
public record Difference(
    Contrast contrast,
    double value,
    @Nullable Interval interval,
    double p,
    double adjustedP,
    int runsBetter,
    int runs) {

  private static final double SIGNIFICANT = 0.05;

  /**
   * Returns true if the arm is better: the interval is on the better side of 0, and the corrected p
   * is below 0.05.
   */
  public boolean isWin() {
    return adjustedP < SIGNIFICANT && isBetter(contrast.metric(), interval);
  }

  /** Returns true if the arm is worse, by the same measure. */
  public boolean isLoss() {
    return interval != null
        && adjustedP < SIGNIFICANT
        && (contrast.metric().higherIsBetter() ? interval.below(0) : interval.above(0));
  }

  /** Returns {@code better}, {@code worse}, or {@code open} where the rows do not say. */
  public String verdict() {
    if (isWin()) {
      return "better";
    }
    return isLoss() ? "worse" : "open";
  }

  static boolean isBetter(Metric metric, @Nullable Interval interval) {
    return interval != null && (metric.higherIsBetter() ? interval.above(0) : interval.below(0));
  }
}
