package org.hybridrec.news;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.ValueType;

/** Rows as maps, which the demo looks at and adds to. Only for what fits into memory. */
final class RowMaps {

  private RowMaps() {}

  /** Reads all rows of a source, its lists as lists of text; missing cells have no key. */
  static List<Map<String, Object>> of(ExampleSource source) {
    List<Map<String, Object>> rows = new ArrayList<>();
    List<SourceField> fields = source.schema().fields();
    try (SourceReader reader = source.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          rows.add(row(fields, batch, row));
        }
      }
    }
    return rows;
  }

  private static Map<String, Object> row(List<SourceField> fields, SourceBatch batch, int row) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      SourceColumn column = batch.column(i);
      if (column.valueCount(row) > 0) {
        SourceField field = fields.get(i);
        map.put(
            field.name(), field.list() ? list(column, row) : value(field.type(), column, row, 0));
      }
    }
    return map;
  }

  private static List<String> list(SourceColumn column, int row) {
    return IntStream.range(0, column.valueCount(row)).mapToObj(i -> column.text(row, i)).toList();
  }

  private static Object value(ValueType type, SourceColumn column, int row, int index) {
    return switch (type) {
      case TEXT -> column.text(row, index);
      case INTEGER -> column.integer(row, index);
      case NUMBER -> column.number(row, index);
    };
  }
}
