package org.hybridrec.features.dataset;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that is written at its end and read at any place, by several readers side by side. It goes
 * when it is closed, and where the system can do so its name goes at once: a JVM that dies leaves
 * nothing behind.
 */
final class TemporaryFile implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final Path path;
  private final FileChannel channel;

  private TemporaryFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static TemporaryFile in(Path folder) {
    Path path = folder.resolve("hybridrec-" + UUID.randomUUID() + ".tmp");
    try {
      return new TemporaryFile(
          path,
          FileChannel.open(
              path,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  /** Returns the number of bytes written and flushed. */
  long size() {
    try {
      return channel.size();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Writes after all that is there. To be flushed, not closed. */
  DataOutputStream append() {
    try {
      channel.position(channel.size());
    } catch (IOException e) {
      throw failure(e);
    }
    return new DataOutputStream(
        new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES));
  }

  DataInputStream read(long position) {
    return new DataInputStream(
        new BufferedInputStream(new PositionedInput(channel, position), BUFFER_BYTES));
  }

  /** Reads a file from a place of its own, without moving the channel's. */
  private static final class PositionedInput extends InputStream {

    private final FileChannel channel;
    private long position;

    PositionedInput(FileChannel channel, long position) {
      this.channel = channel;
      this.position = position;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = channel.read(ByteBuffer.wrap(bytes, offset, length), position);
      position += Math.max(count, 0);
      return count;
    }
  }

  UncheckedIOException failure(IOException e) {
    return failure(path, e);
  }

  private static UncheckedIOException failure(Path path, IOException e) {
    return new UncheckedIOException(
        "the temporary file "
            + path
            + " cannot be used ("
            + e
            + "); make room there or choose another folder with temporaryFolder",
        e);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw failure(e);
    }
  }
}
