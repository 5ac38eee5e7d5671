package org.hybridrec.features;

import java.util.List;

/**
 * Values hashed into a fixed number of buckets: {@code Fingerprint64(UTF-8 bytes) mod bucketCount},
 * unsigned, as TensorFlow's {@code categorical_column_with_hash_bucket}. Immutable. Whole numbers
 * are hashed as their decimal text. A missing or empty value has no id; no value is unknown.
 * Different values can share a bucket: with as many buckets as values about 63 % of them do, so
 * prefer {@link VocabularyColumn} where the values are known.
 *
 * @param field where the values come from
 * @param bucketCount number of buckets, at least 1
 */
public record HashBucketColumn(Field field, int bucketCount) implements CategoricalColumn {

  /** Checks the bucket count. */
  public HashBucketColumn {
    Check.atLeastOne(field.name(), "bucketCount", bucketCount);
  }

  @Override
  public String name() {
    return field.name();
  }

  @Override
  public int cardinality() {
    return bucketCount;
  }

  @Override
  public List<Field> fields() {
    return List.of(field);
  }
}
