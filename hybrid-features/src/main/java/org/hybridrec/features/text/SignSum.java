package org.hybridrec.features.text;

/**
 * The sum of many rows of {@link RandomSigns}, counted exactly and 64 places at a time. Not
 * thread-safe.
 *
 * <p>Each block of 64 places has a binary counter of negative signs a place, kept in slices: bit p
 * of slice k is bit k of the counter of place p. Adding one to the counters whose bits are set is
 * then the school method for all of them at once: exclusive-or into the lowest slice, and the
 * common bits carry to the next. That is a few word operations where 64 additions would be.
 */
final class SignSum {

  /** Enough for the features of the longest possible string. */
  private static final int SLICES = 36;

  private final int width;
  private final long[] slices;
  private long rows;

  SignSum(int width) {
    this.width = width;
    this.slices = new long[(width + RandomSigns.BLOCK - 1) / RandomSigns.BLOCK * SLICES];
  }

  /** Adds the row of a state. */
  void add(long state) {
    for (int block = 0, slice = 0; slice < slices.length; block++, slice += SLICES) {
      long carry = RandomSigns.block(state, block);
      for (int i = slice; carry != 0; i++) {
        long next = slices[i] & carry;
        slices[i] ^= carry;
        carry = next;
      }
    }
    rows++;
  }

  /** The sums of all places: rows less twice the negative signs. */
  double[] sums() {
    double[] sums = new double[width];
    for (int d = 0; d < width; d++) {
      sums[d] = rows - 2 * negatives(d);
    }
    return sums;
  }

  private long negatives(int place) {
    int start = place / RandomSigns.BLOCK * SLICES;
    long count = 0;
    for (int k = 0; k < SLICES; k++) {
      count |= (slices[start + k] >>> place & 1) << k;
    }
    return count;
  }
}
