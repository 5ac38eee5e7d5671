package org.hybridrec.features.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lines of strict UTF-8 that know their number, so that a broken byte is found on its line. Lines
 * end with LF or CR LF; a byte order mark at the beginning is passed over. Not thread-safe.
 */
final class LineInput {

  private static final int MAX_BYTES = 1 << 24;

  private final String file;
  private final InputStream in;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private byte[] bytes = new byte[1 << 12];
  private long number;

  LineInput(String file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /** The number of the line that was read last, from 1. */
  long number() {
    return number;
  }

  /** The next line without its end, or null after the last. */
  @Nullable String next() throws IOException {
    int length = 0;
    int next = in.read();
    if (next < 0) {
      return null;
    }
    number++;
    while (next >= 0 && next != '\n') {
      append(length++, (byte) next);
      next = in.read();
    }
    if (length > 0 && bytes[length - 1] == '\r') {
      length--;
    }
    String line = decoded(length);
    return number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  private void append(int position, byte value) {
    if (position == bytes.length) {
      if (position == MAX_BYTES) {
        throw problem(
            "is longer than " + MAX_BYTES + " bytes; is this a text file of word vectors?");
      }
      bytes = Arrays.copyOf(bytes, 2 * position);
    }
    bytes[position] = value;
  }

  private String decoded(int length) {
    try {
      return decoder.decode(ByteBuffer.wrap(bytes, 0, length)).toString();
    } catch (CharacterCodingException e) {
      MalformedWordVectorsException problem = problem("is not UTF-8; save the file as UTF-8 text");
      problem.initCause(e);
      throw problem;
    }
  }

  /** An exception about the line that was read last. */
  MalformedWordVectorsException problem(String problem) {
    return new MalformedWordVectorsException(file, number, problem);
  }

  /** An exception about the file as a whole. */
  MalformedWordVectorsException problemOfFile(String problem) {
    return new MalformedWordVectorsException(file, 0, problem);
  }
}
