package org.hybridrec.features;

import org.hybridrec.features.source.SourceBatch;

/** Reads the ids of a categorical column, or the keys of a cross, row by row. */
interface IdReader {

  /** The id of a value that a vocabulary or an identity column does not know. */
  long UNKNOWN = -1;

  void open(SourceBatch batch);

  /** Reads a row and returns how many ids it has, unknown ones included; 0 says it is missing. */
  int load(int row);

  /** Returns an id of the row, {@link #UNKNOWN}, or for a raw key of a cross a fingerprint. */
  long id(int index);

  /** True if ids have weights. */
  default boolean weighted() {
    return false;
  }

  /** Returns the weight of an id. */
  default float weight(int index) {
    return 1f;
  }

  static IdReader of(CrossKey column, Reading reading) {
    if (column instanceof Field field) {
      IdReader raw = new RawKeyReader(new FieldReader(field, reading));
      return RememberedIds.of(raw, field, reading);
    } else if (column instanceof HashBucketColumn hash) {
      return RememberedIds.of(new HashReader(hash, reading), hash.field(), reading);
    } else if (column instanceof VocabularyColumn known) {
      return RememberedIds.of(new VocabularyReader(known, reading), known.field(), reading);
    } else if (column instanceof IdentityColumn identity) {
      return RememberedIds.of(new IdentityReader(identity, reading), identity.field(), reading);
    } else if (column instanceof BucketizedColumn bucketized) {
      Field field = bucketized.number().field();
      return RememberedIds.of(new BucketReader(bucketized, reading), field, reading);
    } else {
      return new CrossReader((CrossedColumn) column, reading);
    }
  }
}
