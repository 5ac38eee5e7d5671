package org.hybridrec.core.ranking;

import java.util.Objects;

/**
 * One recommended content. Immutable.
 *
 * @param id the content's id, as it stands in the label's index
 * @param probability the model's probability that this content comes next: finite, at least 0, and
 *     above 1 by no more than rounding
 * @param rank the place in the list, counted from 1
 */
public record Recommendation(String id, float probability, int rank) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the probability is NaN, infinite or negative, or the rank
   *     is below 1
   */
  public Recommendation {
    Objects.requireNonNull(id, "id");
    if (!(probability >= 0 && probability < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "recommendation: probability must be finite and at least 0, was " + probability);
    }
    if (rank < 1) {
      throw new IllegalArgumentException("recommendation: rank must be at least 1, was " + rank);
    }
  }
}
