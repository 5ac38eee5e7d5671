package org.hybridrec.features;

import org.hybridrec.features.source.SourceBatch;

/** Ids that come value by value from a field: one for each value, none for an empty one. */
abstract class ValueIdReader implements IdReader {

  final FieldReader field;
  private long[] ids = new long[4];
  private int[] positions = new int[4];
  private int count;

  ValueIdReader(FieldReader field) {
    this.field = field;
  }

  /** Returns the id of a value that is not empty. */
  abstract long idOf(String value, int row);

  @Override
  public void open(SourceBatch batch) {
    field.open(batch);
  }

  @Override
  public int load(int row) {
    int n = field.load(row);
    if (n > ids.length) {
      ids = new long[2 * n];
      positions = new int[2 * n];
    }
    count = 0;
    for (int i = 0; i < n; i++) {
      String value = field.text(i);
      if (!value.isEmpty()) {
        ids[count] = idOf(value, row);
        positions[count] = i;
        count++;
      }
    }
    return count;
  }

  @Override
  public long id(int index) {
    return ids[index];
  }

  @Override
  public float weight(int index) {
    return field.weight(positions[index]);
  }

  @Override
  public boolean weighted() {
    return field.weighted();
  }
}
