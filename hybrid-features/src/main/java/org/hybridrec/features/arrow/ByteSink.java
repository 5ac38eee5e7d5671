package org.hybridrec.features.arrow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import org.hybridrec.features.source.InvalidDataException;

/** Little-endian bytes that grow: one buffer of a batch being written. */
final class ByteSink {

  private static final int MOST = Integer.MAX_VALUE - 8;

  private byte[] array = new byte[64];
  private ByteBuffer view = view();
  private int size;

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  void putInt(int value) {
    int at = grow(Integer.BYTES);
    view.putInt(at, value);
  }

  void putLong(long value) {
    int at = grow(Long.BYTES);
    view.putLong(at, value);
  }

  void put(byte[] bytes) {
    int at = grow(bytes.length);
    System.arraycopy(bytes, 0, array, at, bytes.length);
  }

  /** Appends bit number {@code index} of a bitmap; bits come in order. */
  void putBit(long index, boolean bit) {
    if ((index & 7) == 0) {
      int at = grow(1);
      array[at] = 0;
    }
    if (bit) {
      array[size - 1] |= (byte) (1 << (index & 7));
    }
  }

  void writeTo(WritableByteChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(array, 0, size);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Makes room and returns where it starts; array and view may be others afterwards. */
  private int grow(int by) {
    int start = size;
    if (by > MOST - start) {
      throw new InvalidDataException(
          "a column of a batch takes more than 2 GiB; give smaller batches");
    }
    size += by;
    if (size > array.length) {
      array = Arrays.copyOf(array, (int) Math.min(MOST, Math.max(size, 2L * array.length)));
      view = view();
    }
    return start;
  }

  private ByteBuffer view() {
    return ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
  }
}
