package org.hybridrec.core.factorization;

import java.util.Objects;

/**
 * An item in a ranked list. Immutable.
 *
 * @param id the item's id
 * @param score the larger the better: a scalar product of factors or a cosine, finite
 * @param rank the place in the list, counted from 1
 */
public record ScoredItem(String id, float score, int rank) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the score is not finite or the rank is below 1
   */
  public ScoredItem {
    Objects.requireNonNull(id, "id");
    if (!Float.isFinite(score)) {
      throw new IllegalArgumentException("scored item: score must be finite, was " + score);
    }
    if (rank < 1) {
      throw new IllegalArgumentException("scored item: rank must be at least 1, was " + rank);
    }
  }
}
