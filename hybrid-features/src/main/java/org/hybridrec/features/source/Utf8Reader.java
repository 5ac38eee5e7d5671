package org.hybridrec.features.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/**
 * Strict UTF-8. Bytes that are not UTF-8 are refused with file and line, where the JDK's own reader
 * either replaces them silently or has read ahead and no longer knows the line. A byte order mark
 * at the start is skipped. Lines end as in CSV: CR, LF or both.
 */
final class Utf8Reader extends Reader {

  private static final int BUFFER = 1 << 15;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final InputStream in;
  private final String file;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
  private final CharBuffer chars = CharBuffer.allocate(BUFFER).flip();
  private boolean started;
  private boolean ended;
  private long line = 1;
  private boolean afterReturn;

  Utf8Reader(InputStream in, String file) {
    this.in = in;
    this.file = file;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    while (!chars.hasRemaining()) {
      if (!decodeSome()) {
        return -1;
      }
    }
    int count = Math.min(length, chars.remaining());
    chars.get(target, offset, count);
    return count;
  }

  /** Decodes what can be had. Returns false at the end. */
  private boolean decodeSome() throws IOException {
    chars.clear();
    CoderResult result = decoder.decode(bytes, chars, ended);
    chars.flip();
    countLines();
    if (chars.hasRemaining()) {
      skipByteOrderMark();
      return true;
    }
    if (result.isError()) {
      throw malformed(result.length());
    }
    return !ended && fill();
  }

  private boolean fill() throws IOException {
    bytes.compact();
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = count < 0;
    bytes.position(bytes.position() + Math.max(0, count)).flip();
    return true;
  }

  private void skipByteOrderMark() {
    if (!started && chars.get(chars.position()) == BYTE_ORDER_MARK) {
      chars.get();
    }
    started = true;
  }

  private void countLines() {
    for (int i = chars.position(); i < chars.limit(); i++) {
      char c = chars.get(i);
      if (c == '\r' || (c == '\n' && !afterReturn)) {
        line++;
      }
      afterReturn = c == '\r';
    }
  }

  private InvalidDataException malformed(int length) {
    StringJoiner found = new StringJoiner(" ");
    for (int i = 0; i < Math.min(length, bytes.remaining()); i++) {
      found.add(String.format("%02X", bytes.get(bytes.position() + i)));
    }
    return new InvalidDataException(
        file + " line " + line + ": bytes " + found + " are not UTF-8; convert the file to UTF-8");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
