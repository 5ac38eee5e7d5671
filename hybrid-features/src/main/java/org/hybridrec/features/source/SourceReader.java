package org.hybridrec.features.source;

import org.jspecify.annotations.Nullable;

/** One pass over a source. Not thread-safe. Close it to release files and memory. */
public interface SourceReader extends AutoCloseable {

  /**
   * Returns the next rows, or null after the last. The batch is valid until the next call or until
   * the reader is closed: a source may reuse its memory.
   *
   * @throws java.io.UncheckedIOException if reading fails
   * @throws InvalidDataException if the next rows are malformed; the message says where
   */
  @Nullable SourceBatch next();

  @Override
  void close();
}
