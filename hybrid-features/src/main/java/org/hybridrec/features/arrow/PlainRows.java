package org.hybridrec.features.arrow;

/** Rows that hold one value, or none where it is null. */
record PlainRows(Values values) implements Rows {

  @Override
  public int count(int row) {
    return values.isNull(row) ? 0 : 1;
  }

  @Override
  public long start(int row) {
    return row;
  }
}
