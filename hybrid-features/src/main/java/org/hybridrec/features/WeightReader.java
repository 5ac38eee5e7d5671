package org.hybridrec.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.source.ValueType;
import org.jspecify.annotations.Nullable;

/** Reads the weights beside the values of a {@link FieldReader}. */
final class WeightReader {

  private final int column;
  private final boolean text;
  private final @Nullable Pattern separator;
  private @Nullable SourceColumn from;
  private float[] weights = new float[0];

  WeightReader(Field field, SourceSchema schema) {
    this.column = schema.indexOf(Objects.requireNonNull(field.weights()));
    this.text = column >= 0 && schema.fields().get(column).type() == ValueType.TEXT;
    this.separator =
        field.separator() == null ? null : Pattern.compile(Pattern.quote(field.separator()));
  }

  void open(SourceBatch batch) {
    this.from = column < 0 ? null : batch.column(column);
  }

  float weight(int index) {
    return weights[index];
  }

  /**
   * Reads the weights of a row's values.
   *
   * @param first position of the first value taken
   * @param count number of values taken
   * @param most number of positions that the field would take
   * @return null, or what is wrong
   */
  @Nullable String load(int row, int first, int count, int most) {
    List<Float> all = all(row);
    boolean rest = most == Integer.MAX_VALUE;
    if (all.size() < (long) first + count || (rest && all.size() != first + count)) {
      return "has " + (first + count) + " values but " + all.size() + " weights";
    }
    weights = new float[count];
    for (int i = 0; i < count; i++) {
      weights[i] = all.get(first + i);
      if (!(weights[i] >= 0) || weights[i] == Float.POSITIVE_INFINITY) {
        return "has a weight that is not a finite number of at least 0, the one of value "
            + (first + i);
      }
    }
    return null;
  }

  private List<Float> all(int row) {
    List<Float> all = new ArrayList<>();
    SourceColumn column = from;
    int n = column == null ? 0 : column.valueCount(row);
    for (int i = 0; i < n && column != null; i++) {
      if (!text) {
        all.add((float) column.number(row, i));
      } else {
        for (String part : parts(column.text(row, i))) {
          all.add(Numbers.parse(part));
        }
      }
    }
    return all;
  }

  private List<String> parts(String cell) {
    return separator == null ? List.of(cell) : List.of(separator.split(cell, -1));
  }
}
