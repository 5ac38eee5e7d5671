package org.hybridrec.features.arrow;

import static org.hybridrec.features.arrow.MalformedArrowException.check;

/** Truth values, seen as the integers 0 and 1. */
final class BooleanValues implements Values {

  private final long count;
  private final Validity validity;
  private final Bytes bits;

  BooleanValues(ArrowArray array) {
    this.count = array.length();
    this.validity = Validity.of(array);
    this.bits = array.buffer(0);
    check(bits.size() >= (count + 7) / 8, "%d bits do not fit %d bytes", count, bits.size());
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public boolean isNull(long index) {
    return validity.isNull(index);
  }

  @Override
  public String text(long index) {
    return integer(index) == 0 ? "0" : "1";
  }

  @Override
  public long integer(long index) {
    return bits.int8(index >> 3) >> (index & 7) & 1;
  }

  @Override
  public double number(long index) {
    return integer(index);
  }
}
