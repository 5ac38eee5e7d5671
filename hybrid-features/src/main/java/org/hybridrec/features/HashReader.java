package org.hybridrec.features;

import org.hybridrec.features.hashing.Fingerprint64;

/** Ids of a {@link HashBucketColumn}; the empty text is missing. */
final class HashReader extends ValueIdReader {

  private final int bucketCount;
  private final ColumnCounts counts;

  HashReader(HashBucketColumn column, Reading reading) {
    super(new FieldReader(column.field(), reading));
    this.bucketCount = column.bucketCount();
    this.counts = reading.counts();
  }

  @Override
  void take(String value, int position, int row) {
    if (!value.isEmpty()) {
      long fingerprint = Fingerprint64.of(value);
      counts.hashed(fingerprint, bucketCount);
      add(Fingerprint64.bucket(fingerprint, bucketCount), position);
    }
  }
}
