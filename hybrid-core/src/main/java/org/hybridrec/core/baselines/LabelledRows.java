package org.hybridrec.core.baselines;

import java.util.ArrayList;
import java.util.List;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.ValueType;
import org.jspecify.annotations.Nullable;

/** Goes through the rows of a source, one or two of whose fields hold ids. */
final class LabelledRows {

  private LabelledRows() {}

  /** Takes a row's values, null where the row has none. */
  @FunctionalInterface
  interface Visitor {
    void visit(@Nullable String first, @Nullable String second);
  }

  /**
   * Visits all rows in their order.
   *
   * @throws SchemaException if a field is not there, or not of one text or whole number a row
   */
  static void each(ExampleSource rows, String first, String second, Visitor visitor) {
    check(rows, List.of(first, second), List.of());
    int firstIndex = rows.schema().indexOf(first);
    int secondIndex = rows.schema().indexOf(second);
    try (SourceReader reader = rows.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        SourceColumn firsts = batch.column(firstIndex);
        SourceColumn seconds = batch.column(secondIndex);
        for (int row = 0; row < batch.rowCount(); row++) {
          visitor.visit(value(firsts, row), value(seconds, row));
        }
      }
    }
  }

  static @Nullable String value(SourceColumn column, int row) {
    if (column.valueCount(row) == 0) {
      return null;
    }
    String text = column.text(row, 0);
    return text.isEmpty() ? null : text;
  }

  /** Checks that fields hold ids, one a row or any number. */
  static void check(ExampleSource rows, List<String> single, List<String> any) {
    List<String> problems = new ArrayList<>();
    single.forEach(name -> check(rows, name, false, problems));
    any.forEach(name -> check(rows, name, true, problems));
    if (!problems.isEmpty()) {
      throw new SchemaException(problems.stream().distinct().toList());
    }
  }

  private static void check(ExampleSource rows, String name, boolean lists, List<String> problems) {
    int index = rows.schema().indexOf(name);
    if (index < 0) {
      problems.add(
          "source column %s is missing; the source has %s"
              .formatted(Quoted.of(name), rows.schema().names().stream().map(Quoted::of).toList()));
      return;
    }
    SourceField field = rows.schema().fields().get(index);
    if ((field.list() && !lists) || field.type() == ValueType.NUMBER) {
      problems.add(
          "source column %s is %s, expected text or integer"
              .formatted(Quoted.of(name), field.typeName()));
    }
  }
}
