package org.hybridrec.features.encoded;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that are written one after the other into an array that grows. Big-endian. */
final class RowBytes {

  private ByteBuffer buffer = ByteBuffer.allocate(1 << 14);

  /** Returns where to write so many bytes at most. */
  ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      int position = buffer.position();
      int capacity = Math.max(Math.addExact(position, bytes), 2 * buffer.capacity());
      buffer = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), capacity)).position(position);
    }
    return buffer;
  }

  byte[] array() {
    return buffer.array();
  }

  int size() {
    return buffer.position();
  }

  void clear() {
    buffer.clear();
  }
}
