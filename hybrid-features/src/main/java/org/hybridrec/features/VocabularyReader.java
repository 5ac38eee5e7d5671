package org.hybridrec.features;

import org.hybridrec.features.hashing.Fingerprint64;

/** Ids of a {@link VocabularyColumn}; the empty text is missing. */
final class VocabularyReader extends ValueIdReader {

  private final Vocabulary vocabulary;
  private final int oovBuckets;
  private final ColumnCounts counts;

  VocabularyReader(VocabularyColumn column, Reading reading) {
    super(new FieldReader(column.field(), reading));
    this.vocabulary = column.vocabulary();
    this.oovBuckets = column.oovBuckets();
    this.counts = reading.counts();
  }

  @Override
  void take(String value, int position, int row) {
    if (value.isEmpty()) {
      return;
    }
    int known = vocabulary.indexOf(value);
    if (known >= 0) {
      add(known, position);
    } else {
      counts.unknown++;
      add(unknown(value), position);
    }
  }

  private long unknown(String value) {
    return oovBuckets == 0
        ? UNKNOWN
        : vocabulary.size() + Fingerprint64.bucket(Fingerprint64.of(value), oovBuckets);
  }
}
