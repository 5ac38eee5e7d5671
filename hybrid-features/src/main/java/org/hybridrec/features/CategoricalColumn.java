package org.hybridrec.features;

/**
 * A column that gives each row any number of ids in [0, cardinality). Immutable. It enters the
 * network through {@link FeatureColumns#embedding} or {@link FeatureColumns#indicator}.
 */
public sealed interface CategoricalColumn extends FeatureColumn, CrossKey
    permits HashBucketColumn, VocabularyColumn, IdentityColumn, BucketizedColumn, CrossedColumn {

  @Override
  String name();

  /** Returns one more than the largest id. */
  int cardinality();
}
