package org.hybridrec.features.dataset;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.SourceSchema;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive rows of a source.
 *
 * @param rows the source
 * @param from first row, counted from 0
 * @param to first row after the last
 */
record RowRange(ExampleSource rows, long from, long to) implements ExampleSource {

  static long count(ExampleSource rows) {
    long count = 0;
    try (SourceReader reader = rows.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        count += batch.rowCount();
      }
    }
    return count;
  }

  @Override
  public SourceSchema schema() {
    return rows.schema();
  }

  @Override
  public SourceReader open() {
    if (rows instanceof StoredRows stored) {
      return new Reader(stored.openFrom(from), 0, to - from);
    }
    if (rows instanceof SelectedColumns selected) {
      return selected.select(new RowRange(selected.rows(), from, to).open());
    }
    return new Reader(rows.open(), from, to - from);
  }

  /** Skips some rows, then gives some. */
  private static final class Reader implements SourceReader {

    private final SourceReader reader;
    private long skip;
    private long left;

    Reader(SourceReader reader, long skip, long left) {
      this.reader = reader;
      this.skip = skip;
      this.left = left;
    }

    @Override
    public @Nullable SourceBatch next() {
      while (left > 0) {
        SourceBatch batch = reader.next();
        if (batch == null) {
          return null;
        }
        int first = (int) Math.min(skip, batch.rowCount());
        int count = (int) Math.min(left, batch.rowCount() - first);
        skip -= first;
        left -= count;
        if (count > 0) {
          return count == batch.rowCount() ? batch : part(batch, first, count);
        }
      }
      return null;
    }

    private static SourceBatch part(SourceBatch batch, int first, int count) {
      IntArrayList rows = new IntArrayList(count);
      for (int row = first; row < first + count; row++) {
        rows.add(row);
      }
      return new SelectedRows(batch, rows);
    }

    @Override
    public void close() {
      left = 0;
      reader.close();
    }
  }
}
