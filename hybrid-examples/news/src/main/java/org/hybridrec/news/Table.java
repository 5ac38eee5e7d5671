package org.hybridrec.news;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Text in columns: the first to the left, the others to the right, as wide as they need. */
final class Table {

  private final List<List<String>> lines = new ArrayList<>();

  Table(String... header) {
    lines.add(List.of(header));
  }

  Table add(Object... cells) {
    List<String> line = new ArrayList<>();
    for (Object cell : cells) {
      line.add(String.valueOf(cell));
    }
    lines.add(line);
    return this;
  }

  void print(PrintWriter out) {
    int columns = lines.get(0).size();
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], length(line.get(i)));
      }
    }
    for (List<String> line : lines) {
      out.println(line(line, widths));
    }
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder text = new StringBuilder("  ");
    for (int i = 0; i < widths.length; i++) {
      String blanks = " ".repeat(widths[i] - length(cells.get(i)));
      text.append(i == 0 ? cells.get(i) + blanks : "  " + blanks + cells.get(i));
    }
    return text.toString().stripTrailing();
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
