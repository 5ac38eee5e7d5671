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
    switch (Character.getType(codePoint)) {
      case Character.CONTROL:
      case Character.FORMAT:
      case Character.SURROGATE:
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
      case Character.UNASSIGNED:
        return String.format("\\u%04x", codePoint);
      default:
        return Character.toString(codePoint);
    }
  }
}
