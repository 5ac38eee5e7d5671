package org.hybridrec.features;

import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.source.ValueType;
import org.jspecify.annotations.Nullable;

/** Reads one number a row, as a {@link NumericColumn} says, before any normalizing. */
final class NumberReader {

  private final NumericColumn column;
  private final DirtyValues dirty;
  private final ColumnCounts counts;
  private final int index;
  private final boolean text;
  private @Nullable SourceBatch batch;
  private @Nullable SourceColumn values;

  NumberReader(NumericColumn column, SourceSchema schema, DirtyValues dirty, ColumnCounts counts) {
    this.column = column;
    this.dirty = dirty;
    this.counts = counts;
    this.index = schema.indexOf(column.field().source());
    this.text = index >= 0 && schema.fields().get(index).type() == ValueType.TEXT;
  }

  void open(SourceBatch batch) {
    this.batch = batch;
    this.values = index < 0 ? null : batch.column(index);
  }

  /**
   * Returns the number of a row, the default where it is missing, NaN where there is none either.
   */
  float read(int row) {
    float value = given(row);
    if (Float.isNaN(value) && column.defaultValue().isPresent()) {
      counts.defaulted++;
      return column.defaultValue().get();
    }
    return value;
  }

  private float given(int row) {
    SourceColumn from = values;
    if (from == null) {
      return Float.NaN;
    }
    if (from.isInvalid(row)) {
      return invalid(row, "a value of another kind");
    }
    return text ? parsed(from, row) : number(from, row);
  }

  private float number(SourceColumn from, int row) {
    int position = column.field().from();
    if (position >= from.valueCount(row) || from.isNull(row, position)) {
      return Float.NaN;
    }
    float value = (float) from.number(row, position);
    return Float.isFinite(value)
        ? value
        : invalid(row, Double.toString(from.number(row, position)));
  }

  private float parsed(SourceColumn from, int row) {
    String cell = cell(from, row);
    if (cell.isBlank()) {
      return Float.NaN;
    }
    float value = Numbers.parse(cell);
    return Float.isFinite(value) ? value : invalid(row, Quoted.of(cell));
  }

  private String cell(SourceColumn from, int row) {
    int position = column.field().from();
    String separator = column.field().separator();
    if (separator == null) {
      return position < from.valueCount(row) ? from.text(row, position) : "";
    }
    if (from.valueCount(row) == 0) {
      return "";
    }
    String[] parts = from.text(row, 0).split(java.util.regex.Pattern.quote(separator), -1);
    return position < parts.length ? parts[position] : "";
  }

  private float invalid(int row, String found) {
    counts.invalid++;
    if (dirty == DirtyValues.REFUSE) {
      String where = batch == null ? "row " + row : batch.location(row);
      throw new InvalidDataException(
          where
              + ", column "
              + Quoted.of(column.name())
              + ": expected a finite number, was "
              + found
              + "; leave the cell empty where there is no number");
    }
    return Float.NaN;
  }
}
