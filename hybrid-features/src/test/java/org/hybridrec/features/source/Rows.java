package org.hybridrec.features.source;

import java.util.ArrayList;
import java.util.List;

/**
 * A whole source as lists of what its cells hold: null, String, Long, Double, or a list of these.
 */
final class Rows {

  private Rows() {}

  static List<List<Object>> of(ExampleSource source) {
    List<List<Object>> rows = new ArrayList<>();
    SourceSchema schema = source.schema();
    try (SourceReader reader = source.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          rows.add(row(schema, batch, row));
        }
      }
    }
    return rows;
  }

  static List<Object> row(SourceSchema schema, SourceBatch batch, int row) {
    List<Object> cells = new ArrayList<>();
    for (int c = 0; c < schema.fields().size(); c++) {
      cells.add(cell(schema.fields().get(c), batch.column(c), row));
    }
    return cells;
  }

  private static Object cell(SourceField field, SourceColumn column, int row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < column.valueCount(row); i++) {
      values.add(column.isNull(row, i) ? null : value(field.type(), column, row, i));
    }
    if (field.list()) {
      return values;
    }
    return values.isEmpty() ? null : values.get(0);
  }

  private static Object value(ValueType type, SourceColumn column, int row, int index) {
    return switch (type) {
      case TEXT -> column.text(row, index);
      case INTEGER -> column.integer(row, index);
      case NUMBER -> column.number(row, index);
    };
  }

  static List<String> locations(ExampleSource source) {
    List<String> locations = new ArrayList<>();
    try (SourceReader reader = source.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          locations.add(batch.location(row));
        }
      }
    }
    return locations;
  }
}
