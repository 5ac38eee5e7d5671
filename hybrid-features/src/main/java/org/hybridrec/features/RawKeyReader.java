package org.hybridrec.features;

import org.hybridrec.features.hashing.Fingerprint64;

/** The fingerprints of a raw field within a cross; the empty text is a value here. */
final class RawKeyReader extends ValueIdReader {

  RawKeyReader(FieldReader field) {
    super(field);
  }

  @Override
  void take(String value, int position, int row) {
    add(Fingerprint64.of(value), position);
  }
}
