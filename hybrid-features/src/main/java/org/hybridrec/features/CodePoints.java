package org.hybridrec.features;

/**
 * The order of Unicode code points, which is that of UTF-8 bytes, of Python's text and of
 * BigQuery's, and wherever this library orders values. Thread-safe: it has no state.
 */
public final class CodePoints {

  private CodePoints() {}

  /**
   * Returns a negative number, 0 or a positive number as the first text stands before, at or after
   * the second.
   */
  public static int compare(String a, String b) {
    int n = Math.min(a.length(), b.length());
    for (int i = 0; i < n; i++) {
      if (a.charAt(i) != b.charAt(i)) {
        return Integer.compare(a.codePointAt(i), b.codePointAt(i));
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
