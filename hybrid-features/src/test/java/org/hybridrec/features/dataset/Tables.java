package org.hybridrec.features.dataset;

import static java.util.Arrays.asList;

import java.util.ArrayList;
import java.util.List;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.RowSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;

/** Sources as lists, for tests. */
final class Tables {

  private Tables() {}

  /** Every row as the list of its cells. */
  static List<List<Object>> rows(ExampleSource source) {
    List<List<Object>> rows = new ArrayList<>();
    try (SourceReader reader = source.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          List<Object> cells = new ArrayList<>();
          for (int c = 0; c < source.schema().fields().size(); c++) {
            cells.add(Cells.read(source.schema().fields().get(c), batch.column(c), row));
          }
          rows.add(cells);
        }
      }
    }
    return rows;
  }

  /** Every row as its cells joined by blanks; a missing cell is a dash. */
  static List<String> lines(ExampleSource source) {
    return rows(source).stream()
        .map(row -> String.join(" ", row.stream().map(c -> c == null ? "-" : "" + c).toList()))
        .toList();
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

  /** Text columns; rows are cells separated by blanks, a dash is a missing cell. */
  static RowSource<List<String>> texts(String header, String... rows) {
    List<List<String>> cells = new ArrayList<>();
    for (String row : rows) {
      cells.add(asList(row.split(" ")).stream().map(c -> c.equals("-") ? null : c).toList());
    }
    RowSource<List<String>> source = RowSource.rows(cells);
    String[] names = header.split(" ");
    for (int c = 0; c < names.length; c++) {
      int index = c;
      source = source.text(names[c], row -> row.get(index));
    }
    return source;
  }
}
