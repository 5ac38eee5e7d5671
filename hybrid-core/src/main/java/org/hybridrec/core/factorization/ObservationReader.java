package org.hybridrec.core.factorization;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.source.ValueType;
import org.jspecify.annotations.Nullable;

/** Reads user, item and value of a row; without a value's field every value is 1. */
final class ObservationReader {

  private final int userIndex;
  private final int itemIndex;
  private final int valueIndex;
  private final boolean valueIsText;
  private final String what;

  private @Nullable SourceBatch batch;
  private String user = "";
  private String item = "";
  private float value = 1f;

  ObservationReader(SourceSchema schema, String user, String item, @Nullable String value) {
    Set<String> problems = new LinkedHashSet<>();
    userIndex = index(schema, user, false, problems);
    itemIndex = index(schema, item, false, problems);
    valueIndex = value == null ? -1 : index(schema, value, true, problems);
    if (!problems.isEmpty()) {
      throw new SchemaException(List.copyOf(problems));
    }
    valueIsText = value != null && schema.fields().get(valueIndex).type() == ValueType.TEXT;
    what = value == null ? "value" : "column " + Quoted.of(value);
  }

  private static int index(SourceSchema schema, String name, boolean number, Set<String> problems) {
    int index = schema.indexOf(name);
    if (index < 0) {
      problems.add(
          "the source has no column %s; it has %s".formatted(Quoted.of(name), schema.listed()));
      return index;
    }
    SourceField field = schema.fields().get(index);
    if (field.list() || (field.type() == ValueType.NUMBER && !number)) {
      problems.add(
          "source column %s is %s, expected one %s a row"
              .formatted(Quoted.of(name), field.typeName(), number ? "number" : "text or integer"));
    }
    return index;
  }

  void open(SourceBatch batch) {
    this.batch = batch;
  }

  /** Reads a row. Returns false if something is missing. */
  boolean load(int row) {
    SourceBatch from = Objects.requireNonNull(batch);
    user = text(from.column(userIndex), row);
    item = text(from.column(itemIndex), row);
    return !user.isBlank() && !item.isBlank() && (valueIndex < 0 || loadValue(from, row));
  }

  private static String text(SourceColumn column, int row) {
    return column.valueCount(row) == 0 ? "" : column.text(row, 0);
  }

  private boolean loadValue(SourceBatch from, int row) {
    SourceColumn column = from.column(valueIndex);
    if (column.valueCount(row) == 0) {
      return false;
    }
    if (!valueIsText) {
      value = (float) column.number(row, 0);
      return true;
    }
    String cell = column.text(row, 0).trim();
    if (cell.isEmpty()) {
      return false;
    }
    value = parse(cell, from, row);
    return true;
  }

  private float parse(String cell, SourceBatch from, int row) {
    try {
      // Java also reads "1f" and "0x1p3", which no data file means.
      if (cell.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0)) {
        return Float.parseFloat(cell);
      }
    } catch (NumberFormatException e) {
      throw noNumber(cell, from.location(row));
    }
    throw noNumber(cell, from.location(row));
  }

  private InvalidDataException noNumber(String cell, String where) {
    return new InvalidDataException(
        "%s, %s: %s is no number; mend it or leave the cell empty"
            .formatted(where, what, Quoted.of(cell)));
  }

  String user() {
    return user;
  }

  String item() {
    return item;
  }

  float value() {
    return value;
  }

  /** What messages call the value. */
  String what() {
    return what;
  }
}
