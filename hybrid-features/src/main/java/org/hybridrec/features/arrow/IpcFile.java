package org.hybridrec.features.arrow;

import static org.hybridrec.features.arrow.MalformedArrowException.check;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.arrow.flatbuf.Footer;

/**
 * Where the messages of a file stand. Arrow's file format wraps a stream: magic and two zeros, the
 * stream, a footer that lists the batches, its length, magic.
 *
 * @param name what messages call it
 * @param opener opens it at its first byte
 * @param framed true for the file format, false for a bare stream
 */
record IpcFile(String name, Opener opener, boolean framed) {

  private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD = 8;
  private static final int TAIL = Integer.BYTES + MAGIC.length;

  /** A range of bytes with messages, and how many record batches stand there, -1 if not known. */
  record Extent(long start, long end, int batchCount) {}

  /** Opens a file for reading. */
  interface Opener {
    SeekableByteChannel open() throws IOException;
  }

  static IpcFile of(Path path, boolean framed) {
    String name = String.valueOf(path.getFileName());
    return new IpcFile(name, () -> Files.newByteChannel(path), framed);
  }

  /** Returns true if the file starts with the magic of the file format. */
  static boolean hasMagic(Opener opener) throws IOException {
    try (SeekableByteChannel channel = opener.open()) {
      return channel.size() >= HEAD && Arrays.equals(read(channel, 0, MAGIC.length), MAGIC);
    }
  }

  Extent extent(SeekableByteChannel channel) throws IOException {
    long size = channel.size();
    if (!framed) {
      return new Extent(0, size, -1);
    }
    check(
        size >= HEAD + TAIL
            && Arrays.equals(read(channel, 0, MAGIC.length), MAGIC)
            && Arrays.equals(read(channel, size - MAGIC.length, MAGIC.length), MAGIC),
        "it does not start and end with ARROW1: it is cut short or not an Arrow IPC file");
    int length = littleEndian(read(channel, size - TAIL, Integer.BYTES)).getInt();
    check(
        length > 0 && length <= Math.min(size - HEAD - TAIL, FrameReader.HEAD_LIMIT),
        "its footer has %d bytes",
        length);
    long end = size - TAIL - length;
    Footer footer = Footer.getRootAsFooter(littleEndian(read(channel, end, length)));
    return new Extent(HEAD, end, footer.recordBatchesLength());
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] read(SeekableByteChannel channel, long position, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    channel.position(position);
    while (bytes.hasRemaining()) {
      check(channel.read(bytes) >= 0, "it became shorter while it was read");
    }
    return bytes.array();
  }
}
