package org.hybridrec.features.encoded;

import java.nio.ByteBuffer;

/** How the content of one slot is written into a row. */
interface SlotFormat {

  /** Returns the bytes that every row takes, or -1 if they differ. */
  int bytes();

  /** Returns this format if it has room for the row, else one that has. */
  SlotFormat fitting(EncodedBatch batch, int row);

  /**
   * Writes the content of a row that fits; always the bytes of {@link #bytes} if they are known.
   */
  void write(EncodedBatch batch, int row, RowBytes out);

  /** Reads the content of a row. */
  void read(ByteBuffer in, BatchWriter out);

  /** Returns in how many bytes numbers below a limit fit: 1, 2 or 4. */
  static int idBytes(long limit) {
    return limit <= 1 << Byte.SIZE ? 1 : limit <= 1 << Short.SIZE ? 2 : 4;
  }

  static void putId(ByteBuffer out, int id, int bytes) {
    if (bytes == 1) {
      out.put((byte) id);
    } else if (bytes == 2) {
      out.putShort((short) id);
    } else {
      out.putInt(id);
    }
  }

  static int getId(ByteBuffer in, int bytes) {
    return bytes == 1
        ? Byte.toUnsignedInt(in.get())
        : bytes == 2 ? Short.toUnsignedInt(in.getShort()) : in.getInt();
  }
}
