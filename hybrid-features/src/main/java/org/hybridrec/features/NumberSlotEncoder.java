package org.hybridrec.features;

import java.util.Optional;
import org.hybridrec.features.source.SourceBatch;

/** Encodes a numeric column: default, then normalizer; 0 where nothing is there. */
final class NumberSlotEncoder implements SlotEncoder {

  private final Optional<NumericColumn.Normalizer> normalizer;
  private final NumberReader reader;
  private final ColumnCounts counts;

  NumberSlotEncoder(NumericColumn column, NumberReader reader, ColumnCounts counts) {
    this.normalizer = column.normalizer();
    this.reader = reader;
    this.counts = counts;
  }

  @Override
  public float[] encode(SourceBatch batch) {
    float[] values = new float[batch.rowCount()];
    reader.open(batch);
    for (int row = 0; row < values.length; row++) {
      values[row] = normalized(reader.read(row));
    }
    counts.rows += values.length;
    return values;
  }

  private float normalized(float value) {
    if (Float.isNaN(value)) {
      counts.missing++;
      return 0f;
    }
    if (normalizer.isEmpty()) {
      return value;
    }
    NumericColumn.Normalizer by = normalizer.get();
    return (value - by.mean()) / by.standardDeviation();
  }

  @Override
  public ColumnCounts counts() {
    return counts;
  }
}
