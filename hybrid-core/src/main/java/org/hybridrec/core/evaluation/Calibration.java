package org.hybridrec.core.evaluation;

import java.util.List;

/**
 * Whether first recommendations come true as often as their probability says. Rows stand in the
 * order of the probability of their first recommendation, cut into at most 15 bins of nearly equal
 * size.
 *
 * @param bins the bins, least confident first
 * @param error the expected calibration error: the mean, over rows, of the distance between
 *     confidence and accuracy of the row's bin. 0 is best
 * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al., On Calibration of Modern Neural
 *     Networks, ICML 2017</a>
 */
public record Calibration(List<Bin> bins, double error) {

  /**
   * Rows of like confidence.
   *
   * @param rows how many
   * @param confidence the mean probability of their first recommendation
   * @param accuracy the share of rows in which it was the label
   */
  public record Bin(long rows, double confidence, double accuracy) {}

  /** Copies the list. */
  public Calibration {
    bins = List.copyOf(bins);
  }
}
