package org.hybridrec.core.network;

import java.util.Arrays;

/**
 * Positions that carry the same id, brought together: group g has the id {@code ids[g]} and the
 * positions {@code positions[starts[g]] … positions[starts[g + 1] - 1]}, ascending; ids ascend too.
 */
@SuppressWarnings("ArrayRecordComponent") // a view on network memory, compared by nobody
record Groups(int count, int[] ids, int[] starts, int[] positions) {

  /** Groups positions 0 … length - 1 by their ids. */
  static Groups of(int[] idAt, int length) {
    long[] keys = new long[length];
    for (int i = 0; i < length; i++) {
      keys[i] = (long) idAt[i] << 32 | i;
    }
    Arrays.sort(keys);
    int[] ids = new int[length];
    int[] starts = new int[length + 1];
    int[] positions = new int[length];
    int count = 0;
    for (int i = 0; i < length; i++) {
      int id = (int) (keys[i] >> 32);
      if (i == 0 || id != ids[count - 1]) {
        ids[count] = id;
        starts[count++] = i;
      }
      positions[i] = (int) keys[i];
    }
    starts[count] = length;
    return new Groups(count, ids, starts, positions);
  }
}
