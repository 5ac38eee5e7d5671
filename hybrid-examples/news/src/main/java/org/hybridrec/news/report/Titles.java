package org.hybridrec.news.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.SourceSchema;

/** Titles of some items, from rows that name an item and its title. The first one counts. */
final class Titles {

  private final String item;
  private final String title;
  private final Set<String> wanted;
  private final Map<String, String> found = new HashMap<>();

  Titles(String item, String title, Set<String> wanted) {
    this.item = item;
    this.title = title;
    this.wanted = wanted;
  }

  /**
   * Goes through rows until all titles are known.
   *
   * @throws SchemaException if one of the fields is missing
   */
  void read(ExampleSource rows) {
    int items = place(rows.schema(), item);
    int titles = place(rows.schema(), title);
    try (SourceReader reader = rows.open()) {
      for (SourceBatch batch = reader.next();
          batch != null && found.size() < wanted.size();
          batch = reader.next()) {
        read(batch.rowCount(), batch.column(items), batch.column(titles));
      }
    }
  }

  private static int place(SourceSchema schema, String field) {
    int place = schema.indexOf(field);
    if (place < 0) {
      throw new SchemaException(
          List.of(
              "source column %s is missing; the source has %s"
                  .formatted(Quoted.of(field), schema.names().stream().map(Quoted::of).toList())));
    }
    return place;
  }

  private void read(int rowCount, SourceColumn items, SourceColumn titles) {
    for (int row = 0; row < rowCount; row++) {
      if (items.valueCount(row) > 0 && titles.valueCount(row) > 0) {
        String id = items.text(row, 0);
        if (wanted.contains(id)) {
          found.putIfAbsent(id, titles.text(row, 0));
        }
      }
    }
  }

  /** Returns the titles that were found, by the id of their item. */
  Map<String, String> byId() {
    return Map.copyOf(found);
  }
}
