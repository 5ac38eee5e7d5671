package org.hybridrec.features.arrow;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/**
 * Numbers the distinct texts of a column that has no dictionary, by their bytes and without making
 * strings of them, so that columns can treat it as if it had one. Only UTF-8 gets a number. Takes a
 * bounded number of texts, and gives up on a column whose texts hardly ever come again.
 */
final class TextNumbers {

  private static final int MOST_TEXTS = 1 << 18;
  private static final int MOST_BYTES = 1 << 24;

  /** After so many texts it is plain whether they repeat. */
  private static final int PROBATION = 1 << 16;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[256];
  private int[] starts = new int[16];
  private int[] hashes = new int[16];
  private int count;

  /** Open addressing: the number of a text and 1, or 0. */
  private int[] table = new int[32];

  private byte[] text = new byte[64];
  private long asked;
  private boolean useless;

  /** Returns the number of a text, or -1 if it has none. */
  int of(Bytes data, long offset, int length) {
    if (useless || length > MOST_BYTES) {
      return -1;
    }
    if (text.length < length) {
      text = new byte[2 * length];
    }
    data.copy(offset, text, length);
    return number(length);
  }

  private int number(int length) {
    asked++;
    int hash = hash(text, length);
    int at = hash & (table.length - 1);
    for (int found = table[at]; found != 0; found = table[at]) {
      if (hashes[found - 1] == hash && holds(found - 1, length)) {
        return found - 1;
      }
      at = (at + 1) & (table.length - 1);
    }
    return take(hash, at, length);
  }

  private boolean holds(int number, int length) {
    return Arrays.equals(bytes, starts[number], starts[number + 1], text, 0, length);
  }

  private int take(int hash, int at, int length) {
    if (asked > PROBATION && count > asked / 2) {
      useless = true;
    }
    if (useless || count == MOST_TEXTS || starts[count] > MOST_BYTES - length || !utf8(length)) {
      return -1;
    }
    if (count + 1 == starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
      hashes = Arrays.copyOf(hashes, 2 * hashes.length);
    }
    int end = starts[count] + length;
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
    }
    System.arraycopy(text, 0, bytes, starts[count], length);
    hashes[count] = hash;
    starts[++count] = end;
    table[at] = count;
    if (2 * count > table.length) {
      grow();
    }
    return count - 1;
  }

  private boolean utf8(int length) {
    try {
      Utf8.decode(text, 0, length);
      return true;
    } catch (CharacterCodingException e) {
      return false; // whoever asks for the text hears of it
    }
  }

  private void grow() {
    table = new int[2 * table.length];
    for (int number = 0; number < count; number++) {
      int at = hashes[number] & (table.length - 1);
      while (table[at] != 0) {
        at = (at + 1) & (table.length - 1);
      }
      table[at] = number + 1;
    }
  }

  /** Eight bytes at a time; where texts go in the table must only be fast to find. */
  private static int hash(byte[] text, int length) {
    long h = length;
    int i = 0;
    for (; i + Long.BYTES <= length; i += Long.BYTES) {
      h = mixed(h ^ (long) LONG.get(text, i));
    }
    long rest = 0;
    for (; i < length; i++) {
      rest = rest << Byte.SIZE | (text[i] & 0xFF);
    }
    h = mixed(h ^ rest);
    return (int) (h ^ (h >>> 32));
  }

  private static long mixed(long h) {
    long m = h * 0x9E3779B97F4A7C15L;
    return m ^ (m >>> 29);
  }
}
