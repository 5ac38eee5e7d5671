package org.hybridrec.core.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Random changes of a model file, with the header's length and the digest repaired, so that the
 * parser and the rules behind it are reached.
 */
public final class FileMutants {

  private static final List<String> PIECES =
      List.of(
          "0",
          "1",
          "9",
          "-",
          "99999999999",
          "9223372036854775807",
          ".",
          "e9",
          "[",
          "]",
          "{",
          "}",
          ",",
          ":",
          "\"",
          "\\",
          "\\u0000",
          "\\ud83d",
          "null",
          "true",
          "[[[[",
          "\"a\":",
          "F32",
          "F64",
          "I64",
          "I32",
          "U8",
          "shape",
          "dtype",
          "data_offsets",
          "sha256",
          "__metadata__",
          "version",
          " ",
          "\u0000",
          "\u00ff",
          "ä");

  private FileMutants() {}

  /** Returns the file with one or two changes, in its header or its numbers. */
  public static byte[] mutant(byte[] original, Random random) {
    int headerLength = ByteBuffer.wrap(original).order(ByteOrder.LITTLE_ENDIAN).getInt();
    String header = new String(original, 8, headerLength, ISO_8859_1).stripTrailing();
    byte[] data = Arrays.copyOfRange(original, 8 + headerLength, original.length - 32);
    for (int edits = 1 + random.nextInt(2); edits > 0; edits--) {
      if (random.nextInt(4) == 0) {
        data[random.nextInt(data.length)] = (byte) random.nextInt();
      } else {
        header = edited(header, random);
      }
    }
    return RawFile.withHeader(header.getBytes(ISO_8859_1), data);
  }

  private static String edited(String header, Random random) {
    int begin = random.nextInt(header.length());
    int end = Math.min(header.length(), begin + random.nextInt(6));
    String head = header.substring(0, begin);
    String tail = header.substring(end);
    return switch (random.nextInt(4)) {
      case 0 -> head + tail;
      case 1 -> head + PIECES.get(random.nextInt(PIECES.size())) + tail;
      case 2 -> head + header.substring(begin, end) + header.substring(begin);
      default -> word(header, random);
    };
  }

  /** Replaces a whole number or word by another. */
  private static String word(String header, Random random) {
    String[] words = header.split("\\b");
    words[random.nextInt(words.length)] = PIECES.get(random.nextInt(PIECES.size()));
    return String.join("", words);
  }
}
