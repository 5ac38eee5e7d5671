package org.hybridrec.features.dataset;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Months written as {@code yyyy.mm} or {@code yyyy-mm}. */
final class YearMonthText {

  private static final Pattern FORM = Pattern.compile("([0-9]{4})[.-]([0-9]{2})");

  private YearMonthText() {}

  /** Returns the months since January 1970, below 0 before it; null for text of another form. */
  static @Nullable Long monthsSince1970(String text) {
    Matcher found = FORM.matcher(text.strip());
    if (!found.matches()) {
      return null;
    }
    int month = Integer.parseInt(found.group(2));
    if (month < 1 || month > 12) {
      return null;
    }
    return (Integer.parseInt(found.group(1)) - 1970) * 12L + month - 1;
  }
}
