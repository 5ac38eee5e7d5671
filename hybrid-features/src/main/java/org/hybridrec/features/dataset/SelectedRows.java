package org.hybridrec.features.dataset;

import it.unimi.dsi.fastutil.ints.IntList;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a batch.
 *
 * @param all the batch
 * @param rows which rows of it, as a list that nobody changes any more
 */
record SelectedRows(SourceBatch all, IntList rows) implements SourceBatch {

  @Override
  public int rowCount() {
    return rows.size();
  }

  @Override
  public SourceColumn column(int index) {
    return new Column(all.column(index), rows);
  }

  @Override
  public String location(int row) {
    return all.location(rows.getInt(row));
  }

  private record Column(SourceColumn all, IntList rows) implements SourceColumn {

    @Override
    public int valueCount(int row) {
      return all.valueCount(rows.getInt(row));
    }

    @Override
    public boolean isNull(int row, int index) {
      return all.isNull(rows.getInt(row), index);
    }

    @Override
    public boolean isInvalid(int row) {
      return all.isInvalid(rows.getInt(row));
    }

    @Override
    public @Nullable Object dictionary() {
      return all.dictionary();
    }

    @Override
    public int key(int row, int index) {
      return all.key(rows.getInt(row), index);
    }

    @Override
    public String text(int row, int index) {
      return all.text(rows.getInt(row), index);
    }

    @Override
    public long integer(int row, int index) {
      return all.integer(rows.getInt(row), index);
    }

    @Override
    public double number(int row, int index) {
      return all.number(rows.getInt(row), index);
    }
  }
}
