package org.hybridrec.features.text;

import java.util.ArrayList;
import java.util.List;

/** Punctuation removed, then cut at white space. */
final class WhitespaceTokenizer implements Tokenizer {

  static final WhitespaceTokenizer INSTANCE = new WhitespaceTokenizer();

  private WhitespaceTokenizer() {}

  @Override
  public String name() {
    return "whitespace";
  }

  @Override
  public List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    StringBuilder token = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      if (isWhiteSpace(codePoint)) {
        finish(token, tokens);
      } else if (!isPunctuation(codePoint)) {
        token.appendCodePoint(codePoint);
      }
      i += Character.charCount(codePoint);
    }
    finish(token, tokens);
    return tokens;
  }

  private static void finish(StringBuilder token, List<String> tokens) {
    if (token.length() > 0) {
      tokens.add(token.toString());
      token.setLength(0);
    }
  }

  /**
   * Unicode's White_Space property: Java's own notions leave out no-break spaces or add controls.
   */
  private static boolean isWhiteSpace(int codePoint) {
    return Character.isSpaceChar(codePoint)
        || (codePoint >= '\t' && codePoint <= '\r')
        || codePoint == 0x85;
  }

  private static boolean isPunctuation(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  @Override
  public String toString() {
    return name();
  }
}
