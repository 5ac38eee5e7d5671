package org.hybridrec.core.baselines;

import java.util.ArrayList;
import java.util.List;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceReader;
import org.jspecify.annotations.Nullable;

/** Goes through rows with a history and a label. */
final class HistoryRows {

  private HistoryRows() {}

  /** Takes a row: what was seen, newest first, and what came next, null where it is missing. */
  @FunctionalInterface
  interface Visitor {
    void visit(List<String> seen, @Nullable String next);
  }

  /**
   * Visits all rows in their order.
   *
   * @throws org.hybridrec.features.source.SchemaException if a field is not there or holds no ids
   */
  static void each(ExampleSource rows, History history, String label, Visitor visitor) {
    LabelledRows.check(rows, List.of(label), history.fields());
    int[] fields = history.fields().stream().mapToInt(rows.schema()::indexOf).toArray();
    int labelIndex = rows.schema().indexOf(label);
    try (SourceReader reader = rows.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        SourceColumn labels = batch.column(labelIndex);
        for (int row = 0; row < batch.rowCount(); row++) {
          visitor.visit(
              seen(batch, row, fields, history.length()), LabelledRows.value(labels, row));
        }
      }
    }
  }

  private static List<String> seen(SourceBatch batch, int row, int[] fields, int length) {
    List<String> seen = new ArrayList<>();
    for (int field : fields) {
      SourceColumn column = batch.column(field);
      int values = column.valueCount(row);
      for (int i = 0; i < values && seen.size() < length; i++) {
        String id = column.text(row, i);
        if (!id.isEmpty()) {
          seen.add(id);
        }
      }
    }
    return seen;
  }
}
