package org.hybridrec.features.dataset;

import java.util.List;
import java.util.function.IntFunction;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;

/**
 * A batch put together of columns.
 *
 * @param rowCount number of rows
 * @param columns the columns, each with so many rows
 * @param where says where a row stands
 */
record ColumnBatch(int rowCount, List<? extends SourceColumn> columns, IntFunction<String> where)
    implements SourceBatch {

  @Override
  public SourceColumn column(int index) {
    return columns.get(index);
  }

  @Override
  public String location(int row) {
    return where.apply(row);
  }
}
