package org.hybridrec.features.arrow;

/** Floating point numbers of 16, 32 and 64 bits (IEEE 754). */
final class FloatValues implements Values {

  private final long count;
  private final Validity validity;
  private final Bytes data;
  private final int width;

  FloatValues(ArrowArray array) {
    this.count = array.length();
    this.validity = Validity.of(array);
    this.width = array.field().type().width();
    this.data = FixedWidth.data(array, width);
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
  public double number(long index) {
    return switch (width) {
      case 2 -> half(data.int16(index << 1));
      case 4 -> Float.intBitsToFloat(data.int32(index << 2));
      default -> Double.longBitsToDouble(data.int64(index << 3));
    };
  }

  /** Widens a binary16: 1 sign bit, 5 exponent bits with bias 15, 10 fraction bits. */
  static float half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    float size;
    if (exponent == 0) {
      size = fraction * 0x1p-24f;
    } else if (exponent == 0x1f) {
      size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else {
      size = Math.scalb(1 + fraction * 0x1p-10f, exponent - 15);
    }
    return bits < 0 ? -size : size;
  }
}
