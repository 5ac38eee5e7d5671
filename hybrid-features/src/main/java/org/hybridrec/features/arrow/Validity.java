package org.hybridrec.features.arrow;

import static org.hybridrec.features.arrow.MalformedArrowException.check;

import org.jspecify.annotations.Nullable;

/** The validity bitmap of an array: bit i, counted from the lowest of byte 0, says not null. */
final class Validity {

  private final @Nullable Bytes bits;

  private Validity(@Nullable Bytes bits) {
    this.bits = bits;
  }

  static Validity of(ArrowArray array) {
    Bytes bits = array.validity();
    check(bits == null || bits.size() >= (array.length() + 7) / 8, "the validity bitmap is short");
    return new Validity(bits);
  }

  boolean isNull(long index) {
    return bits != null && (bits.int8(index >> 3) >> (index & 7) & 1) == 0;
  }
}
