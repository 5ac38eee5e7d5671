package org.hybridrec.core.tribuo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a feature, taken apart: {@code field@rest}, as {@code RowProcessor} joins them, or
 * the field alone, as {@code DoubleFieldProcessor} can name its numbers.
 *
 * @param field what stands before the first {@code @}
 * @param rest what stands behind it, or null where there is none
 */
record FeatureName(String field, @Nullable String rest) {

  private static final char JOINER = '@';

  /** What {@code DoubleFieldProcessor} writes behind the field. */
  static final String NUMBER = "value";

  /** What {@code TextFieldProcessor} with a pipeline of n-grams writes before the words. */
  private static final Pattern N_GRAM = Pattern.compile("[0-9]+-N=(.*)", Pattern.DOTALL);

  /** Returns null if there is no field. */
  static @Nullable FeatureName parse(String name) {
    int at = name.indexOf(JOINER);
    String field = at < 0 ? name : name.substring(0, at);
    return field.isBlank() ? null : new FeatureName(field, at < 0 ? null : name.substring(at + 1));
  }

  static String join(String field, String rest) {
    return field + JOINER + rest;
  }

  static boolean canBeField(String name) {
    return !name.isBlank() && name.indexOf(JOINER) < 0;
  }

  /** Returns true if the feature's own value is the number of the field. */
  boolean isNumber() {
    return rest == null || rest.equals(NUMBER);
  }

  /** Returns what the field holds, an n-gram without its mark. */
  String text() {
    String text = rest == null ? "" : rest;
    Matcher gram = N_GRAM.matcher(text);
    return gram.matches() ? gram.group(1) : text;
  }
}
