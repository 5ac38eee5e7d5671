package org.hybridrec.features.arrow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceReader;

/** A whole source, column by column: null, String, Long, Double, or a list of these. */
final class Table {

  private Table() {}

  static Map<String, List<Object>> of(ExampleSource source) {
    List<SourceField> fields = source.schema().fields();
    Map<String, List<Object>> columns = new LinkedHashMap<>();
    fields.forEach(field -> columns.put(field.name(), new ArrayList<>()));
    try (SourceReader reader = source.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int c = 0; c < fields.size(); c++) {
          for (int row = 0; row < batch.rowCount(); row++) {
            columns.get(fields.get(c).name()).add(cell(fields.get(c), batch.column(c), row));
          }
        }
      }
    }
    return columns;
  }

  static List<Integer> batchSizes(ExampleSource source) {
    List<Integer> sizes = new ArrayList<>();
    try (SourceReader reader = source.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        sizes.add(batch.rowCount());
      }
    }
    return sizes;
  }

  private static Object cell(SourceField field, SourceColumn column, int row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < column.valueCount(row); i++) {
      values.add(column.isNull(row, i) ? null : value(field, column, row, i));
    }
    if (field.list()) {
      return values;
    }
    return values.isEmpty() ? null : values.get(0);
  }

  private static Object value(SourceField field, SourceColumn column, int row, int index) {
    return switch (field.type()) {
      case TEXT -> column.text(row, index);
      case INTEGER -> column.integer(row, index);
      case NUMBER -> column.number(row, index);
    };
  }
}
