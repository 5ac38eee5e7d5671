package org.hybridrec.core;

import java.util.Objects;
import org.hybridrec.features.dataset.FittedOn;

/**
 * A fact of a recommender (a vocabulary, a mean, factors) and the rows it was fitted on, so that
 * one that has seen rows to evaluate on can be found. Immutable.
 *
 * @param what the fact in words, such as {@code the vocabulary of 'category'}
 * @param on the rows
 * @param knowsLabels true if rows to learn from are encoded with what was fitted on their own
 *     labels, as the lab's factors are
 */
public record FittedFact(String what, FittedOn on, boolean knowsLabels) {

  /** Checks that nothing is null. */
  public FittedFact {
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(on, "on");
  }

  /** Returns a fact that does no harm in training. */
  public static FittedFact of(String what, FittedOn on) {
    return new FittedFact(what, on, false);
  }
}
