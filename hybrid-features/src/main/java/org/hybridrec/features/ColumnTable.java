package org.hybridrec.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reports of columns as aligned text, a line a column. */
final class ColumnTable {

  private static final String INVALID =
      "a row that an invalid value leaves without any is counted under missing too\n";

  private final List<List<String>> lines = new ArrayList<>();

  private ColumnTable() {}

  static String of(List<ColumnReport> columns) {
    boolean hashes = columns.stream().anyMatch(column -> column.distinctHashed() > 0);
    boolean invalid =
        columns.stream().anyMatch(column -> column.invalid() > 0 && column.missing() > 0);
    ColumnTable table = new ColumnTable();
    table.lines.add(head(hashes));
    columns.forEach(column -> table.lines.add(line(column, hashes)));
    return table.text() + (invalid ? INVALID : "");
  }

  private static List<String> head(boolean hashes) {
    List<String> head =
        new ArrayList<>(List.of("column", "missing", "defaulted", "unknown", "invalid"));
    if (hashes) {
      head.addAll(List.of("hashed", "colliding"));
    }
    return head;
  }

  private static List<String> line(ColumnReport column, boolean hashes) {
    List<String> line =
        new ArrayList<>(
            List.of(
                column.column(),
                count(column.missing()),
                count(column.defaulted()),
                count(column.unknown()),
                count(column.invalid())));
    if (hashes) {
      line.addAll(List.of(count(column.distinctHashed()), count(column.collidingHashed())));
    }
    return line;
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      for (int place = 0; place < line.size(); place++) {
        String cell = line.get(place);
        String blanks = " ".repeat(width(place) - length(cell));
        text.append(place == 0 ? cell + blanks : "  " + blanks + cell);
      }
      text.append('\n');
    }
    return text.toString();
  }

  private int width(int place) {
    return lines.stream().mapToInt(line -> length(line.get(place))).max().orElse(0);
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
