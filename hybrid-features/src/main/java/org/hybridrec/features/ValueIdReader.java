package org.hybridrec.features;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import org.hybridrec.features.source.SourceBatch;

/** Ids that come value by value from a field; a missing value has none. */
abstract class ValueIdReader implements IdReader {

  private final FieldReader field;
  private final LongArrayList ids = new LongArrayList();
  private final IntArrayList positions = new IntArrayList();

  ValueIdReader(FieldReader field) {
    this.field = field;
  }

  /** Takes a value of the row, usually by {@link #add adding} its id. */
  abstract void take(String value, int position, int row);

  void add(long id, int position) {
    ids.add(id);
    positions.add(position);
  }

  @Override
  public void open(SourceBatch batch) {
    field.open(batch);
  }

  @Override
  public int load(int row) {
    ids.clear();
    positions.clear();
    int n = field.load(row);
    for (int i = 0; i < n; i++) {
      String value = field.text(i);
      if (value != null) {
        take(value, i, row);
      }
    }
    return ids.size();
  }

  @Override
  public long id(int index) {
    return ids.getLong(index);
  }

  @Override
  public boolean weighted() {
    return field.weighted();
  }

  @Override
  public float weight(int index) {
    return field.weight(positions.getInt(index));
  }
}
