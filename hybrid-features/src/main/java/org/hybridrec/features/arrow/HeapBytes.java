package org.hybridrec.features.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.Objects;

/** A range of a Java array. */
final class HeapBytes implements Bytes {

  private final ByteBuffer buffer;

  HeapBytes(byte[] array, int from, int length) {
    this.buffer = ByteBuffer.wrap(array, from, length).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public long size() {
    return buffer.limit();
  }

  @Override
  public byte int8(long offset) {
    return buffer.get(Math.toIntExact(offset));
  }

  @Override
  public short int16(long offset) {
    return buffer.getShort(Math.toIntExact(offset));
  }

  @Override
  public int int32(long offset) {
    return buffer.getInt(Math.toIntExact(offset));
  }

  @Override
  public long int64(long offset) {
    return buffer.getLong(Math.toIntExact(offset));
  }

  @Override
  public void copy(long offset, byte[] target, int length) {
    buffer.get(Math.toIntExact(offset), target, 0, length);
  }

  @Override
  public String utf8(long offset, int length) throws CharacterCodingException {
    int from = Objects.checkFromIndexSize(Math.toIntExact(offset), length, buffer.limit());
    return Utf8.decode(buffer.array(), buffer.arrayOffset() + from, length);
  }
}
