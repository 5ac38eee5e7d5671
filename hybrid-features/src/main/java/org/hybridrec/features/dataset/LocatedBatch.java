package org.hybridrec.features.dataset;

import java.util.function.IntFunction;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;

/** A batch whose rows say for themselves where they come from. */
record LocatedBatch(SourceBatch batch, IntFunction<String> where) implements SourceBatch {

  @Override
  public int rowCount() {
    return batch.rowCount();
  }

  @Override
  public SourceColumn column(int index) {
    return batch.column(index);
  }

  @Override
  public String location(int row) {
    return where.apply(row);
  }
}
