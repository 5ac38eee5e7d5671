package org.hybridrec.features.arrow;

import org.jspecify.annotations.Nullable;

/**
 * Where a batch stands, for messages. Batches and rows count from 0, rows from the start of the
 * file.
 *
 * @param file the file, or null for vectors in memory
 * @param batch the number of the batch
 * @param firstRow the number of its first row
 */
record Location(@Nullable String file, int batch, long firstRow) {

  /** Names the batch: {@code views.arrows batch 2}. */
  String ofBatch() {
    return file == null ? "the vectors" : file + " batch " + batch;
  }

  /** Names a row of the batch: {@code views.arrows row 17 (batch 2)}. */
  String ofRow(int row) {
    String number = "row " + (firstRow + row);
    return file == null ? number : file + " " + number + " (batch " + batch + ")";
  }
}
