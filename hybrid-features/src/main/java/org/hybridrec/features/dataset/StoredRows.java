package org.hybridrec.features.dataset;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.storage.TemporaryFile;
import org.jspecify.annotations.Nullable;

/**
 * Rows kept in a temporary file, so that what was hard to come by is made once and read often. Rows
 * stand in blocks whose places are known, and remember where they came from. To be written by one
 * thread, finished, and then read by any.
 */
final class StoredRows implements ExampleSource, AutoCloseable {

  private static final int BLOCK = 1_024;

  private final SourceSchema schema;
  private final TemporaryFile file;
  private final DataOutputStream out;
  private final LongArrayList blocks = new LongArrayList();
  private long rowCount;

  StoredRows(SourceSchema schema, Path folder) {
    this.schema = schema;
    this.file = TemporaryFile.in(folder);
    this.out = file.append();
  }

  void add(SourceBatch batch, int row) {
    @Nullable Object[] cells = new @Nullable Object[schema.fields().size() + 1];
    for (int c = 0; c + 1 < cells.length; c++) {
      cells[c] = Cells.read(schema.fields().get(c), batch.column(c), row);
    }
    cells[cells.length - 1] = batch.location(row);
    try {
      if (rowCount % BLOCK == 0) {
        out.flush();
        blocks.add(file.size());
      }
      CellCodec.writeAll(out, cells);
      rowCount++;
    } catch (IOException e) {
      throw file.failure(e);
    }
  }

  void finish() {
    try {
      out.flush();
    } catch (IOException e) {
      throw file.failure(e);
    }
  }

  long rowCount() {
    return rowCount;
  }

  @Override
  public SourceSchema schema() {
    return schema;
  }

  @Override
  public SourceReader open() {
    return openFrom(0);
  }

  SourceReader openFrom(long row) {
    int block = (int) (row / BLOCK);
    Reader reader = new Reader(block);
    reader.skip((int) (row % BLOCK));
    return reader;
  }

  private final class Reader implements SourceReader {

    private final @Nullable DataInputStream in;
    private long next;

    Reader(int block) {
      this.in = block < blocks.size() ? file.read(blocks.getLong(block)) : null;
      this.next = (long) block * BLOCK;
    }

    void skip(int rows) {
      for (int i = 0; i < rows && next < rowCount; i++) {
        read();
      }
    }

    @Override
    public @Nullable SourceBatch next() {
      List<@Nullable Object[]> rows = new ArrayList<>();
      while (rows.size() < BLOCK && next < rowCount) {
        rows.add(read());
      }
      return rows.isEmpty() ? null : batch(rows);
    }

    private @Nullable Object[] read() {
      next++;
      try {
        return CellCodec.readAll(Objects.requireNonNull(in));
      } catch (IOException e) {
        throw file.failure(e);
      }
    }

    @Override
    public void close() {
      next = rowCount;
    }
  }

  private SourceBatch batch(List<@Nullable Object[]> rows) {
    List<SourceColumn> columns = new ArrayList<>();
    int width = schema.fields().size();
    for (int c = 0; c < width; c++) {
      int column = c;
      SourceField field = schema.fields().get(c);
      columns.add(new CellColumn(field, rows.stream().map(cells -> cells[column]).toArray()));
    }
    return new ColumnBatch(rows.size(), columns, row -> String.valueOf(rows.get(row)[width]));
  }

  @Override
  public void close() {
    file.close();
  }
}
