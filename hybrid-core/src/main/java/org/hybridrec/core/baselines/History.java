package org.hybridrec.core.baselines;

import java.util.List;

/**
 * Where a row says what the visitor has seen, newest first: the values of some fields one after the
 * other. Missing values are left out, the rest is cut at a length. Immutable.
 *
 * <pre>{@code
 * History.of("content_id", "history").last(10)
 * }</pre>
 *
 * @param fields names of fields, each with one id or a list of ids, newest first
 * @param length the most items that are looked at, at least 1
 */
public record History(List<String> fields, int length) {

  private static final int DEFAULT_LENGTH = 10;

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there is no field or the length is below 1
   */
  public History {
    fields = List.copyOf(fields);
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("history: there must be at least 1 field, were 0");
    }
    if (length < 1) {
      throw new IllegalArgumentException("history: length must be at least 1, was " + length);
    }
  }

  /** Returns the history in these fields, its newest 10 items. */
  public static History of(String... fields) {
    return new History(List.of(fields), DEFAULT_LENGTH);
  }

  /** Returns this history with another length. */
  public History last(int items) {
    return new History(fields, items);
  }
}
