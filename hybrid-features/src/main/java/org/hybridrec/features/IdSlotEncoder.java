package org.hybridrec.features;

import it.unimi.dsi.fastutil.floats.FloatArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.hybridrec.features.encoded.IdList;
import org.hybridrec.features.source.SourceBatch;

/** Encodes an embedding or indicator column; unknown values have no id here. */
final class IdSlotEncoder implements SlotEncoder {

  private final IdReader reader;
  private final Reading reading;

  IdSlotEncoder(CategoricalColumn column, Reading reading) {
    this.reader = IdReader.of(column, reading);
    this.reading = reading;
  }

  @Override
  public IdList encode(SourceBatch batch) {
    int rows = batch.rowCount();
    int[] offsets = new int[rows + 1];
    IntArrayList ids = new IntArrayList(rows);
    FloatArrayList weights = new FloatArrayList();
    reading.open(batch);
    reader.open(batch);
    for (int row = 0; row < rows; row++) {
      append(row, ids, weights);
      offsets[row + 1] = ids.size();
    }
    counts().rows += rows;
    return new IdList(offsets, ids.toIntArray(), reader.weighted() ? weights.toFloatArray() : null);
  }

  private void append(int row, IntArrayList ids, FloatArrayList weights) {
    int n = reader.load(row);
    if (n == 0) {
      counts().missing++;
    }
    for (int i = 0; i < n; i++) {
      long id = reader.id(i);
      if (id != IdReader.UNKNOWN) {
        ids.add((int) id);
        if (reader.weighted()) {
          weights.add(reader.weight(i));
        }
      }
    }
  }

  @Override
  public ColumnCounts counts() {
    return reading.counts();
  }
}
