package org.hybridrec.features.arrow;

/** Integers of 8 to 64 bits, signed and unsigned. */
final class IntegerValues implements Values {

  private final long count;
  private final Validity validity;
  private final Bytes data;
  private final int width;
  private final boolean signed;

  IntegerValues(ArrowArray array) {
    DataType type = array.field().type();
    this.count = array.length();
    this.validity = Validity.of(array);
    this.data = FixedWidth.data(array, type.width());
    this.width = type.width();
    this.signed = type.signed();
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
    long bits = bits(index);
    return signed ? Long.toString(bits) : Long.toUnsignedString(bits);
  }

  @Override
  public long integer(long index) {
    long bits = bits(index);
    if (bits < 0 && !signed) {
      throw new ArithmeticException(Long.toUnsignedString(bits));
    }
    return bits;
  }

  @Override
  public double number(long index) {
    long bits = bits(index);
    // halved with the lost bit kept sticky, so that doubling rounds as the whole number would
    return bits < 0 && !signed ? ((bits >>> 1) | (bits & 1)) * 2.0 : bits;
  }

  /** Returns the value in 64 bits, of which an unsigned 64-bit value uses the sign bit. */
  long bits(long index) {
    return switch (width) {
      case 1 -> signed ? data.int8(index) : Byte.toUnsignedLong(data.int8(index));
      case 2 -> signed ? data.int16(index << 1) : Short.toUnsignedLong(data.int16(index << 1));
      case 4 -> signed ? data.int32(index << 2) : Integer.toUnsignedLong(data.int32(index << 2));
      default -> data.int64(index << 3);
    };
  }
}
