package org.hybridrec.features.arrow;

import java.util.List;
import java.util.Objects;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;

/** The columns of one record batch, or of all vectors of a root. */
record ArrowBatch(int rowCount, List<ArrowColumn> columns, Location location)
    implements SourceBatch {

  ArrowBatch {
    columns = List.copyOf(columns);
  }

  @Override
  public SourceColumn column(int index) {
    return columns.get(index);
  }

  @Override
  public String location(int row) {
    return location.ofRow(Objects.checkIndex(row, rowCount));
  }
}
