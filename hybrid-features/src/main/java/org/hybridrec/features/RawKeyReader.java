package org.hybridrec.features;

import org.hybridrec.features.hashing.Fingerprint64;
import org.hybridrec.features.source.SourceBatch;

/** The fingerprints of a raw field within a cross; the empty text is a value here. */
final class RawKeyReader implements IdReader {

  private final FieldReader field;

  RawKeyReader(FieldReader field) {
    this.field = field;
  }

  @Override
  public void open(SourceBatch batch) {
    field.open(batch);
  }

  @Override
  public int load(int row) {
    return field.load(row);
  }

  @Override
  public long id(int index) {
    return Fingerprint64.of(field.text(index));
  }

  @Override
  public float weight(int index) {
    return 1f;
  }

  @Override
  public boolean weighted() {
    return false;
  }
}
