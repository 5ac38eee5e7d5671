package org.hybridrec.core.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.ValueType;

/**
 * Rows of a source of plain columns as maps, and the same rows with some of their cells spoiled.
 */
final class SourceRows {

  private SourceRows() {}

  static List<Map<String, Object>> of(ExampleSource source, int most) {
    List<Map<String, Object>> rows = new ArrayList<>();
    List<SourceField> fields = source.schema().fields();
    try (SourceReader reader = source.open()) {
      for (SourceBatch batch = reader.next();
          batch != null && rows.size() < most;
          batch = reader.next()) {
        for (int row = 0; row < batch.rowCount() && rows.size() < most; row++) {
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
        map.put(
            fields.get(i).name(),
            fields.get(i).type() == ValueType.TEXT ? column.text(row, 0) : column.integer(row, 0));
      }
    }
    return map;
  }

  /** One cell in ten is missing, empty or unknown. */
  static List<Map<String, Object>> spoiled(List<Map<String, Object>> rows) {
    SplittableRandom random = new SplittableRandom(3);
    List<Map<String, Object>> spoiled = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      Map<String, Object> copy = new LinkedHashMap<>(row);
      for (String field : row.keySet()) {
        switch (random.nextInt(30)) {
          case 0 -> copy.remove(field);
          case 1 -> copy.put(field, "");
          case 2 -> copy.put(field, "Niemand kennt " + random.nextInt(1_000));
          default -> {}
        }
      }
      spoiled.add(copy);
    }
    return spoiled;
  }
}
