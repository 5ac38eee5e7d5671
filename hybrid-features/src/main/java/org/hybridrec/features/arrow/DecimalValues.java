package org.hybridrec.features.arrow;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Decimals of 32 to 256 bits, seen as the nearest double. */
final class DecimalValues implements Values {

  private final long count;
  private final Validity validity;
  private final Bytes data;
  private final int width;
  private final int scale;

  DecimalValues(ArrowArray array) {
    DataType type = array.field().type();
    this.count = array.length();
    this.validity = Validity.of(array);
    this.data = FixedWidth.data(array, type.width());
    this.width = type.width();
    this.scale = type.scale();
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
    byte[] bigEndian = new byte[width];
    for (int i = 0; i < width; i++) {
      bigEndian[width - 1 - i] = data.int8(index * width + i);
    }
    return new BigDecimal(new BigInteger(bigEndian), scale).doubleValue();
  }
}
