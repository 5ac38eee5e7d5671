package org.hybridrec.features.encoded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers distinct vectors, compared bit for bit. Once it is told to, or once it sees that most
 * vectors are new, it takes no more. To be filled by one thread and then read by any.
 */
final class VectorNumbers {

  /** Narrower vectors take little more than their numbers. */
  static final int LEAST_WIDTH = 4;

  /** So many vectors are taken whatever they are. */
  private static final int TAKEN_UNSEEN = 1 << 16;

  private static final int OBJECT_BYTES = 40;

  private final int width;
  private final List<float[]> vectors = new ArrayList<>();

  /** Open addressing: the number of a vector and 1, or 0. */
  private int[] table = new int[64];

  private long asked;
  private int last;
  private boolean full;

  VectorNumbers(int width) {
    this.width = width;
  }

  int width() {
    return width;
  }

  long bytes() {
    return (long) vectors.size() * (OBJECT_BYTES + (long) width * Float.BYTES);
  }

  float[] vector(int number) {
    return vectors.get(number);
  }

  void takeNoMore() {
    full = true;
  }

  /** Returns the number of a vector, or -1 if it has none and gets none. */
  int number(float[] floats, int offset) {
    asked++;
    int at = hash(floats, offset) & (table.length - 1);
    while (table[at] != 0) {
      if (equal(vectors.get(table[at] - 1), floats, offset)) {
        last = table[at] - 1;
        return last;
      }
      at = (at + 1) & (table.length - 1);
    }
    last = takes() ? take(floats, offset, at) : -1;
    return last;
  }

  /** Returns the number that was last asked for. */
  int lastNumber() {
    return last;
  }

  private boolean takes() {
    full |= vectors.size() >= TAKEN_UNSEEN && vectors.size() > asked / 8 * 7;
    return !full;
  }

  private int take(float[] floats, int offset, int at) {
    vectors.add(Arrays.copyOfRange(floats, offset, offset + width));
    table[at] = vectors.size();
    if (2 * vectors.size() > table.length) {
      grow();
    }
    return vectors.size() - 1;
  }

  private void grow() {
    table = new int[2 * table.length];
    for (int number = 0; number < vectors.size(); number++) {
      int at = hash(vectors.get(number), 0) & (table.length - 1);
      while (table[at] != 0) {
        at = (at + 1) & (table.length - 1);
      }
      table[at] = number + 1;
    }
  }

  private boolean equal(float[] vector, float[] floats, int offset) {
    for (int i = 0; i < width; i++) {
      if (Float.floatToRawIntBits(vector[i]) != Float.floatToRawIntBits(floats[offset + i])) {
        return false;
      }
    }
    return true;
  }

  /** Two sums side by side, for the multiplications to overlap. */
  private int hash(float[] floats, int offset) {
    int even = width;
    int odd = 1;
    for (int i = 0; i + 1 < width; i += 2) {
      even = even * 31 + Float.floatToRawIntBits(floats[offset + i]);
      odd = odd * 37 + Float.floatToRawIntBits(floats[offset + i + 1]);
    }
    int h = even * 0x9E3779B9 + odd + Float.floatToRawIntBits(floats[offset + width - 1]);
    h ^= h >>> 15;
    h *= 0x85EBCA6B;
    return h ^ (h >>> 13);
  }
}
