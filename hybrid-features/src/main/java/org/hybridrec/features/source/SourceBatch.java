package org.hybridrec.features.source;

/** Some consecutive rows of a source, column by column. Not thread-safe. */
public interface SourceBatch {

  /** Returns the number of rows, at least 1. */
  int rowCount();

  /**
   * Returns the column at that position of the source's {@link SourceSchema}.
   *
   * @throws IndexOutOfBoundsException if there is no such column
   */
  SourceColumn column(int index);

  /**
   * Says where a row stands, for error messages: {@code "views.csv line 17"}, {@code "row 3"}.
   *
   * @param row the row within this batch, from 0
   */
  String location(int row);
}
