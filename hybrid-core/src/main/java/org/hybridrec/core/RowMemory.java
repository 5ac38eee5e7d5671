package org.hybridrec.core;

import java.nio.file.Path;
import org.hybridrec.features.encoded.CompactRows;
import org.hybridrec.features.encoded.InputLayout;

/** How much memory encoded rows may take, and the folder of the file for those beyond. */
record RowMemory(long bytes, Path folder) {

  /** Of the heap, one part in so many by default. */
  private static final int HEAP_SHARE = 4;

  RowMemory {
    if (bytes < 0) {
      throw new IllegalArgumentException("rowMemory must be at least 0 bytes, was " + bytes);
    }
  }

  static RowMemory byDefault() {
    return new RowMemory(
        Runtime.getRuntime().maxMemory() / HEAP_SHARE,
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  RowMemory without(long taken) {
    return new RowMemory(Math.max(0, bytes - taken), folder);
  }

  CompactRows.Builder builder(InputLayout layout) {
    return CompactRows.builder(layout, bytes, folder);
  }
}
