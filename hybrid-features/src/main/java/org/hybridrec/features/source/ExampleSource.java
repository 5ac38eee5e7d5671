package org.hybridrec.features.source;

/**
 * Where rows come from: a stream of column batches that can be opened again and again, each time
 * giving the same rows in the same order. Implementations are immutable and may be shared between
 * threads; a reader belongs to one thread.
 */
public interface ExampleSource {

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
