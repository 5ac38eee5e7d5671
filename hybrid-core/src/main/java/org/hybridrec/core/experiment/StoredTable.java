package org.hybridrec.core.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.RowSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.SourceSchema;
import org.jspecify.annotations.Nullable;

/** Rows of a source held in memory: for each its cells in the order of the schema. */
final class StoredTable {

  private final SourceSchema schema;
  private final List<List<@Nullable Object>> rows;

  StoredTable(SourceSchema schema, List<List<@Nullable Object>> rows) {
    this.schema = schema;
    this.rows = rows;
  }

  static StoredTable of(ExampleSource source) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    List<SourceField> fields = source.schema().fields();
    try (SourceReader reader = source.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          List<@Nullable Object> cells = new ArrayList<>(fields.size());
          for (int c = 0; c < fields.size(); c++) {
            cells.add(cell(fields.get(c), batch.column(c), row));
          }
          rows.add(Collections.unmodifiableList(cells));
        }
      }
    }
    return new StoredTable(source.schema(), rows);
  }

  private static @Nullable Object cell(SourceField field, SourceColumn column, int row) {
    int count = column.valueCount(row);
    if (!field.list()) {
      return count == 0 ? null : value(field, column, row, 0);
    }
    List<@Nullable Object> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(column.isNull(row, i) ? null : value(field, column, row, i));
    }
    return Collections.unmodifiableList(values);
  }

  private static Object value(SourceField field, SourceColumn column, int row, int index) {
    return switch (field.type()) {
      case TEXT -> column.text(row, index);
      case INTEGER -> column.integer(row, index);
      case NUMBER -> column.number(row, index);
    };
  }

  SourceSchema schema() {
    return schema;
  }

  List<List<@Nullable Object>> rows() {
    return rows;
  }

  ExampleSource source() {
    RowSource<List<@Nullable Object>> source = RowSource.rows(rows);
    for (int i = 0; i < schema.fields().size(); i++) {
      source = with(source, schema.fields().get(i), i);
    }
    return source;
  }

  @SuppressWarnings("unchecked") // cells are what the field says: they were read by it
  private static RowSource<List<@Nullable Object>> with(
      RowSource<List<@Nullable Object>> source, SourceField field, int index) {
    String name = field.name();
    return switch (field.type()) {
      case TEXT ->
          field.list()
              ? source.texts(name, row -> (List<@Nullable String>) row.get(index))
              : source.text(name, row -> (String) row.get(index));
      case INTEGER ->
          field.list()
              ? source.integers(name, row -> (List<@Nullable Long>) row.get(index))
              : source.integer(name, row -> (Long) row.get(index));
      case NUMBER ->
          field.list()
              ? source.numbers(name, row -> (List<@Nullable Double>) row.get(index))
              : source.number(name, row -> (Double) row.get(index));
    };
  }
}
