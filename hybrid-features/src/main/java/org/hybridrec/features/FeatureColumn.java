package org.hybridrec.features;

import java.util.List;

/**
 * What goes into the network from one or more fields of the source: an immutable value that knows
 * its name, its parents and its cardinality or width, and nothing of weights.
 */
public sealed interface FeatureColumn permits CategoricalColumn, DenseColumn {

  /** Returns the column's name, unique among the columns of a recommender. */
  String name();

  /** Returns the fields of the source that this column reads, parents included. */
  List<Field> fields();
}
