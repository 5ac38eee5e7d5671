package org.hybridrec.features;

/** Numbers written as text. */
final class Numbers {

  private Numbers() {}

  /**
   * Returns the number, or NaN where the text is none: a plain decimal, with exponent or without.
   */
  static float parse(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty() || !isDecimal(trimmed)) {
      return Float.NaN;
    }
    try {
      return Float.parseFloat(trimmed);
    } catch (NumberFormatException e) {
      return Float.NaN;
    }
  }

  /** Java also reads "1f", "0x1p3" and "Infinity"; a data file does not mean those. */
  private static boolean isDecimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
