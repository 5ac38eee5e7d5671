package org.hybridrec.core.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hybridrec.core.file.ModelFormatException.Kind;

/**
 * A list of strings as two tensors: {@code name.utf8}, U8, all strings one after the other, and
 * {@code name.offsets}, I32 [strings + 1], where each begins, and where the last one ends.
 */
final class StringTensors {

  static final String OFFSETS = ".offsets";
  static final String UTF8 = ".utf8";

  private StringTensors() {}

  /**
   * Writes the bytes of all strings and returns the offsets.
   *
   * @throws IllegalArgumentException if a string is no text or all are too long together
   */
  static int[] write(String name, List<String> strings, ByteArrayOutputStream out) {
    int[] offsets = new int[strings.size() + 1];
    for (int i = 0; i < strings.size(); i++) {
      String string = strings.get(i);
      if (Limits.isBroken(string)) {
        throw new IllegalArgumentException(
            "model file: strings %s: string %d must have no unpaired surrogates, was %s"
                .formatted(Printed.of(name), i, Printed.of(string)));
      }
      byte[] utf8 = string.getBytes(UTF_8);
      if (utf8.length > Limits.TENSOR_BYTES - out.size()) {
        throw new IllegalArgumentException(
            "model file: strings %s: may take %s bytes together, take more"
                .formatted(Printed.of(name), Limits.print(Limits.TENSOR_BYTES)));
      }
      out.writeBytes(utf8);
      offsets[i + 1] = out.size();
    }
    return offsets;
  }

  static List<String> read(String name, int[] offsets, Tensor utf8, Origin origin) {
    checkEnds(name, offsets, utf8, origin);
    CharsetDecoder decoder = UTF_8.newDecoder();
    List<String> strings = new ArrayList<>(offsets.length - 1);
    for (int i = 0; i + 1 < offsets.length; i++) {
      if (offsets[i] > offsets[i + 1] || offsets[i + 1] > utf8.bytes().length) {
        throw refuse(
            origin,
            name,
            "offsets must ascend to %d, were %d and %d at %d"
                .formatted(utf8.bytes().length, offsets[i], offsets[i + 1], i));
      }
      strings.add(string(name, i, slice(utf8, offsets[i], offsets[i + 1]), decoder, origin));
    }
    return Collections.unmodifiableList(strings);
  }

  private static void checkEnds(String name, int[] offsets, Tensor utf8, Origin origin) {
    int end = utf8.bytes().length;
    if (offsets.length == 0 || offsets[0] != 0 || offsets[offsets.length - 1] != end) {
      throw refuse(origin, name, "offsets must begin with 0 and end with " + end + ", do not");
    }
  }

  private static ByteBuffer slice(Tensor utf8, int begin, int end) {
    return ByteBuffer.wrap(utf8.bytes(), begin, end - begin);
  }

  private static String string(
      String name, int index, ByteBuffer bytes, CharsetDecoder decoder, Origin origin) {
    if (!bytes.hasRemaining()) {
      return "";
    }
    try {
      return decoder.decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw refuse(origin, name, "string " + index + " must be UTF-8, is not");
    }
  }

  private static ModelFormatException refuse(Origin origin, String name, String message) {
    return origin.refuse(
        Kind.CONTENT, "strings %s: %s; save the file again".formatted(Printed.of(name), message));
  }
}
