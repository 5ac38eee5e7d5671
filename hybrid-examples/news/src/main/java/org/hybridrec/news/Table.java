package org.hybridrec.news;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text in columns: the first to the left, the others to the right, as wide as they need. Lines that
 * differ only in the number at the end of their first cell are shown as one: {@code factor_0 … 9}.
 */
final class Table {

  private static final Pattern NUMBERED = Pattern.compile("(.*?_)([0-9]+)( … [0-9]+)?");

  private final List<List<String>> lines = new ArrayList<>();

  Table(String... header) {
    lines.add(List.of(header));
  }

  Table add(Object... cells) {
    List<String> line = new ArrayList<>();
    for (Object cell : cells) {
      line.add(String.valueOf(cell));
    }
    if (!joinsLast(line)) {
      lines.add(line);
    }
    return this;
  }

  private boolean joinsLast(List<String> line) {
    List<String> last = lines.get(lines.size() - 1);
    Matcher before = NUMBERED.matcher(last.get(0));
    Matcher now = NUMBERED.matcher(line.get(0));
    if (!before.matches()
        || !now.matches()
        || !before.group(1).equals(now.group(1))
        || !last.subList(1, last.size()).equals(line.subList(1, line.size()))) {
      return false;
    }
    List<String> joined = new ArrayList<>(line);
    joined.set(0, before.group(1) + before.group(2) + " … " + now.group(2));
    lines.set(lines.size() - 1, joined);
    return true;
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
