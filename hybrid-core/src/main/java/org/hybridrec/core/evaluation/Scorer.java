package org.hybridrec.core.evaluation;

import org.hybridrec.features.source.ExampleSource;

/**
 * Whatever can rank all items for a row: a model, a baseline, the truth of a generated world. An
 * {@link Evaluator} measures all of them by the same code. Implementations are immutable and
 * thread-safe.
 */
public interface Scorer {

  /** Returns the number of items that are ranked, at least 1. */
  int itemCount();

  /** Returns the class of an item's id, or -1 for an item that is not ranked. */
  int indexOf(String id);

  /**
   * Scores rows: opens the source once and hands over every row, in the order of the source.
   *
   * @param rows rows with labels
   * @param target takes the scores
   * @throws org.hybridrec.features.source.SchemaException if the rows lack a field
   */
  void score(ExampleSource rows, ScoredRows target);
}
