package org.hybridrec.features.dataset;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cells as bytes in a temporary file, which the same JVM reads back. A byte says what follows; the
 * code units of a text are numbers of one to three bytes, so that any text comes back as it was,
 * even one that has no UTF-8 form.
 */
final class CellCodec {

  private static final int MISSING = 0;
  private static final int TEXT = 1;
  private static final int INTEGER = 2;
  private static final int NUMBER = 3;
  private static final int LIST = 4;

  private CellCodec() {}

  static void writeAll(DataOutput out, @Nullable Object[] cells) throws IOException {
    writeCount(out, cells.length);
    for (Object cell : cells) {
      write(out, cell);
    }
  }

  static @Nullable Object[] readAll(DataInput in) throws IOException {
    @Nullable Object[] cells = new @Nullable Object[readCount(in)];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = read(in);
    }
    return cells;
  }

  private static void write(DataOutput out, @Nullable Object cell) throws IOException {
    if (cell == null) {
      out.writeByte(MISSING);
    } else if (cell instanceof String text) {
      out.writeByte(TEXT);
      writeText(out, text);
    } else if (cell instanceof Long integer) {
      out.writeByte(INTEGER);
      out.writeLong(integer);
    } else if (cell instanceof Double number) {
      out.writeByte(NUMBER);
      out.writeDouble(number);
    } else {
      writeList(out, (List<?>) cell);
    }
  }

  private static void writeList(DataOutput out, List<?> list) throws IOException {
    out.writeByte(LIST);
    writeCount(out, list.size());
    for (Object element : list) {
      write(out, element);
    }
  }

  static void writeText(DataOutput out, String text) throws IOException {
    writeCount(out, text.length());
    for (int i = 0; i < text.length(); i++) {
      writeCount(out, text.charAt(i));
    }
  }

  /** Seven bits a byte, lowest first; all but the last byte have the eighth bit set. */
  private static void writeCount(DataOutput out, int count) throws IOException {
    int rest = count;
    while (rest >= 0x80) {
      out.writeByte((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.writeByte(rest);
  }

  private static @Nullable Object read(DataInput in) throws IOException {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case MISSING -> null;
      case TEXT -> readText(in);
      case INTEGER -> in.readLong();
      case NUMBER -> in.readDouble();
      case LIST -> readList(in);
      default -> throw new IOException("the temporary file was changed: kind of cell " + kind);
    };
  }

  private static List<@Nullable Object> readList(DataInput in) throws IOException {
    int count = readCount(in);
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(read(in));
    }
    return Collections.unmodifiableList(list);
  }

  static String readText(DataInput in) throws IOException {
    int length = readCount(in);
    StringBuilder text = new StringBuilder(Math.min(length, 1 << 16));
    for (int i = 0; i < length; i++) {
      text.append((char) readCount(in));
    }
    return text.toString();
  }

  private static int readCount(DataInput in) throws IOException {
    int count = 0;
    for (int shift = 0; ; shift += 7) {
      int next = in.readUnsignedByte();
      count |= (next & 0x7F) << shift;
      if (next < 0x80) {
        return count;
      }
    }
  }
}
