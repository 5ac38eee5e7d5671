package org.hybridrec.core.factorization;

import java.util.Arrays;

/**
 * A sparse matrix, row by row: row r has the columns {@code columns[offsets[r]] …} in ascending
 * order with their values. Nobody changes the arrays.
 *
 * @param offsets [rows + 1], where each row begins and the last one ends
 * @param columns the columns of all cells
 * @param values the values of all cells
 * @param columnCount number of columns
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record SparseRows(int[] offsets, int[] columns, float[] values, int columnCount) {

  /** Puts cells into their rows; within a row they keep their order, which may not ascend. */
  static SparseRows bucketed(
      int[] rows, int[] columns, float[] values, int rowCount, int columnCount) {
    int[] offsets = new int[rowCount + 1];
    for (int row : rows) {
      offsets[row + 1]++;
    }
    for (int row = 0; row < rowCount; row++) {
      offsets[row + 1] += offsets[row];
    }
    int[] placedColumns = new int[rows.length];
    float[] placedValues = new float[rows.length];
    int[] next = offsets.clone();
    for (int i = 0; i < rows.length; i++) {
      int place = next[rows[i]]++;
      placedColumns[place] = columns[i];
      placedValues[place] = values[i];
    }
    return new SparseRows(offsets, placedColumns, placedValues, columnCount);
  }

  int rowCount() {
    return offsets.length - 1;
  }

  int size() {
    return columns.length;
  }

  /** Number of cells in a row. */
  int count(int row) {
    return offsets[row + 1] - offsets[row];
  }

  /**
   * The same matrix, column by column: in every column rows ascend, and cells of one place keep
   * their order.
   */
  SparseRows transposed() {
    int[] rows = new int[size()];
    for (int row = 0; row < rowCount(); row++) {
      Arrays.fill(rows, offsets[row], offsets[row + 1], row);
    }
    return bucketed(columns, rows, values, columnCount, rowCount());
  }
}
