package org.hybridrec.features;

import java.util.ArrayList;
import java.util.List;

/** Text that holds several values between separators. */
final class SeparatedText {

  private SeparatedText() {}

  /** Returns all parts, empty ones included: one more than there are separators. */
  static List<String> parts(String text, String separator) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int end; (end = text.indexOf(separator, start)) >= 0; ) {
      parts.add(text.substring(start, end));
      start = end + separator.length();
    }
    parts.add(text.substring(start));
    return parts;
  }
}
