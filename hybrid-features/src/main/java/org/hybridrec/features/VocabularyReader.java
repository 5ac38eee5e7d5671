package org.hybridrec.features;

import org.hybridrec.features.hashing.Fingerprint64;

/** Ids of a {@link VocabularyColumn}. */
final class VocabularyReader extends ValueIdReader {

  private final VocabularyColumn column;
  private final ColumnCounts counts;

  VocabularyReader(VocabularyColumn column, FieldReader field, ColumnCounts counts) {
    super(field);
    this.column = column;
    this.counts = counts;
  }

  @Override
  long idOf(String value, int row) {
    int known = column.vocabulary().indexOf(value);
    if (known >= 0) {
      return known;
    }
    counts.unknown++;
    if (column.oovBuckets() == 0) {
      return UNKNOWN;
    }
    return (long) column.vocabulary().size()
        + Fingerprint64.bucket(Fingerprint64.of(value), column.oovBuckets());
  }
}
