package org.hybridrec.features.arrow;

import java.nio.charset.CharacterCodingException;
import org.apache.arrow.memory.ArrowBuf;

/** A buffer of a vector, read where it lies. */
final class ArrowBytes implements Bytes {

  private final ArrowBuf buffer;
  private final long size;

  ArrowBytes(ArrowBuf buffer) {
    this.buffer = buffer;
    this.size = buffer.capacity();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public byte int8(long offset) {
    return buffer.getByte(offset);
  }

  @Override
  public short int16(long offset) {
    return buffer.getShort(offset);
  }

  @Override
  public int int32(long offset) {
    return buffer.getInt(offset);
  }

  @Override
  public long int64(long offset) {
    return buffer.getLong(offset);
  }

  @Override
  public void copy(long offset, byte[] target, int length) {
    buffer.getBytes(offset, target, 0, length);
  }

  @Override
  public String utf8(long offset, int length) throws CharacterCodingException {
    byte[] bytes = new byte[length];
    copy(offset, bytes, length);
    return Utf8.decode(bytes, 0, length);
  }
}
