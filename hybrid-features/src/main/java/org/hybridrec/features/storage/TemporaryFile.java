package org.hybridrec.features.storage;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/**
 * A file that is written at its end by one thread, and read at any place by any number of threads
 * side by side. It goes when it is closed, and where the system can do so its name goes at once: a
 * JVM that dies leaves nothing behind.
 *
 * <p>A thread that is interrupted while it reads or writes closes the file for all, as {@link
 * FileChannel} does; the exception's cause is then a {@link
 * java.nio.channels.ClosedByInterruptException}.
 */
public final class TemporaryFile implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final Path path;
  private final FileChannel channel;
  private long size;

  /** Takes a channel that is open for reading and writing, with nothing written. */
  TemporaryFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes an empty file in a folder.
   *
   * @throws TemporaryFileException if that is not possible
   */
  public static TemporaryFile in(Path folder) {
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

  /** Returns the file's path, whose name may be gone already. */
  public Path path() {
    return path;
  }

  /** Returns the number of bytes written and flushed. */
  public long size() {
    return size;
  }

  /**
   * Writes bytes after all that is there.
   *
   * @throws TemporaryFileException if they do not fit the disk; the file is then of no further use
   */
  public void append(byte[] bytes, int offset, int length) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    long needed = size + length;
    try {
      while (buffer.hasRemaining()) {
        size += channel.write(buffer, size);
      }
    } catch (IOException e) {
      throw new TemporaryFileException(
          String.format(
              "the temporary file %s cannot be written (%s): it needs %d bytes so far, its folder"
                  + " has %s free; make room there or choose another folder with temporaryFolder",
              path, e, needed, free()),
          path,
          needed,
          e);
    }
  }

  private String free() {
    Path folder = Objects.requireNonNullElse(path.getParent(), path);
    try {
      return Files.getFileStore(folder).getUsableSpace() + " bytes";
    } catch (IOException e) {
      return "an unknown number";
    }
  }

  /** Returns a stream that writes after all that is there. To be flushed, not closed. */
  public DataOutputStream append() {
    return new DataOutputStream(new BufferedOutputStream(new Appending(), BUFFER_BYTES));
  }

  private final class Appending extends OutputStream {

    @Override
    public void write(int single) {
      append(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      append(bytes, offset, length);
    }
  }

  /**
   * Reads bytes from that position on, all of them.
   *
   * @throws TemporaryFileException if they are not there or cannot be read
   */
  public void read(long position, byte[] target, int offset, int length) {
    ByteBuffer buffer = ByteBuffer.wrap(target, offset, length);
    try {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, position + length - buffer.remaining()) < 0) {
          throw new EOFException("it ends before byte " + (position + length));
        }
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Returns a stream of the bytes from that position on, with a place of its own. */
  public DataInputStream read(long position) {
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

  /** Returns the exception to throw for a failure of the streams. */
  public TemporaryFileException failure(IOException e) {
    return failure(path, e);
  }

  private static TemporaryFileException failure(Path path, IOException e) {
    return new TemporaryFileException(
        "the temporary file "
            + path
            + " cannot be used ("
            + e
            + "); make room there or choose another folder with temporaryFolder",
        path,
        0,
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
