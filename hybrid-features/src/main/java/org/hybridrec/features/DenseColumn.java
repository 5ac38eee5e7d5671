package org.hybridrec.features;

/** A column that gives each row a fixed number of floats. Immutable. */
public sealed interface DenseColumn extends FeatureColumn
    permits NumericColumn, EmbeddingColumn, IndicatorColumn, VectorColumn {

  /** Returns how many floats a row of this column has. */
  int width();

  /**
   * Returns the same column under another name.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  DenseColumn named(String name);
}
