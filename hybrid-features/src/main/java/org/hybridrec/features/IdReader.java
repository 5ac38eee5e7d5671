package org.hybridrec.features;

import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceSchema;

/** Reads the ids of a categorical column, or the keys of a cross, row by row. */
interface IdReader {

  /** The id of a value that a vocabulary or an identity column does not know. */
  long UNKNOWN = -1;

  void open(SourceBatch batch);

  /** Reads a row and returns how many ids it has, unknown ones included; 0 says it is missing. */
  int load(int row);

  /** Returns an id of the row, {@link #UNKNOWN}, or within a cross a fingerprint. */
  long id(int index);

  /** Returns the weight of an id. */
  float weight(int index);

  /** True if ids have weights. */
  boolean weighted();

  static IdReader of(
      CategoricalColumn column, SourceSchema schema, DirtyValues dirty, ColumnCounts counts) {
    if (column instanceof HashBucketColumn hash) {
      return new HashReader(hash, new FieldReader(hash.field(), schema, dirty, counts), counts);
    } else if (column instanceof VocabularyColumn vocabulary) {
      FieldReader field = new FieldReader(vocabulary.field(), schema, dirty, counts);
      return new VocabularyReader(vocabulary, field, counts);
    } else if (column instanceof IdentityColumn identity) {
      FieldReader field = new FieldReader(identity.field(), schema, dirty, counts);
      return new IdentityReader(identity, field, counts);
    } else if (column instanceof BucketizedColumn bucketized) {
      return new BucketReader(
          bucketized, new NumberReader(bucketized.number(), schema, dirty, counts));
    } else {
      return new CrossReader((CrossedColumn) column, schema, dirty, counts);
    }
  }
}
