package org.hybridrec.features.source;

/**
 * Text that came with the data, made fit for a message: control, formatting (bidirectional marks)
 * and unpaired surrogate characters are escaped, and what is longer than 200 characters is cut.
 */
public final class Quoted {

  private static final int LIMIT = 200;

  private Quoted() {}

  /** Returns the text in single quotes, escaped and cut. */
  public static String of(String text) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), LIMIT) + 2).append('\'');
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      String next = escaped(codePoint);
      if (out.length() + next.length() > LIMIT - 2) {
        return out.append("…'").toString();
      }
      out.append(next);
      i += Character.charCount(codePoint);
    }
    return out.append('\'').toString();
  }

  private static String escaped(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          String.format("\\u%04x", codePoint);
      default -> Character.toString(codePoint);
    };
  }
}
