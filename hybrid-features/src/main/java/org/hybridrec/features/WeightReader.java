package org.hybridrec.features;

import it.unimi.dsi.fastutil.floats.FloatArrayList;
import java.util.Objects;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.ValueType;
import org.jspecify.annotations.Nullable;

/** Reads the weights beside the values of a {@link FieldReader}. */
final class WeightReader {

  private final String name;
  private final int column;
  private final boolean text;
  private final @Nullable String separator;
  private @Nullable SourceColumn cells;
  private final FloatArrayList weights = new FloatArrayList();

  WeightReader(Field field, Reading reading) {
    this.name = Objects.requireNonNull(field.weights());
    this.column = reading.indexOf(name);
    this.text = reading.field(column).type() == ValueType.TEXT;
    this.separator = field.separator();
  }

  void open(SourceBatch batch) {
    cells = batch.column(column);
  }

  float weight(int index) {
    return weights.getFloat(index);
  }

  /** Reads the weights of a row with so many values. Returns null, or what is wrong. */
  @Nullable String load(int row, int values) {
    readAll(Objects.requireNonNull(cells), row);
    if (weights.size() != values) {
      return String.format(
          "the row has %d values here and %d weights in %s; give each value one",
          values, weights.size(), Quoted.of(name));
    }
    for (int i = 0; i < values; i++) {
      float weight = weights.getFloat(i);
      if (!(weight >= 0) || weight == Float.POSITIVE_INFINITY) {
        return String.format(
            "weight %d in %s must be a finite number of at least 0", i, Quoted.of(name));
      }
    }
    return null;
  }

  private void readAll(SourceColumn from, int row) {
    weights.clear();
    for (int i = 0; i < from.valueCount(row); i++) {
      if (!text) {
        weights.add((float) from.number(row, i));
      } else if (separator == null) {
        weights.add((float) Numbers.parse(from.text(row, i)));
      } else {
        for (String part : SeparatedText.parts(from.text(row, i), separator)) {
          weights.add((float) Numbers.parse(part));
        }
      }
    }
  }
}
