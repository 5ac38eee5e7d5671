package org.hybridrec.core.file;

/** Text from a file or a caller, made fit for a message: quoted, escaped, cut at 200 characters. */
final class Printed {

  private static final int LIMIT = 200;

  private Printed() {}

  static String of(Object value) {
    String text = value.toString();
    StringBuilder out = new StringBuilder("'");
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      String next = escaped(text.codePointAt(i));
      if (out.length() + next.length() > LIMIT - 2) {
        return out.append("…'").toString();
      }
      out.append(next);
    }
    return out.append('\'').toString();
  }

  private static String escaped(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          String.format("\\u%04x", codePoint);
      default -> Character.toString(codePoint);
    };
  }
}
