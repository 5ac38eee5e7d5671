package org.hybridrec.features;

import java.util.Optional;
import org.hybridrec.features.source.SourceBatch;

/** Encodes a numeric column: default, then normalizer; 0 where nothing is there. */
final class NumberSlotEncoder implements SlotEncoder {

  private final Optional<NumericColumn.Normalizer> normalizer;
  private final NumberReader reader;
  private final Reading reading;

  NumberSlotEncoder(NumericColumn column, Reading reading) {
    this.normalizer = column.normalizer();
    this.reader = new NumberReader(column, reading);
    this.reading = reading;
  }

  @Override
  public float[] encode(SourceBatch batch) {
    float[] values = new float[batch.rowCount()];
    reading.open(batch);
    reader.open(batch);
    for (int row = 0; row < values.length; row++) {
      values[row] = normalized(reader.read(row));
    }
    counts().rows += values.length;
    return values;
  }

  private float normalized(float value) {
    if (Float.isNaN(value)) {
      counts().missing++;
      return 0f;
    }
    return normalizer.isPresent() ? normalizer.get().apply(value) : value;
  }

  @Override
  public ColumnCounts counts() {
    return reading.counts();
  }
}
