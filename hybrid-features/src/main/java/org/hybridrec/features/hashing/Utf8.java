package org.hybridrec.features.hashing;

import java.nio.charset.StandardCharsets;

/**
 * Text to UTF-8, strictly: what has no UTF-8 form is refused, while {@link String#getBytes} would
 * silently put a question mark in its place. Thread-safe.
 */
public final class Utf8 {

  private Utf8() {}

  /**
   * Returns the UTF-8 bytes of a text.
   *
   * @throws MalformedTextException if the text holds an unpaired surrogate
   */
  public static byte[] encode(String text) {
    return requireWellFormed(text).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Returns the text itself if it has a UTF-8 form.
   *
   * @throws MalformedTextException if the text holds an unpaired surrogate
   */
  public static String requireWellFormed(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char unit = text.charAt(i);
      if (Character.isSurrogate(unit)) {
        boolean paired =
            Character.isHighSurrogate(unit)
                && i + 1 < length
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          throw new MalformedTextException(i, unit);
        }
        i++;
      }
    }
    return text;
  }
}
