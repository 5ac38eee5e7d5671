package org.hybridrec.features.dataset;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hybridrec.features.storage.TemporaryFile;
import org.jspecify.annotations.Nullable;

/** Sorted runs of views in a temporary file, written one by one and then read side by side. */
final class SpillFile implements AutoCloseable {

  private final TemporaryFile file;

  private SpillFile(TemporaryFile file) {
    this.file = file;
  }

  /** Where a run stands in the file. */
  record Run(long start, int views) {}

  static SpillFile in(Path folder) {
    return new SpillFile(TemporaryFile.in(folder));
  }

  Run write(List<View> sorted) {
    long start = file.size();
    DataOutputStream out = file.append();
    try {
      for (View view : sorted) {
        write(out, view);
      }
      out.flush();
      return new Run(start, sorted.size());
    } catch (IOException e) {
      throw file.failure(e);
    }
  }

  private static void write(DataOutputStream out, View view) throws IOException {
    CellCodec.writeText(out, view.visitor);
    CellCodec.writeText(out, view.content);
    out.writeLong(view.session);
    out.writeLong(view.time);
    out.writeLong(view.row);
    CellCodec.writeAll(out, view.cells);
  }

  ViewStream read(Run run) {
    return new RunStream(file.read(run.start()), run.views());
  }

  private final class RunStream implements ViewStream {

    private final DataInputStream in;
    private int left;

    RunStream(DataInputStream in, int views) {
      this.in = in;
      this.left = views;
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
        throw file.failure(e);
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
    return new View(visitor, content, session, time, row, CellCodec.readAll(in));
  }

  @Override
  public void close() {
    file.close();
  }
}
