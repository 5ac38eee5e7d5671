package org.hybridrec.features.encoded;

/**
 * All rows of a data set, encoded once and read in any order: what training runs over. Thread-safe.
 */
public interface EncodedRows {

  /** Returns the layout of every batch. */
  InputLayout layout();

  /** Returns the number of rows. */
  long rowCount();

  /**
   * Copies the rows at those positions into a new batch, in the order given.
   *
   * @param rows positions in [0, rowCount)
   * @param from first position to use
   * @param to one past the last
   */
  EncodedBatch gather(long[] rows, int from, int to);
}
