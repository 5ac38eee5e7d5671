package org.hybridrec.core.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A table as aligned text or as Markdown; the first column is of names, the others of numbers. */
final class ReportTable {

  private final List<String[]> lines = new ArrayList<>();

  ReportTable(String... headings) {
    lines.add(headings);
  }

  void add(String... cells) {
    lines.add(cells);
  }

  String toText() {
    int[] widths = new int[lines.get(0).length];
    for (String[] line : lines) {
      for (int i = 0; i < line.length; i++) {
        widths[i] = Math.max(widths[i], line[i].length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (String[] line : lines) {
      StringBuilder shown = new StringBuilder();
      for (int i = 0; i < line.length; i++) {
        String gap = " ".repeat(widths[i] - line[i].length());
        shown.append(i == 0 ? line[i] + gap : "  " + gap + line[i]);
      }
      text.append(shown.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  String toMarkdown() {
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < lines.size(); line++) {
      text.append("| ").append(String.join(" | ", lines.get(line))).append(" |\n");
      if (line == 0) {
        text.append("| --- ").append("| ---: ".repeat(lines.get(0).length - 1)).append("|\n");
      }
    }
    return text.toString();
  }

  static String digits(double value) {
    return Double.isNaN(value) ? "none" : String.format(Locale.ROOT, "%.4f", value);
  }

  static String digits(@Nullable Interval interval) {
    return interval == null
        ? "none"
        : "[" + digits(interval.low()) + ", " + digits(interval.high()) + "]";
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
