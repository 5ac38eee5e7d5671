package org.hybridrec.features.encoded;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Any number of ids for each of some rows. Row r has the ids {@code ids[offsets[r]] … ids[offsets[r
 * + 1] - 1]}. The arrays are not copied and must not be changed.
 *
 * @param offsets [rows + 1], ascending from 0
 * @param ids [offsets[rows]] at least
 * @param weights beside each id its weight, or null where every weight is 1
 */
@SuppressWarnings("ArrayRecordComponent") // a view on encoder memory, compared by nobody
public record IdList(int[] offsets, int[] ids, float @Nullable [] weights) {

  /** Returns the number of rows. */
  public int rowCount() {
    return offsets.length - 1;
  }

  /** Returns the ids of the rows from … to - 1, copied. */
  IdList slice(int from, int to) {
    int[] own = new int[to - from + 1];
    for (int i = 0; i < own.length; i++) {
      own[i] = offsets[from + i] - offsets[from];
    }
    return new IdList(
        own,
        Arrays.copyOfRange(ids, offsets[from], offsets[to]),
        weights == null ? null : Arrays.copyOfRange(weights, offsets[from], offsets[to]));
  }

  /** Returns the weight of the id at that position of {@link #ids}. */
  public float weight(int position) {
    return weights == null ? 1f : weights[position];
  }
}
