package org.hybridrec.features.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lower-cased runs of letters, digits and marks. */
final class WordTokenizer implements Tokenizer {

  static final WordTokenizer INSTANCE = new WordTokenizer();

  private WordTokenizer() {}

  @Override
  public String name() {
    return "words";
  }

  @Override
  public List<String> tokens(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    List<String> tokens = new ArrayList<>();
    int start = -1;
    int i = 0;
    while (i < lower.length()) {
      int codePoint = lower.codePointAt(i);
      boolean begins = Character.isLetterOrDigit(codePoint);
      if (start < 0 && begins) {
        start = i;
      } else if (start >= 0 && !begins && !isMark(codePoint)) {
        tokens.add(lower.substring(start, i));
        start = -1;
      }
      i += Character.charCount(codePoint);
    }
    if (start >= 0) {
      tokens.add(lower.substring(start));
    }
    return tokens;
  }

  private static boolean isMark(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }

  @Override
  public String toString() {
    return name();
  }
}
