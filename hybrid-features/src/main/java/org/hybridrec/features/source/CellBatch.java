package org.hybridrec.features.source;

import java.util.List;
import java.util.function.IntFunction;

/** A batch over columns of cells, with a function that says where a row stands. */
final class CellBatch implements SourceBatch {

  /** Rows in a full batch of the sources in this package. */
  static final int ROWS = 4_096;

  private final int rowCount;
  private final List<? extends SourceColumn> columns;
  private final IntFunction<String> location;

  CellBatch(int rowCount, List<? extends SourceColumn> columns, IntFunction<String> location) {
    this.rowCount = rowCount;
    this.columns = columns;
    this.location = location;
  }

  @Override
  public int rowCount() {
    return rowCount;
  }

  @Override
  public SourceColumn column(int index) {
    return columns.get(index);
  }

  @Override
  public String location(int row) {
    return location.apply(row);
  }
}
