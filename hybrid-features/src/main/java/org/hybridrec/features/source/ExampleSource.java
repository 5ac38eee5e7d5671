package org.hybridrec.features.source;

import java.util.List;

/**
 * Where rows come from: a stream of column batches that can be opened again and again, each time
 * giving the same rows in the same order. Implementations are immutable and may be shared between
 * threads; a reader belongs to one thread.
 */
public interface ExampleSource {

  /**
   * Starts a source over rows in memory: {@code ExampleSource.rows(views).text("id", View::id)}.
   *
   * @param <T> the type of a row
   * @param rows the rows, copied
   */
  static <T> RowSource<T> rows(List<? extends T> rows) {
    return RowSource.rows(rows);
  }

  /** Returns the columns. Reads no rows. */
  SourceSchema schema();

  /**
   * Opens the source at its first row.
   *
   * @throws java.io.UncheckedIOException if the underlying data cannot be opened
   * @throws InvalidDataException if what is there cannot be read as rows
   */
  SourceReader open();
}
