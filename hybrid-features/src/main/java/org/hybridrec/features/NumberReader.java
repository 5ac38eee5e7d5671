package org.hybridrec.features;

import java.util.List;
import java.util.Objects;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.ValueType;
import org.jspecify.annotations.Nullable;

/** Reads one number a row, as a {@link NumericColumn} says, before any normalizing. */
final class NumberReader {

  private final Field field;
  private final float defaultValue;
  private final Reading reading;
  private final int column;
  private final boolean text;
  private @Nullable SourceColumn cells;

  NumberReader(NumericColumn column, Reading reading) {
    this.field = column.field();
    this.defaultValue = column.defaultValue().orElse(Float.NaN);
    this.reading = reading;
    this.column = reading.indexOf(field.source());
    this.text = reading.field(this.column).type() == ValueType.TEXT;
  }

  void open(SourceBatch batch) {
    cells = batch.column(column);
  }

  /**
   * Returns the number of a row, the default where it is missing, NaN where there is none either.
   */
  float read(int row) {
    float value = given(Objects.requireNonNull(cells), row);
    if (!Float.isNaN(value) || Float.isNaN(defaultValue)) {
      return value;
    }
    reading.counts().defaulted++;
    return defaultValue;
  }

  private float given(SourceColumn from, int row) {
    if (from.isInvalid(row)) {
      return invalid(row, "a value of another kind");
    }
    if (text) {
      String cell = cell(from, row);
      return cell.isBlank() ? Float.NaN : finite(Numbers.parse(cell), cell, row);
    }
    int position = field.from();
    if (position >= from.valueCount(row) || from.isNull(row, position)) {
      return Float.NaN;
    }
    return finite(from.number(row, position), null, row);
  }

  private String cell(SourceColumn from, int row) {
    String separator = field.separator();
    if (separator == null) {
      return field.from() < from.valueCount(row) ? from.text(row, field.from()) : "";
    }
    int passed = 0;
    for (int i = 0; i < from.valueCount(row); i++) {
      List<String> parts = SeparatedText.parts(from.text(row, i), separator);
      if (field.from() < passed + parts.size()) {
        return parts.get(field.from() - passed);
      }
      passed += parts.size();
    }
    return "";
  }

  private float finite(double number, @Nullable String cell, int row) {
    float value = (float) number;
    return Float.isFinite(value)
        ? value
        : invalid(row, cell == null ? Double.toString(number) : Quoted.of(cell));
  }

  private float invalid(int row, String found) {
    reading.invalid(
        row,
        field.source(),
        "expected a finite number, was " + found + "; leave the cell empty where there is none");
    return Float.NaN;
  }
}
