package org.hybridrec.features.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page view. Cells are null, String, Long, Double, or a list of these; they hold the columns
 * that are carried along. The row counts the views of the source from 0.
 */
final class View {

  final String visitor;
  final String content;
  final long session;
  final long time;
  final long row;
  final @Nullable Object[] cells;

  View(
      String visitor, String content, long session, long time, long row, @Nullable Object[] cells) {
    this.visitor = visitor;
    this.content = content;
    this.session = session;
    this.time = time;
    this.row = row;
    this.cells = cells;
  }

  /** Estimates the bytes on the heap, generously: strings as two bytes a character. */
  long memory() {
    long bytes = 128 + memory(visitor) + memory(content) + 8L * cells.length;
    for (Object cell : cells) {
      bytes += memory(cell);
    }
    return bytes;
  }

  private static long memory(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof String text) {
      return 56 + 2L * text.length();
    }
    if (value instanceof List<?> list) {
      long bytes = 64;
      for (Object element : list) {
        bytes += 8 + memory(element);
      }
      return bytes;
    }
    return 24;
  }
}
