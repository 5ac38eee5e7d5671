package org.hybridrec.features;

/**
 * What a {@link CrossedColumn} may combine: the raw text of a {@link Field}, or the ids of a
 * vocabulary, identity or bucketized column. Immutable.
 */
public sealed interface CrossKey permits Field, CategoricalColumn {

  /** Returns the name that enters the name of the cross. */
  String name();
}
