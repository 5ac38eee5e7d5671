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
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A temporary file of sorted runs of views, written one after the other and then read side by side.
 * The file goes when it is closed, and where the system can do so its name goes at once: a JVM that
 * dies leaves nothing behind.
 */
final class SpillFile implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final Path path;
  private final FileChannel channel;

  private SpillFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Where a run stands in the file. */
  record Run(long start, int views) {}

  static SpillFile in(Path folder) {
    Path path = folder.resolve("hybridrec-views-" + UUID.randomUUID() + ".tmp");
    try {
      return new SpillFile(
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

  Run write(List<View> sorted) {
    try {
      long start = channel.size();
      channel.position(start);
      DataOutputStream out =
          new DataOutputStream(
              new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES));
      for (View view : sorted) {
        write(out, view);
      }
      out.flush();
      return new Run(start, sorted.size());
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  private static void write(DataOutputStream out, View view) throws IOException {
    CellCodec.writeText(out, view.visitor);
    CellCodec.writeText(out, view.content);
    out.writeLong(view.session);
    out.writeLong(view.time);
    out.writeLong(view.row);
    out.writeInt(view.cells.length);
    for (Object cell : view.cells) {
      CellCodec.write(out, cell);
    }
  }

  ViewStream read(Run run) {
    return new RunStream(run);
  }

  private final class RunStream implements ViewStream {

    private final DataInputStream in;
    private int left;

    RunStream(Run run) {
      this.in =
          new DataInputStream(
              new BufferedInputStream(new PositionedInput(channel, run.start()), BUFFER_BYTES));
      this.left = run.views();
    }

    @Override
    public @Nullable View next() {
      if (left == 0) {
        return null;
      }
      left--;
      try {
        return readView(in);
      } catch (IOException e) {
        throw failure(path, e);
      }
    }

    @Override
    public void close() {
      left = 0;
    }
  }

  private static View readView(DataInputStream in) throws IOException {
    String visitor = CellCodec.readText(in);
    String content = CellCodec.readText(in);
    long session = in.readLong();
    long time = in.readLong();
    long row = in.readLong();
    @Nullable Object[] cells = new @Nullable Object[in.readInt()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = CellCodec.read(in);
    }
    return new View(visitor, content, session, time, row, cells);
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

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  private static UncheckedIOException failure(Path path, IOException e) {
    return new UncheckedIOException(
        "views cannot be sorted with the temporary file "
            + path
            + " ("
            + e
            + "); make room there or choose another folder with temporaryFolder",
        e);
  }
}
