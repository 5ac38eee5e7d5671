package org.hybridrec.features;

import org.hybridrec.features.hashing.Fingerprint64;

/** Ids of a {@link HashBucketColumn}. */
final class HashReader extends ValueIdReader {

  private final int bucketCount;
  private final ColumnCounts counts;

  HashReader(HashBucketColumn column, FieldReader field, ColumnCounts counts) {
    super(field);
    this.bucketCount = column.bucketCount();
    this.counts = counts;
  }

  @Override
  long idOf(String value, int row) {
    long fingerprint = Fingerprint64.of(value);
    counts.hashed(fingerprint, bucketCount);
    return Fingerprint64.bucket(fingerprint, bucketCount);
  }
}
