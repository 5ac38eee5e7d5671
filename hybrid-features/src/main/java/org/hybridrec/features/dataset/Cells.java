package org.hybridrec.features.dataset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.ValueType;
import org.jspecify.annotations.Nullable;

/** Cells of a source as objects that outlive their batch. */
final class Cells {

  private Cells() {}

  /** Returns null, String, Long, Double, or a list of these. A missing list is an empty one. */
  static @Nullable Object read(SourceField field, SourceColumn column, int row) {
    int count = column.valueCount(row);
    if (!field.list()) {
      return count == 0 ? null : value(field.type(), column, row, 0);
    }
    List<@Nullable Object> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(column.isNull(row, i) ? null : value(field.type(), column, row, i));
    }
    return Collections.unmodifiableList(values);
  }

  private static Object value(ValueType type, SourceColumn column, int row, int index) {
    return switch (type) {
      case TEXT -> column.text(row, index);
      case INTEGER -> column.integer(row, index);
      case NUMBER -> column.number(row, index);
    };
  }
}
