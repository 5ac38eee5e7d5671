package org.hybridrec.features;

import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceSchema;
import org.jspecify.annotations.Nullable;

/** Reads how much each row counts, as {@link LabelColumn} says. */
final class RowWeightReader {

  private final NumericColumn column;
  private final Reading reading;
  private final NumberReader numbers;

  private RowWeightReader(NumericColumn column, Reading reading) {
    this.column = column;
    this.reading = reading;
    this.numbers = new NumberReader(column, reading);
  }

  /** Returns null where all rows count 1. */
  static @Nullable RowWeightReader of(
      @Nullable LabelColumn label, SourceSchema schema, DirtyValues dirty) {
    NumericColumn weight = label == null ? null : label.weight();
    if (weight == null || schema.indexOf(weight.field().source()) < 0) {
      return null;
    }
    Reading reading = new Reading(schema, dirty, new ColumnCounts(weight.name()));
    return new RowWeightReader(weight, reading);
  }

  float[] read(SourceBatch batch) {
    float[] weights = new float[batch.rowCount()];
    reading.open(batch);
    numbers.open(batch);
    for (int row = 0; row < weights.length; row++) {
      weights[row] = weight(row);
    }
    return weights;
  }

  private float weight(int row) {
    float value = numbers.read(row);
    if (Float.isNaN(value)) {
      return invalid(row, "a row to learn from needs a weight, had none; give it 1, or a default");
    }
    float weight = column.normalizer().isPresent() ? column.normalizer().get().apply(value) : value;
    return weight >= 0 && weight < Float.POSITIVE_INFINITY
        ? weight
        : invalid(row, "a row's weight must be finite and at least 0, was " + weight);
  }

  private float invalid(int row, String problem) {
    reading.invalid(row, column.field().source(), problem);
    return 1f;
  }
}
