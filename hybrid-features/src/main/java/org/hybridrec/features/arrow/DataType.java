package org.hybridrec.features.arrow;

/**
 * An Arrow type as far as reading needs it.
 *
 * @param kind the family
 * @param name what messages call it
 * @param width bytes of a value; of a fixed-size list its number of elements; else 0
 * @param signed whether an integer has a sign
 * @param scale digits behind the point of a decimal
 * @param bufferCount buffers of an array in a message, the validity bitmap included and the data
 *     buffers of views left out
 */
record DataType(Kind kind, String name, int width, boolean signed, int scale, int bufferCount) {

  static DataType plain(Kind kind, String name, int bufferCount) {
    return new DataType(kind, name, 0, false, 0, bufferCount);
  }

  static DataType integer(int bits, boolean signed) {
    return new DataType(Kind.INTEGER, (signed ? "int" : "uint") + bits, bits / 8, signed, 0, 2);
  }

  /** A moment as an integer in the column's own unit. */
  static DataType timestamp() {
    return new DataType(Kind.INTEGER, "timestamp", Long.BYTES, true, 0, 2);
  }

  static DataType floating(int bytes) {
    return new DataType(Kind.FLOAT, "float" + 8 * bytes, bytes, true, 0, 2);
  }

  static DataType decimal(int bits, int scale) {
    return new DataType(Kind.DECIMAL, "decimal" + bits, bits / 8, true, scale, 2);
  }

  static DataType fixedSizeList(int size) {
    return new DataType(Kind.FIXED_SIZE_LIST, "fixed-size list", size, false, 0, 1);
  }

  static DataType other(String name, int bufferCount) {
    return plain(Kind.OTHER, name, bufferCount);
  }
}
