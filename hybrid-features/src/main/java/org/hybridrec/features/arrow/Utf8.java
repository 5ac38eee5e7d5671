package org.hybridrec.features.arrow;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Strict UTF-8. The JDK's fast ways put U+FFFD or a question mark in the place of what is broken,
 * so only a text with that character takes the slow way that tells it from an honest one.
 */
final class Utf8 {

  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  static String decode(byte[] bytes, int from, int length) throws CharacterCodingException {
    String text = new String(bytes, from, length, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
    }
    return text;
  }

  static byte[] encode(String text) throws CharacterCodingException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (byte b : bytes) {
      if (b == '?') {
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        break;
      }
    }
    return bytes;
  }
}
