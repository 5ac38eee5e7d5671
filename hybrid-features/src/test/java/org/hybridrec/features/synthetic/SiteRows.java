package org.hybridrec.features.synthetic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.SourceSchema;

/** All rows of a source as maps from column name to text; missing cells are absent. */
final class SiteRows {

  private SiteRows() {}

  static List<Map<String, String>> of(ExampleSource source) {
    List<Map<String, String>> rows = new ArrayList<>();
    SourceSchema schema = source.schema();
    try (SourceReader reader = source.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          Map<String, String> cells = new LinkedHashMap<>();
          for (int c = 0; c < schema.fields().size(); c++) {
            if (batch.column(c).valueCount(row) > 0) {
              cells.put(schema.names().get(c), batch.column(c).text(row, 0));
            }
          }
          rows.add(cells);
        }
      }
    }
    return rows;
  }
}
