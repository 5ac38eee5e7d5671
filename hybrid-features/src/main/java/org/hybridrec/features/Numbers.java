package org.hybridrec.features;

/** Numbers written as text, read as {@code MapRows} reads them in a column of numbers. */
final class Numbers {

  private Numbers() {}

  /**
   * Returns the number, or NaN where the text is none: a plain decimal, with exponent or without.
   */
  static double parse(String text) {
    if (!isDecimal(text)) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Java also reads "1f", "0x1p3" and "Infinity"; a data file does not mean those. */
  private static boolean isDecimal(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
        return false;
      }
    }
    return end > start;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
