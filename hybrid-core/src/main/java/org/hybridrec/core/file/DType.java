package org.hybridrec.core.file;

/** The types of numbers a tensor may hold, by the names of the safetensors format. */
public enum DType {
  /** Double precision, IEEE 754. */
  F64(8),
  /** Single precision, IEEE 754. */
  F32(4),
  /** Signed, 64 bits. */
  I64(8),
  /** Signed, 32 bits. */
  I32(4),
  /** Unsigned, 8 bits. */
  U8(1);

  private final int byteCount;

  DType(int byteCount) {
    this.byteCount = byteCount;
  }

  /** Returns how many bytes one number takes. */
  public int byteCount() {
    return byteCount;
  }
}
